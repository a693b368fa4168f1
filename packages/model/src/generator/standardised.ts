// Pictures around their means: flat ones (negatives, faded prints) would hide in a narrow range what matters in them.
import type { Ops } from '../ops.ts'

const LEAST_VARIANCE = 1e-3

/** Each channel of each picture [n, 3, h, w] less its mean, over its deviation; and the deviations [n, 3, 1, 1]. */
export function standardised<T>(ops: Ops<T>, picture: T): { readonly values: T; readonly deviation: T } {
  const apart = ops.sub(picture, ops.meanPixels(picture))
  const variance = ops.meanPixels(ops.mul(apart, apart))
  const deviation = ops.sqrt(ops.affine(variance, 1, LEAST_VARIANCE))
  return { values: ops.div(apart, deviation), deviation }
}
