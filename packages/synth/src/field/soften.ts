// A soft edge for masks: two box means, near a Gaussian, at a cost that does not grow with its width.
import { boxBlurPlane, type Plane } from '@revelado/core'

/** The plane blurred by about `sigma` pixels (0.58 at least: the smallest pair of boxes is 3 pixels wide). */
export function soften(plane: Plane, sigma: number): Plane {
  // Two boxes of 2r + 1 have the variance ((2r + 1)² − 1)/6.
  const radius = Math.max(1, Math.round((Math.sqrt(6 * sigma * sigma + 1) - 1) / 2))
  return boxBlurPlane(boxBlurPlane(plane, radius), radius)
}
