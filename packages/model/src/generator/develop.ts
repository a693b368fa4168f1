// The development: curve → 3 × 3 matrix and offset → curve, the shaper-matrix-shaper form of colour management.
// Its layout of 78 numbers is core's `applyDevelopment`, which does the same at full size.
import type { Ops } from '../ops.ts'

export const FIRST_KNOTS = 9
export const SECOND_KNOTS = 13
export const DEVELOPMENT_LENGTH = 3 * FIRST_KNOTS + 9 + 3 + 3 * SECOND_KNOTS
const SECOND_LOW = -0.5
const SECOND_HIGH = 1.5

/** The 78 numbers of a development that leaves a picture as it is, or turns it upside down. */
export function startingDevelopment(kind: 'identity' | 'inversion'): Float32Array {
  const numbers: number[] = []
  for (let c = 0; c < 3; c++)
    for (let k = 0; k < FIRST_KNOTS; k++) numbers.push(kind === 'identity' ? k / (FIRST_KNOTS - 1) : 1 - k / (FIRST_KNOTS - 1))
  numbers.push(1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0)
  for (let c = 0; c < 3; c++)
    for (let k = 0; k < SECOND_KNOTS; k++) numbers.push(SECOND_LOW + ((SECOND_HIGH - SECOND_LOW) * k) / (SECOND_KNOTS - 1))
  return Float32Array.from(numbers)
}

/** Piecewise linear curves: x [n, 3, m] in 0..knots−1 units of knots, curve [n, 3, knots]. */
function curve<T>(ops: Ops<T>, x: T, knots: T, count: number): T {
  const place = ops.clamp(x, 0, count - 1)
  const low = ops.clamp(ops.floor(place), 0, count - 2)
  const a = ops.gather(knots, low)
  const b = ops.gather(knots, ops.affine(low, 1, 1))
  return ops.add(a, ops.mul(ops.sub(place, low), ops.sub(b, a)))
}

/** Applies developments [n, 78] to pictures whose pixels are laid out as [n, 3, m], values 0..1. */
export function develop<T>(ops: Ops<T>, pixels: T, development: T): T {
  let at = 0
  const take = (length: number): T => ops.slice(development, 1, at, (at += length))
  const first = ops.reshape(take(3 * FIRST_KNOTS), [0, 3, FIRST_KNOTS])
  const matrix = ops.reshape(take(9), [0, 3, 3])
  const offset = ops.reshape(take(3), [0, 3, 1])
  const second = ops.reshape(take(3 * SECOND_KNOTS), [0, 3, SECOND_KNOTS])
  const shaped = curve(ops, ops.affine(pixels, FIRST_KNOTS - 1, 0), first, FIRST_KNOTS)
  const mixed = ops.add(ops.matmul(matrix, shaped), offset)
  const step = (SECOND_KNOTS - 1) / (SECOND_HIGH - SECOND_LOW)
  return curve(ops, ops.affine(mixed, step, -SECOND_LOW * step), second, SECOND_KNOTS)
}
