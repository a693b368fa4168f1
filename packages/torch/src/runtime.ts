// Settings of libtorch as a whole, and what this machine can do.

import { readFileSync } from 'node:fs'
import { native } from './native.ts'
import type { Device } from './types.ts'

/** libtorch's version, such as "2.13.0". */
export function torchVersion(): string {
  return native.about().version
}

/** How many threads one operator uses. */
export function threads(): number {
  return native.threads()
}

export function setThreads(count: number): void {
  native.threads(count)
}

/** Seeds the default generators of all devices: a whole number from 0 to 2^53. */
export function seed(value: number): void {
  native.manualSeed(value)
}

/** Whether operators whose result differs from run to run are refused. Returns what held before. */
export function setDeterministic(flag: boolean): boolean {
  return native.deterministic(flag)
}

/**
 * Whether cuDNN times its algorithms for each new shape of a convolution and takes the fastest from then on: worth it where the same
 * shapes come again and again. Nothing changes on other devices. Returns what held before.
 */
export function setCudnnBenchmark(flag: boolean): boolean {
  return native.cudnnBenchmark(flag)
}

/** Whether tensors can be put on this kind of device. */
export function hasDevice(device: 'cpu' | 'cuda' | 'mps' | 'meta'): boolean {
  return device === 'cpu' || device === 'meta' || native.about()[device]
}

/** Waits until a device has done all that it was given. */
export function synchronize(device: Device): void {
  native.synchronize(device)
}

/** Gives unused memory of a GPU back to the system. */
export function emptyCache(): void {
  native.emptyCache()
}

/** Whether this CPU has instructions for bfloat16; without them it is some ten times slower than float32. Known on Linux only. */
export function cpuHasFastBf16(): boolean {
  if (process.platform !== 'linux' || process.arch !== 'x64') return false
  const flags = /^flags\s*:(.*)$/m.exec(readFileSync('/proc/cpuinfo', 'utf8'))?.[1].split(' ') ?? []
  return flags.includes('avx512_bf16') || flags.includes('amx_bf16')
}
