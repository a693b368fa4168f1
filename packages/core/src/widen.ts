// Masks drawn generously: what covers a hole bleeds into the pixels beside it.
import { boxBlurPlane } from './blur.ts'
import { createPlane, type Plane } from './picture.ts'

/** Box means of zeros are zero but for rounding. */
const NOTHING = 1e-6

/**
 * 1 where a pixel of the square within `radius` pixels is above 0, else 0.
 * @param radius whole pixels, 0 or more
 */
export function widenPlane(plane: Plane, radius: number): Plane {
  const near = radius > 0 ? boxBlurPlane(plane, radius) : plane
  const out = createPlane(plane.width, plane.height)
  for (let i = 0; i < out.data.length; i++) if (near.data[i] > NOTHING) out.data[i] = 1
  return out
}
