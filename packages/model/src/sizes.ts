// The third interpreter: only shapes. Lists a network's parameters and counts its arithmetic without running it.
import type { Init, Ops, ParameterSpec } from './ops.ts'

type Shape = readonly number[]

/** Floating-point operations are counted as two per multiply-add of convolutions and matrix products. */
export interface Sizes {
  readonly parameters: ReadonlyMap<string, ParameterSpec>
  /** What is kept beside them and not trained. */
  readonly statistics: ReadonlyMap<string, ParameterSpec>
  readonly flops: number
}

function broadcast(a: Shape, b: Shape): Shape {
  const length = Math.max(a.length, b.length)
  return Array.from({ length }, (_, i) => {
    const x = a[a.length - length + i] ?? 1
    const y = b[b.length - length + i] ?? 1
    if (x !== y && x !== 1 && y !== 1) throw new Error(`shapes [${a}] and [${b}] do not broadcast`)
    return Math.max(x, y)
  })
}

/** The shape that `reshape` gives: 0 copies, one −1 is worked out. */
export function resolveShape(from: Shape, to: Shape): number[] {
  const shape = to.map((n, i) => (n === 0 ? from[i] : n))
  const known = shape.filter((n) => n !== -1).reduce((a, b) => a * b, 1)
  const all = from.reduce((a, b) => a * b, 1)
  return shape.map((n) => (n === -1 ? all / known : n))
}

/** Runs `describe` on shapes alone. */
export function sizesOf(describe: (ops: Ops<Shape>) => unknown): Sizes {
  const parameters = new Map<string, ParameterSpec>()
  const statistics = new Map<string, ParameterSpec>()
  let flops = 0
  const note = (into: Map<string, ParameterSpec>, name: string, shape: Shape, init: Init): Shape => {
    const there = into.get(name)
    if (there && there.shape.join() !== shape.join()) throw new Error(`parameter ${name} is used as [${there.shape}] and as [${shape}]`)
    into.set(name, { name, shape, init })
    return shape
  }
  const windows = (n: number, size: number, stride: number, padding: number): number => Math.floor((n + 2 * padding - size) / stride) + 1
  const same = (x: Shape): Shape => x
  const ops: Ops<Shape> = {
    part: (run) => run(),
    parameter: (name, shape, init) => note(parameters, name, shape, init),
    statistic: (name, shape, init) => note(statistics, name, shape, init),
    constant: (_values, shape) => shape,
    conv2d(x, w, _b, { stride = 1, padding = 0 }) {
      if (x[1] !== w[1]) throw new Error(`convolution of [${w}] over [${x}]`)
      const out = [x[0], w[0], windows(x[2], w[2], stride, padding), windows(x[3], w[3], stride, padding)]
      flops += 2 * out[0] * out[2] * out[3] * w[0] * w[1] * w[2] * w[3]
      return out
    },
    convTranspose2d(x, w, _b, stride) {
      flops += 2 * x[0] * x[2] * x[3] * w[0] * w[1] * w[2] * w[3]
      return [x[0], w[1], x[2] * stride, x[3] * stride]
    },
    linear(x, w) {
      if (x[1] !== w[1]) throw new Error(`linear layer of [${w}] over [${x}]`)
      flops += 2 * x[0] * w[0] * w[1]
      return [x[0], w[0]]
    },
    matmul(a, b) {
      flops += 2 * a.reduce((m, n) => m * n, 1) * b[b.length - 1]
      return [...a.slice(0, -1), b[b.length - 1]]
    },
    add: broadcast,
    sub: broadcast,
    mul: broadcast,
    div: broadcast,
    maximum: broadcast,
    relu: same,
    sigmoid: same,
    exp: same,
    sqrt: same,
    abs: same,
    floor: same,
    above: same,
    clamp: same,
    affine: same,
    cat: (xs, axis) => xs[0].map((n, i) => (i === axis ? xs.reduce((sum, x) => sum + x[axis], 0) : n)),
    slice: (x, axis, start, end) => x.map((n, i) => (i === axis ? end - start : n)),
    reshape: resolveShape,
    reshapeLike: (_x, like) => like,
    gather: (_table, index) => index,
    meanPixels: (x) => [...x.slice(0, -2), 1, 1],
    maxPixels: (x) => [...x.slice(0, -2), 1, 1],
    avgPool: (x, size) => [x[0], x[1], x[2] / size, x[3] / size],
    maxPool: (x, size, { stride, padding }) => [x[0], x[1], windows(x[2], size, stride, padding), windows(x[3], size, stride, padding)],
    batchNorm(x, { weight }) {
      if (x[1] !== weight[0]) throw new Error(`batch normalisation of [${weight}] over [${x}]`)
      return x
    },
    spaceToDepth: (x) => [x[0], 4 * x[1], x[2] / 2, x[3] / 2],
    depthToSpace: (x) => [x[0], x[1] / 4, 2 * x[2], 2 * x[3]],
  }
  describe(ops)
  return { parameters, statistics, flops }
}

/** Total number of trainable values. */
export function parameterCount(sizes: Sizes): number {
  let count = 0
  for (const { shape } of sizes.parameters.values()) count += shape.reduce((a, b) => a * b, 1)
  return count
}
