// Whether a picture is the right way round everywhere, not only on the whole.
import { luma } from '../colour.ts'
import type { Picture, Plane } from '../picture.ts'
import { resizePlaneArea } from '../resample.ts'
import { checkComparable } from './same-size.ts'

const LONG_SIDE = 256
const BLOCK = 16
/** Standard deviation of the target's luma that a block must exceed to have a direction at all. */
const LEAST_DEVIATION = 2 / 255

function small(picture: Picture): Plane {
  const scale = LONG_SIDE / Math.max(picture.width, picture.height)
  const side = (length: number): number => Math.max(1, Math.round(length * scale))
  return resizePlaneArea(luma(picture), side(picture.width), side(picture.height))
}

/**
 * Share of the blocks of 16 × 16 pixels (of both pictures brought by area to a long side of 256; whole blocks only) whose luma
 * correlates with the target's with a coefficient above 0. Blocks whose target has a luma deviation of 2/255 or less are not
 * counted; a flat block of `out` does not agree. NaN if no block counts.
 */
export function polarityAgreement(out: Picture, target: Picture): number {
  checkComparable(out, target)
  const a = small(out)
  const b = small(target)
  const n = BLOCK * BLOCK
  let counted = 0
  let agreeing = 0
  for (let top = 0; top + BLOCK <= b.height; top += BLOCK)
    for (let left = 0; left + BLOCK <= b.width; left += BLOCK) {
      let sa = 0
      let sb = 0
      let sbb = 0
      let sab = 0
      for (let y = top; y < top + BLOCK; y++)
        for (let i = y * b.width + left; i < y * b.width + left + BLOCK; i++) {
          sa += a.data[i]
          sb += b.data[i]
          sbb += b.data[i] * b.data[i]
          sab += a.data[i] * b.data[i]
        }
      if (sbb / n - (sb / n) * (sb / n) <= LEAST_DEVIATION * LEAST_DEVIATION) continue
      counted++
      // Above rounding: a flat block's covariance is 0 in truth, not in the last digits.
      if (sab / n - (sa / n) * (sb / n) > 1e-12) agreeing++
    }
  return counted === 0 ? Number.NaN : agreeing / counted
}
