// Noise in clumps: white noise softened by about a Gaussian, with deviation 1 again.
import { createPlane, type Plane, type Random } from '@revelado/core'
import { cloud } from './cloud.ts'
import { normals } from './normals.ts'

/** Deviation of the uniform cubic B-spline in units of its knots' distance: √(4/12). */
const SPLINE_DEVIATION = Math.sqrt(1 / 3)
/** Below this a pixel does not notice. */
const SHARP = 0.2
/** The largest deviation that three taps (a, 1 − 2a, a) give with a ≤ 0.3. */
const THREE_TAPS = 0.77

/** White noise blurred by `radius` (pixels, deviation of the blur), of mean 0 and deviation 1. */
export function clumps(random: Random, width: number, height: number, radius: number): Plane {
  if (radius > THREE_TAPS) return cloud(random, width, height, radius / SPLINE_DEVIATION)
  const white = createPlane(width, height, normals(random, width * height))
  return radius < SHARP ? white : threeTaps(white, (radius * radius) / 2)
}

function threeTaps({ width, height, data }: Plane, a: number): Plane {
  const gain = 1 / (2 * a * a + (1 - 2 * a) * (1 - 2 * a)) // the square of 1/√, once for each axis
  const across = new Float32Array(width * height)
  for (let y = 0, i = 0; y < height; y++)
    for (let x = 0; x < width; x++, i++) {
      const left = data[x > 0 ? i - 1 : i + width - 1]
      const right = data[x + 1 < width ? i + 1 : i - width + 1]
      across[i] = gain * (data[i] + a * (left + right - 2 * data[i]))
    }
  const out = createPlane(width, height)
  for (let y = 0, i = 0; y < height; y++) {
    // The noise is taken as a torus: every value then has the same variance, the edges too.
    const up = y > 0 ? -width : (height - 1) * width
    const down = y + 1 < height ? width : -(height - 1) * width
    for (let x = 0; x < width; x++, i++) out.data[i] = across[i] + a * (across[i + up] + across[i + down] - 2 * across[i])
  }
  return out
}
