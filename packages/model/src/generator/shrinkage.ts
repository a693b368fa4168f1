// Noise is small in every cosine of a block and a picture is large in few of them: what is small is taken away. Blocks of 8 × 8 that
// start at every second pixel, each colour axis by itself (sliding DCT, Yu and Sapiro 2011, "DCT image denoising"), and what counts as
// small is said by the network. Cosines and axes are only where the filters begin.
import type { Ops } from '../ops.ts'

/** Side of a block in pixels. */
const BLOCK = 8
/** Side of a block in pairs of pixels: the network works at half resolution. */
const PAIRS = BLOCK / 2
/** Cosines of a block without its mean, which is never shrunk. */
export const COSINES = BLOCK * BLOCK - 1
/** Blocks that start at every second pixel cover each pixel this often. */
const COVERED = PAIRS * PAIRS

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

/** [63, 4, 4, 4]: from pairs of pixels to cosines. */
function analysis(): Float32Array {
  const filters = new Float32Array(COSINES * 4 * COVERED)
  let to = 0
  for (let k = 1; k <= COSINES; k++)
    for (const dy of [0, 1])
      for (const dx of [0, 1])
        for (let i = 0; i < PAIRS; i++) for (let j = 0; j < PAIRS; j++) filters[to++] = cosine(k, 2 * i + dy, 2 * j + dx)
  return filters
}

/** [4, 63, 4, 4]: back from the cosines of all blocks over a pair of pixels. */
function synthesis(): Float32Array {
  const filters = new Float32Array(4 * COSINES * COVERED)
  let to = 0
  for (const dy of [0, 1])
    for (const dx of [0, 1])
      for (let k = 1; k <= COSINES; k++)
        for (let i = PAIRS - 1; i >= 0; i--) for (let j = PAIRS - 1; j >= 0; j--) filters[to++] = cosine(k, 2 * i + dy, 2 * j + dx) / COVERED
  return filters
}

/** [n, 3, h, w] sRGB → its three colour axes. */
function axes<T>(ops: Ops<T>, x: T): T {
  return ops.conv2d(x, ops.constant(AXES, [3, 3, 1, 1]), null, {})
}

/** Three planes of colour axes, each [n, 1, h, w] → [n, 3, h, w] sRGB. */
function together<T>(ops: Ops<T>, planes: readonly T[]): T {
  return ops.conv2d(ops.cat(planes, 1), ops.constant(BACK, [3, 3, 1, 1]), null, {})
}

/**
 * What is small in the blocks of a picture, to be taken away from it: [n, 3, h, w], sRGB units.
 * @param x [n, 3, h, w] sRGB, h and w even
 * @param sharpness a cosine of `a` times what counts as small is taken away as far as 1 / (1 + a^(2 · sharpness)): 2 or 4
 * @param smallness of each axis, for cosines of blocks [n, 63, h/2 + 3, w/2 + 3] or of the whole picture [n, 63, 1, 1]: 1 over the square of
 * what counts as small
 */
export function shrinkage<T>(ops: Ops<T>, name: string, x: T, sharpness: 2 | 4, smallness: (axis: number) => T): T {
  const planes = axes(ops, ops.affine(x, 1, -0.5))
  const small = [0, 1, 2].map((axis) => {
    const pairs = ops.spaceToDepth(ops.slice(planes, 1, axis, axis + 1))
    const w = ops.parameter(`${name}.analysis${axis}`, [COSINES, 4, PAIRS, PAIRS], analysis())
    const cosines = ops.conv2d(pairs, w, null, { padding: PAIRS - 1 })
    let size = ops.mul(ops.mul(cosines, cosines), smallness(axis))
    for (let power = 1; power < sharpness; power *= 2) size = ops.mul(size, size)
    const taken = ops.div(cosines, ops.affine(size, 1, 1))
    const v = ops.parameter(`${name}.synthesis${axis}`, [4, COSINES, PAIRS, PAIRS], synthesis())
    return ops.depthToSpace(ops.conv2d(taken, v, null, {}))
  })
  return together(ops, small)
}
