// The detail of a plane at its finest scale, and whether it lies in the light or in the dark: shadows swallow detail and grain, light
// drowns it, and a negative has both the other way round.
import { log } from '../../math.ts'
import type { Plane } from '../../picture.ts'
import { correlation, Histogram, logRatio, momentsOf } from './distribution.ts'

/** Numbers that describe a plane's detail. */
export const DETAIL_LENGTH = 17
/** Windows of 5 × 5 pixels say how light a place is, and how lively. */
const REACH = 2
const WINDOW = (2 * REACH + 1) ** 2
/** Planes with a shorter side have no detail worth measuring. */
const SHORTEST = 12
/** Added to a quantile before its logarithm. */
const LEAST = 1e-4

interface Places {
  /** The Laplacian with four neighbours: how much brighter a pixel is than what is around it. */
  readonly detail: Float32Array
  readonly size: Float32Array
  /** Mean and standard deviation of the window around. */
  readonly level: Float32Array
  readonly liveliness: Float32Array
}

/** All pixels but a rim of `REACH`, windows by running sums of their columns. */
function placesOf({ width: w, height: h, data }: Plane): Places {
  const n = (w - 2 * REACH) * (h - 2 * REACH)
  const detail = new Float32Array(n)
  const size = new Float32Array(n)
  const level = new Float32Array(n)
  const liveliness = new Float32Array(n)
  const sums = new Float64Array(w)
  const squares = new Float64Array(w)
  for (let y = 0; y <= 2 * REACH; y++)
    for (let x = 0; x < w; x++) {
      const value = data[y * w + x]
      sums[x] += value
      squares[x] += value * value
    }
  for (let y = REACH, k = 0; y < h - REACH; y++) {
    if (y > REACH)
      for (let x = 0; x < w; x++) {
        const enters = data[(y + REACH) * w + x]
        const leaves = data[(y - REACH - 1) * w + x]
        sums[x] += enters - leaves
        squares[x] += enters * enters - leaves * leaves
      }
    for (let x = REACH; x < w - REACH; x++, k++) {
      const sum = sums[x - 2] + sums[x - 1] + sums[x] + sums[x + 1] + sums[x + 2]
      const square = squares[x - 2] + squares[x - 1] + squares[x] + squares[x + 1] + squares[x + 2]
      const i = y * w + x
      detail[k] = data[i] - (data[i - 1] + data[i + 1] + data[i - w] + data[i + w]) / 4
      size[k] = Math.abs(detail[k])
      const mean = sum / WINDOW
      level[k] = mean
      liveliness[k] = Math.sqrt(Math.max(0, square / WINDOW - mean * mean))
    }
  }
  return { detail, size, level, liveliness }
}

/**
 * 17 numbers: standard deviation, skewness, log kurtosis and mean size of the detail; its correlation, and that of the liveliness, with
 * the level; the liveliness' skewness; detail of the lightest third of the places against the darkest (and of the middle third),
 * at several quantiles; bright against dark points, at three quantiles; the size that a tenth of the detail does not reach. Zeros for a
 * plane with a side below 12 pixels.
 */
export function detailOf(plane: Plane): number[] {
  if (Math.min(plane.width, plane.height) < SHORTEST) return new Array(DETAIL_LENGTH).fill(0)
  const { detail, size, level, liveliness } = placesOf(plane)
  const ofDetail = momentsOf(detail)
  const ofLevel = momentsOf(level)
  const ofLiveliness = momentsOf(liveliness)
  const [darker, lighter] = new Histogram(level).quantiles([1 / 3, 2 / 3])
  const third = new Uint8Array(level.length)
  for (let i = 0; i < level.length; i++) third[i] = level[i] < darker ? 0 : level[i] < lighter ? 1 : 2
  const sizes = new Histogram(size, third, 3)
  const dark = sizes.quantiles([0.1, 0.5, 0.9, 0.99], 0)
  const middle = sizes.quantiles([0.1, 0.5], 1)
  const light = sizes.quantiles([0.1, 0.5, 0.9, 0.99], 2)
  const [d3, d2, d1, centre, b1, b2, b3] = new Histogram(detail).quantiles([0.001, 0.01, 0.05, 0.5, 0.95, 0.99, 0.999])
  return [
    ofDetail.deviation,
    ofDetail.skewness,
    ofDetail.logKurtosis,
    ofDetail.absolute,
    correlation(level, liveliness, ofLevel, ofLiveliness),
    correlation(level, size, ofLevel, momentsOf(size)),
    ofLiveliness.skewness,
    logRatio(light[1], dark[1]),
    logRatio(middle[1], dark[1]),
    logRatio(light[0], dark[0]),
    logRatio(light[2], dark[2]),
    logRatio(light[3], dark[3]),
    logRatio(b3 - centre, centre - d3),
    logRatio(b2 - centre, centre - d2),
    logRatio(b1 - centre, centre - d1),
    logRatio(middle[0], dark[0]),
    log(LEAST + new Histogram(size).quantiles([0.1])[0]),
  ]
}
