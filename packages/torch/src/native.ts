// Loads build/torch.node, the binding in native/, and types its functions. Tensors are handles: numbers that only this package sees.

import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { resolve } from 'node:path'
import { TorchError, type TorchErrorCode } from './error.ts'
import type { Shape, TypedArray } from './types.ts'

export type Handle = number

/** One argument of an operator, as libtorch's registry describes it. */
export interface ArgumentRow {
  readonly name: string
  /** libtorch's name of the type, such as `Tensor`, `Optional[int]` or `List[Tensor]`. */
  readonly type: string
  /** May only be given by name. */
  readonly keyword: boolean
  /** May be left out. */
  readonly optional: boolean
  /** May be null. */
  readonly nullable: boolean
  /** A single number fills a list of this length; 0 where it does not. */
  readonly length: number
}

export interface OperatorRow {
  readonly id: number
  readonly schema: string
  readonly arguments: readonly ArgumentRow[]
  /** `alias` is the argument that comes back, -1 for a fresh value. */
  readonly returns: readonly { readonly type: string; readonly alias: number }[]
}

export interface Native {
  operatorNames(): string[]
  resolve(name: string, overload: string): OperatorRow
  call(id: number, ...args: unknown[]): unknown
  shape(tensor: Handle): number[]
  strides(tensor: Handle): number[]
  dtype(tensor: Handle): string
  device(tensor: Handle): string
  isLeaf(tensor: Handle): boolean
  item(tensor: Handle): number | boolean | bigint
  firstDifference(left: readonly Handle[], right: readonly Handle[]): number
  fromArray(array: TypedArray, shape: Shape, dtype: string, share: boolean): Handle
  toBuffer(tensor: Handle, share: boolean): ArrayBuffer
  backward(roots: Handle[], gradients: Handle[] | null, retain: boolean, create: boolean, inputs: Handle[] | null): void
  grad(
    outputs: Handle[],
    inputs: Handle[],
    gradients: Handle[] | null,
    retain: boolean,
    create: boolean,
    allowUnused: boolean,
  ): (Handle | null)[]
  getGrad(tensor: Handle): Handle | null
  setGrad(tensor: Handle, gradient: Handle | null): void
  clearGrads(tensors: readonly Handle[]): void
  gradEnabled(enabled?: boolean): boolean
  requiresGrad(tensor: Handle, flag?: boolean): boolean
  autocastEnter(device: string, enabled: boolean, dtype: string | null): { enabled: boolean; dtype: string }
  autocastLeave(device: string, enabled: boolean, dtype: string): void
  threads(count?: number): number
  manualSeed(seed: number): void
  newGenerator(device: string, seed: number): number
  deterministic(flag?: boolean): boolean
  cudnnBenchmark(flag?: boolean): boolean
  about(): { version: string; cuda: boolean; mps: boolean; mkldnn: boolean; accelerators: number }
  synchronize(device: string): void
  emptyCache(): void
  release(handles: Handle | readonly Handle[]): number
  live(): number
  keepHeap(): void
  useErrorClass(errorClass: new (code: TorchErrorCode, message: string) => Error): void
}

const BUILD = resolve(import.meta.dirname, '../build')

function load(): Native {
  const path = resolve(BUILD, 'torch.node')
  if (!existsSync(path)) {
    throw new TorchError('missing-dependency', 'The binding to libtorch is not built: run npm run setup:torch.')
  }
  const native = open(path)
  native.useErrorClass(TorchError)
  // Whoever wants glibc's own settings sets the variable.
  if (process.env['REVELADO_TORCH_HEAP'] !== 'default') native.keepHeap()
  return native
}

function open(path: string): Native {
  try {
    return createRequire(import.meta.url)(path) as Native
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new TorchError('missing-dependency', `The binding to libtorch cannot be loaded (${reason}): run npm run setup:torch.`, { cause })
  }
}

export const native: Native = load()

/** The folder of the libtorch that the binding was built with. */
export function libtorchPath(): string {
  return (JSON.parse(readFileSync(resolve(BUILD, 'torch.json'), 'utf8')) as { path: string }).path
}
