// Where a run computes: every tensor that it makes lies there unless it says otherwise.
import { ReveladoError } from '@revelado/core'
import { cpuHasFastBf16, type Device, hasDevice, setCudnnBenchmark, setDefaultDevice } from '@revelado/torch'
import type { TrainConfig } from '../config.ts'

/**
 * Runs `work` with `device` as the place of new tensors. Steps repeat the same few shapes, so cuDNN may look for the fastest way of each.
 * @throws ReveladoError 'missing-dependency' when this machine or this libtorch lacks it.
 */
export async function onDevice<T>(device: Device, work: () => Promise<T>): Promise<T> {
  const [kind] = device.split(':') as ['cpu' | 'cuda' | 'mps' | 'meta']
  if (!hasDevice(kind))
    throw new ReveladoError(
      'missing-dependency',
      `the configuration asks for ${device}, but this machine or this libtorch has none: set LIBTORCH to a build of torch for it and run npm run setup:torch, or take "cpu"`,
      { what: 'device', path: device },
    )
  const before = setDefaultDevice(device)
  const looked = setCudnnBenchmark(kind === 'cuda')
  try {
    return await work()
  } finally {
    setCudnnBenchmark(looked)
    setDefaultDevice(before)
  }
}

/** Whether a run computes in bfloat16: asked to, or left to choose, on a processor that has instructions for it. */
export function inBfloat16({ precision, device }: Pick<TrainConfig, 'precision' | 'device'>): boolean {
  return precision === 'bfloat16' || (precision === 'auto' && device === 'cpu' && cpuHasFastBf16())
}
