// Making tensors: from arrays, and filled. Floating point unless something else is asked for: in `ops` itself a whole number
// would make a tensor of integers.

import { markAsUntransferable } from 'node:worker_threads'
import { TorchError } from './error.ts'
import type { Generator } from './generator.ts'
import { native } from './native.ts'
import { ops } from './ops.ts'
import { Tensor } from './tensor.ts'
import type { Device, DType, Shape, TypedArray } from './types.ts'

export interface CreateOptions {
  /** @default 'float32' */
  dtype?: DType
  /** @default the one of `setDefaultDevice` */
  device?: Device
  /** Whether `backward` gives it a gradient. @default false */
  requiresGrad?: boolean
}

export interface RandomOptions extends CreateOptions {
  /** @default the generator that `seed` sets */
  generator?: Generator
}

export interface ArrayOptions extends CreateOptions {
  /** @default the array's own: float32 for Float32Array, uint8 for Uint8Array, … */
  dtype?: DType
  /** Uses the array's memory instead of a copy: what is written to one is seen in the other. @default false */
  share?: boolean
}

let standard: Device = 'cpu'

/** Where the functions of this file make tensors unless told otherwise, in this thread; `ops` keeps to the CPU. @returns what held before */
export function setDefaultDevice(device: Device): Device {
  const before = standard
  standard = device
  return before
}

/** Turns a typed array in row-major order into a tensor. `dtype` names what its bytes are, without converting them. */
export function fromArray(array: TypedArray, shape: Shape = [array.length], options: ArrayOptions = {}): Tensor {
  const { dtype = dtypeOf(array), device = standard, requiresGrad = false, share = false } = options
  if (share) protect(array)
  const tensor = new Tensor(native.fromArray(array, shape, dtype, share))
  return finish(device === 'cpu' ? tensor : tensor.to({ device }), requiresGrad)
}

/** A number, or numbers in nested arrays, as a tensor. */
export function tensor(values: NestedNumbers, options: CreateOptions = {}): Tensor {
  const shape: number[] = []
  for (let level: NestedNumbers = values; Array.isArray(level); level = level[0]) shape.push(level.length)
  const flat = Float64Array.from(Array.isArray(values) ? (values.flat(Number.POSITIVE_INFINITY) as number[]) : [values as number])
  if (flat.length !== shape.reduce((a, b) => a * b, 1)) {
    throw new TorchError('bad-argument', 'the rows of nested arrays must be of the same length')
  }
  const { dtype = 'float32', device = standard, requiresGrad = false } = options
  using exact = fromArray(flat, shape, { device: 'cpu' })
  return finish(exact.to({ dtype, device, copy: true }), requiresGrad)
}

export type NestedNumbers = number | readonly NestedNumbers[]

export function zeros(shape: Shape, options: CreateOptions = {}): Tensor {
  return finish(ops.zeros(shape, where(options)), options.requiresGrad)
}

export function ones(shape: Shape, options: CreateOptions = {}): Tensor {
  return finish(ops.ones(shape, where(options)), options.requiresGrad)
}

export function full(shape: Shape, value: number, options: CreateOptions = {}): Tensor {
  return finish(ops.full(shape, value, where(options)), options.requiresGrad)
}

/** start, start + step, … below end. */
export function arange(start: number, end: number, step = 1, options: CreateOptions = {}): Tensor {
  return finish(ops.arange(start, end, step, where(options)), options.requiresGrad)
}

/** `count` numbers from start to end, both included. */
export function linspace(start: number, end: number, count: number, options: CreateOptions = {}): Tensor {
  return finish(ops.linspace(start, end, count, where(options)), options.requiresGrad)
}

/** Normally distributed, mean 0 and standard deviation 1. */
export function randn(shape: Shape, options: RandomOptions = {}): Tensor {
  return finish(ops.randn(shape, { ...where(options), generator: options.generator ?? null }), options.requiresGrad)
}

/** Uniform in 0 ≤ x < 1. */
export function rand(shape: Shape, options: RandomOptions = {}): Tensor {
  return finish(ops.rand(shape, { ...where(options), generator: options.generator ?? null }), options.requiresGrad)
}

function where({ dtype = 'float32', device = standard }: CreateOptions): { dtype: DType; device: Device } {
  return { dtype, device }
}

function finish(tensor: Tensor, requiresGrad = false): Tensor {
  if (requiresGrad) tensor.requiresGrad = true
  return tensor
}

/** Memory that a tensor uses must neither move to another thread nor shrink. */
function protect(array: TypedArray): void {
  const buffer = array.buffer
  if (buffer instanceof SharedArrayBuffer) return
  if ((buffer as { resizable?: boolean }).resizable) {
    throw new TorchError('bad-argument', 'the memory of a resizable array cannot be shared with a tensor')
  }
  markAsUntransferable(buffer)
}

function dtypeOf(array: TypedArray): DType {
  const dtype = DTYPES_OF_ARRAYS[array?.constructor?.name]
  if (dtype === undefined) throw new TorchError('bad-argument', 'a typed array was expected')
  return dtype
}

const DTYPES_OF_ARRAYS: Readonly<Record<string, DType>> = {
  Float32Array: 'float32',
  Float64Array: 'float64',
  Int8Array: 'int8',
  Uint8Array: 'uint8',
  Uint8ClampedArray: 'uint8',
  Buffer: 'uint8',
  Int16Array: 'int16',
  Uint16Array: 'uint16',
  Int32Array: 'int32',
  Uint32Array: 'uint32',
  BigInt64Array: 'int64',
  BigUint64Array: 'uint64',
}
