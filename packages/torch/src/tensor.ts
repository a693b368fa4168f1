// A tensor of libtorch. Everything that is computed with it stands in `ops`; this class is what it is and what it holds.

import { TorchError } from './error.ts'
import { native } from './native.ts'
import { type Owned, own, type Scope } from './scope.ts'
import type { Device, DType, MemoryFormat, TypedArray } from './types.ts'

export interface BackwardOptions {
  /** d(loss)/d(this); needed when this tensor has more than one element. */
  gradient?: Tensor
  /** Keeps the graph for another pass. @default false, or createGraph */
  retainGraph?: boolean
  /** Records the pass itself, for derivatives of derivatives. @default false */
  createGraph?: boolean
  /** Only these get a gradient. @default every leaf that requires one */
  inputs?: readonly Tensor[]
}

export interface ConvertOptions {
  dtype?: DType
  device?: Device
  memoryFormat?: MemoryFormat
  /** @default false */
  copy?: boolean
}

const TO = native.resolve('aten::_to_copy', '')
const CONTIGUOUS = native.resolve('aten::contiguous', '')

export class Tensor implements Owned, Disposable {
  /** Of this package only: the binding's number of the tensor; 0 once disposed. */
  handle: number
  /** Of this package only: the scope that frees it. */
  owner: Scope | null = null

  /** Of this package only: use `fromArray`, `zeros` and the like. */
  constructor(handle: number) {
    if (typeof handle !== 'number') throw new TorchError('bad-argument', `a tensor cannot be made of a ${typeof handle}: use fromArray`)
    this.handle = handle
    own(this)
  }

  get shape(): number[] {
    return native.shape(this.handle)
  }

  get strides(): number[] {
    return native.strides(this.handle)
  }

  get dtype(): DType {
    return native.dtype(this.handle) as DType
  }

  get device(): Device {
    return native.device(this.handle) as Device
  }

  get isLeaf(): boolean {
    return native.isLeaf(this.handle)
  }

  get requiresGrad(): boolean {
    return native.requiresGrad(this.handle)
  }

  set requiresGrad(flag: boolean) {
    native.requiresGrad(this.handle, flag)
  }

  /** The gradient that `backward` left, as a tensor of its own that belongs to the current scope. */
  get grad(): Tensor | null {
    const gradient = native.getGrad(this.handle)
    return gradient === null ? null : new Tensor(gradient)
  }

  set grad(gradient: Tensor | null) {
    native.setGrad(this.handle, gradient === null ? null : handleOf(gradient))
  }

  /** Adds d(this)/d(leaf) to the `grad` of every leaf that requires one. */
  backward({ gradient, retainGraph, createGraph = false, inputs }: BackwardOptions = {}): void {
    const gradients = gradient === undefined ? null : [handleOf(gradient)]
    native.backward([this.handle], gradients, retainGraph ?? createGraph, createGraph, inputs?.map(handleOf) ?? null)
  }

  /** The value of a tensor with one element; integers beyond 2^53 come as bigint. */
  item(): number {
    return native.item(this.handle) as number
  }

  /** Another dtype, device or memory format, differentiably; the tensor itself where nothing changes and no copy is asked for. */
  to({ dtype, device, memoryFormat, copy = false }: ConvertOptions): Tensor {
    const changes = (dtype !== undefined && dtype !== this.dtype) || (device !== undefined && device !== this.device)
    if (changes || copy) {
      const format = memoryFormat ?? 'preserve_format'
      return new Tensor(native.call(TO.id, this.handle, dtype, undefined, device, undefined, false, format) as number)
    }
    return memoryFormat === undefined || memoryFormat === 'preserve_format'
      ? this
      : new Tensor(native.call(CONTIGUOUS.id, this.handle, memoryFormat) as number)
  }

  /**
   * The elements in row-major order. bfloat16 and float16 become float32; bool becomes 0 and 1; 64-bit integers are bigint.
   * With `share`, the array is the tensor's own memory (contiguous, on the CPU): what is written to one is seen in the other.
   */
  toArray({ share = false }: { share?: boolean } = {}): TypedArray {
    const dtype = this.dtype
    const Type = ARRAYS[dtype]
    if (Type !== undefined) return new Type(native.toBuffer(this.handle, share))
    if (share || (dtype !== 'bfloat16' && dtype !== 'float16')) {
      throw new TorchError('bad-argument', `JavaScript has no array for ${dtype}${share ? ' that could share its memory' : ''}`)
    }
    return this.toFloat32Array()
  }

  /** The elements in row-major order, converted. */
  toFloat32Array(): Float32Array {
    if (this.dtype === 'float32') return new Float32Array(native.toBuffer(this.handle, false))
    const converted = native.call(TO.id, this.handle, 'float32') as number
    try {
      return new Float32Array(native.toBuffer(converted, false))
    } finally {
      native.release(converted)
    }
  }

  /** The elements' bytes in row-major order, as they are. */
  toBytes(): Uint8Array {
    return new Uint8Array(native.toBuffer(this.handle, false))
  }

  /** Frees the tensor now. Using it afterwards is an error; disposing twice is not. */
  dispose(): void {
    if (this.handle === 0) return
    native.release(this.handle)
    this.handle = 0
  }

  [Symbol.dispose](): void {
    this.dispose()
  }

  toString(): string {
    return this.handle === 0 ? 'Tensor(disposed)' : `Tensor(${this.dtype} [${this.shape.join(', ')}] on ${this.device})`
  }

  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return this.toString()
  }
}

/** The handle of what must be a living tensor. */
export function handleOf(tensor: Tensor): number {
  if (!(tensor instanceof Tensor)) throw new TorchError('bad-argument', `a Tensor was expected, got ${typeof tensor}`)
  return tensor.handle
}

const ARRAYS: Partial<Record<DType, new (buffer: ArrayBuffer) => TypedArray>> = {
  float32: Float32Array,
  float64: Float64Array,
  int64: BigInt64Array,
  int32: Int32Array,
  int16: Int16Array,
  int8: Int8Array,
  uint8: Uint8Array,
  bool: Uint8Array,
  uint16: Uint16Array,
  uint32: Uint32Array,
  uint64: BigUint64Array,
}
