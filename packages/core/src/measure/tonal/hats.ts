// Small bright things against small dark ones, by top-hats (Serra 1982): windows, twigs, print and pupils are dark on light, lamps and
// glints light on dark, and the world has more of the former.
import { openPlane } from '../../opening.ts'
import { createPlane, type Plane } from '../../picture.ts'
import { Histogram, logRatio, momentsOf } from './distribution.ts'

/** Numbers that compare a plane's bright and dark things of one size. */
export const HATS_LENGTH = 4

/** `b` less `a`, value by value. */
function difference(a: Float32Array, b: Float32Array): Float32Array {
  const to = new Float32Array(a.length)
  for (let i = 0; i < a.length; i++) to[i] = b[i] - a[i]
  return to
}

const negative = ({ width, height, data }: Plane): Plane => createPlane(width, height, difference(data, new Float32Array(data.length)))

/** What is brighter than everything that a square fits into. */
const topHat = (plane: Plane, radius: number): Float32Array => difference(openPlane(plane, radius).data, plane.data)

/**
 * Four log ratios of the white to the black top-hat: means, 90 % and 99 % quantiles, standard deviations.
 * @param radius the square has sides of 2 `radius` + 1 pixels
 */
export function hatsOf(plane: Plane, radius: number): number[] {
  const bright = topHat(plane, radius)
  const dark = topHat(negative(plane), radius)
  const [b90, b99] = new Histogram(bright).quantiles([0.9, 0.99])
  const [d90, d99] = new Histogram(dark).quantiles([0.9, 0.99])
  const ofBright = momentsOf(bright)
  const ofDark = momentsOf(dark)
  return [logRatio(ofBright.mean, ofDark.mean), logRatio(b90, d90), logRatio(b99, d99), logRatio(ofBright.deviation, ofDark.deviation)]
}
