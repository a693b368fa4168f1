// The small vocabulary of operations that the networks are written in. Interpreters: libtorch (training), ONNX (shipping),
// and sizes (arithmetic and parameters without either).

/**
 * How a parameter starts: 'zeros', 'ones', 'kaiming' (He et al. 2015, normal, fan-in, gain √2), 'icnr' (the same kernel for each
 * four outputs that `depthToSpace` puts beside each other; Aitken et al. 2017), 'small' (normal, σ 1e-3), or given values.
 */
export type Init = 'zeros' | 'ones' | 'kaiming' | 'icnr' | 'small' | Float32Array

export interface ParameterSpec {
  readonly name: string
  readonly shape: readonly number[]
  readonly init: Init
}

/** Parameters and statistics of a batch normalisation, each [channels]. */
export interface BatchNorm<T> {
  readonly weight: T
  readonly bias: T
  readonly mean: T
  readonly variance: T
}

/**
 * Operations on values T, arrays in NCHW order. `add`, `sub`, `mul`, `div` broadcast as NumPy does.
 * In `reshape` a 0 copies the input's length at that place and one −1 is worked out.
 */
export interface Ops<T> {
  /** Runs a part of a network: what is made on the way and not given back may be forgotten before the rest is run. */
  part<R>(run: () => R): R
  /** A trainable array, made on first use and the same one ever after. */
  parameter(name: string, shape: readonly number[], init: Init): T
  /** An array that no gradient reaches, kept beside the parameters: a running mean or variance. */
  statistic(name: string, shape: readonly number[], init: Init): T
  /** A fixed array. */
  constant(values: ArrayLike<number>, shape: readonly number[]): T
  /** Dense convolution with zero padding; w is [out, in, k, k], b is [out] or none. */
  conv2d(x: T, w: T, b: T | null, options: { stride?: number; padding?: number }): T
  /** Transposed convolution whose stride is its kernel's size; w is [in, out, k, k]. */
  convTranspose2d(x: T, w: T, b: T, stride: number): T
  /** x [n, in] · wᵀ + b, with w [out, in]. */
  linear(x: T, w: T, b: T): T
  matmul(a: T, b: T): T
  add(a: T, b: T): T
  sub(a: T, b: T): T
  mul(a: T, b: T): T
  div(a: T, b: T): T
  relu(x: T): T
  sigmoid(x: T): T
  exp(x: T): T
  sqrt(x: T): T
  abs(x: T): T
  floor(x: T): T
  /** 1 where x > threshold, else 0; no gradient. */
  above(x: T, threshold: number): T
  clamp(x: T, low: number, high: number): T
  /** scale · x + shift. */
  affine(x: T, scale: number, shift: number): T
  maximum(a: T, b: T): T
  cat(xs: readonly T[], axis: number): T
  slice(x: T, axis: number, start: number, end: number): T
  reshape(x: T, shape: readonly number[]): T
  /** x laid out in the shape of another value. */
  reshapeLike(x: T, like: T): T
  /** table [n, c, k], index [n, c, m] (whole numbers held as floats) → [n, c, m]. */
  gather(table: T, index: T): T
  /** Mean over the last two axes, which stay with length 1. */
  meanPixels(x: T): T
  /** Largest over the last two axes, which stay with length 1. */
  maxPixels(x: T): T
  avgPool(x: T, size: number): T
  /** Largest of size × size values; places outside do not count. */
  maxPool(x: T, size: number, options: { stride: number; padding: number }): T
  /**
   * Batch normalisation of each channel (Ioffe and Szegedy 2015), ε 1e-5. Where the network trains, by mean and variance of the
   * batch, of which the statistics take a tenth; everywhere else by the statistics.
   */
  batchNorm(x: T, norm: BatchNorm<T>): T
  /** [n, c, 2h, 2w] → [n, 4c, h, w], output channel (2·dy + dx)·c + channel. */
  spaceToDepth(x: T): T
  /** [n, 4c, h, w] → [n, c, 2h, 2w], input channel 4·channel + 2·dy + dx. */
  depthToSpace(x: T): T
}
