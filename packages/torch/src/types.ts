// The names that libtorch's number types, layouts and devices go by.

export const DTYPES = [
  'float32',
  'bfloat16',
  'float16',
  'float64',
  'int64',
  'int32',
  'int16',
  'int8',
  'uint8',
  'bool',
  'uint16',
  'uint32',
  'uint64',
  'complex64',
  'complex128',
] as const

export type DType = (typeof DTYPES)[number]

export const MEMORY_FORMATS = ['contiguous_format', 'channels_last', 'channels_last_3d', 'preserve_format'] as const

export type MemoryFormat = (typeof MEMORY_FORMATS)[number]

/** `cpu`, `cuda`, `cuda:1`, `mps`, `meta`. */
export type Device = 'cpu' | 'cuda' | `cuda:${number}` | 'mps' | `mps:${number}` | 'meta'

/** JavaScript cannot tell 1.0 from 1: a whole number counts as an integer. */
export type Scalar = number | boolean | bigint

export type Shape = readonly number[]

export type TypedArray =
  | Float32Array
  | Float64Array
  | Int8Array
  | Uint8Array
  | Uint8ClampedArray
  | Int16Array
  | Uint16Array
  | Int32Array
  | Uint32Array
  | BigInt64Array
  | BigUint64Array
