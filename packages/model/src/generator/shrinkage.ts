// Noise is small in every cosine of a block and a picture is large in few of them: what is small is taken away. Blocks of 8 × 8 that
// start at every second or fourth pixel, each colour axis by itself (sliding DCT, Yu and Sapiro 2011, "DCT image denoising"), and what counts as
// small is said by the network. Cosines and axes are only where the filters begin.
import type { Ops } from '../ops.ts'

/** Side of a block in pixels. */
const BLOCK = 8
/** Side of a block in pairs of pixels: the network works at half resolution. */
const PAIRS = BLOCK / 2
/** Cosines of a block without its mean, which is never shrunk. */
export const COSINES = BLOCK * BLOCK - 1
/** How many pixels apart blocks begin. Half as far is 0.3 dB better for white noise, and four times the work. */
export type Apart = 2 | 4

const C = Math.SQRT1_2
const S = 1 / Math.sqrt(3)
const E = 1 / Math.sqrt(6)
/** Rows: grey, red − blue, green against both; orthonormal, so white noise is as strong in each. */
const AXES = [S, S, S, C, 0, -C, E, -2 * E, E]
const BACK = [0, 1, 2].flatMap((c) => [0, 1, 2].map((axis) => AXES[3 * axis + c]))

/** The orthonormal DCT-II of 8 values, [frequency][place]. */
const DCT = Array.from({ length: BLOCK }, (_, k) =>
  Array.from({ length: BLOCK }, (_, i) => Math.sqrt((k === 0 ? 1 : 2) / BLOCK) * Math.cos((Math.PI * (2 * i + 1) * k) / (2 * BLOCK))),
)

/** Cosine `k` (1..63) at row y, column x of its block. */
const cosine = (k: number, y: number, x: number): number => DCT[k >> 3][y] * DCT[k & 7][x]

/** Rows and columns of a square, row by row. */
function square(rows: readonly number[]): [number, number][] {
  return rows.flatMap((y) => rows.map((x): [number, number] => [y, x]))
}

const PAIR = square([0, 1])

/** [63, 4, 4, 4]: from pairs of pixels to cosines. */
function analysis(): Float32Array {
  const filters: number[] = []
  for (let k = 1; k <= COSINES; k++)
    for (const [dy, dx] of PAIR) for (const [i, j] of square([0, 1, 2, 3])) filters.push(cosine(k, 2 * i + dy, 2 * j + dx))
  return Float32Array.from(filters)
}

/**
 * Back from the cosines of all blocks over a place, as wide as blocks are apart: [apart², 63, taps, taps], its pixels in the order that
 * `depthToSpace` takes them in, once for every halving.
 */
function synthesis(apart: Apart): Float32Array {
  const taps = BLOCK / apart
  const pairs = apart === 2 ? [[0, 0] as const] : PAIR
  const last = Array.from({ length: taps }, (_, tap) => apart * (taps - 1 - tap))
  const filters: number[] = []
  for (const [dy, dx] of PAIR)
    for (const [ey, ex] of pairs)
      for (let k = 1; k <= COSINES; k++)
        for (const [top, left] of square(last)) filters.push(cosine(k, top + 2 * ey + dy, left + 2 * ex + dx) / taps ** 2)
  return Float32Array.from(filters)
}

/** Where the filters begin, made once: they are asked for at every step. */
const ANALYSIS = analysis()
const SYNTHESIS = { 2: synthesis(2), 4: synthesis(4) }

/** [n, 3, h, w] sRGB, h and w multiples of 4 → its three colour axes in pairs of pixels, each [n, 4, h/2, w/2]. */
export function axes<T>(ops: Ops<T>, x: T): T[] {
  const planes = ops.conv2d(ops.affine(x, 1, -0.5), ops.constant(AXES, [3, 3, 1, 1]), null, {})
  return [0, 1, 2].map((axis) => ops.spaceToDepth(ops.slice(planes, 1, axis, axis + 1)))
}

/** Three planes of colour axes, each [n, 1, h, w] → [n, 3, h, w] sRGB. */
function together<T>(ops: Ops<T>, planes: readonly T[]): T {
  return ops.conv2d(ops.cat(planes, 1), ops.constant(BACK, [3, 3, 1, 1]), null, {})
}

/**
 * What is small in the blocks of a picture, to be taken away from it: [n, 3, h, w], sRGB units. Of a cosine of `a` times what counts
 * as small, 2 to the power of −a⁴ is taken: all of it where it is small, half at 1, next to nothing above.
 * @param pairs the picture as `axes` gives it
 * @param apart of each colour axis
 * @param largeness of each axis: 1 over the square of what counts as small, for the cosines of all blocks
 * [n, 63, h / apart + 3, …] (2 pixels apart) or [n, 63, h / apart + 1, …] (4), or of the whole picture [n, 63, 1, 1]
 */
export function shrinkage<T>(ops: Ops<T>, name: string, pairs: readonly T[], apart: readonly Apart[], largeness: (axis: number) => T): T {
  const small = apart.map((distance, axis) =>
    ops.part(() => {
      const wide = distance / 2
      const taps = BLOCK / distance
      const w = ops.parameter(`${name}.analysis${axis}`, [COSINES, 4, PAIRS, PAIRS], ANALYSIS)
      const cosines = ops.conv2d(pairs[axis], w, null, { stride: wide, padding: PAIRS - wide })
      const size = ops.part(() => ops.mul(ops.mul(cosines, largeness(axis)), cosines))
      const share = ops.part(() => ops.exp(ops.affine(ops.mul(size, size), -Math.LN2, 0)))
      const v = ops.parameter(`${name}.synthesis${axis}`, [distance ** 2, COSINES, taps, taps], SYNTHESIS[distance])
      const back = ops.conv2d(ops.mul(cosines, share), v, null, {})
      return ops.depthToSpace(distance === 4 ? ops.depthToSpace(back) : back)
    }),
  )
  return together(ops, small)
}
