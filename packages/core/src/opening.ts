// Grey opening (Serra 1982, "Image Analysis and Mathematical Morphology"): the largest values that a square still fits under. What is
// narrower than the square disappears, and the difference to what was there, the top-hat, is that alone.
import { createPlane, type Plane } from './picture.ts'

/**
 * Running extremes of a line in three comparisons a value, whatever the radius (van Herk 1992; Gil and Werman 1993): runs of the
 * window's length from the left and from the right, of which every window touches one each.
 */
function runningExtremes(line: Float32Array, radius: number, extreme: (a: number, b: number) => number, nothing: number): Float32Array {
  const window = 2 * radius + 1
  const length = Math.ceil((line.length + 2 * radius) / window) * window
  const padded = new Float32Array(length).fill(nothing)
  padded.set(line, radius)
  const fromLeft = padded.slice()
  const fromRight = padded.slice()
  for (let i = 1; i < length; i++) if (i % window !== 0) fromLeft[i] = extreme(fromLeft[i - 1], padded[i])
  for (let i = length - 2; i >= 0; i--) if (i % window !== window - 1) fromRight[i] = extreme(fromRight[i + 1], padded[i])
  return line.map((_, i) => extreme(fromRight[i], fromLeft[i + 2 * radius]))
}

function overSquares({ width, height, data }: Plane, radius: number, extreme: (a: number, b: number) => number, nothing: number): Plane {
  const out = createPlane(width, height)
  for (let y = 0; y < height; y++)
    out.data.set(runningExtremes(data.subarray(y * width, (y + 1) * width), radius, extreme, nothing), y * width)
  const column = new Float32Array(height)
  for (let x = 0; x < width; x++) {
    for (let y = 0; y < height; y++) column[y] = out.data[y * width + x]
    const found = runningExtremes(column, radius, extreme, nothing)
    for (let y = 0; y < height; y++) out.data[y * width + x] = found[y]
  }
  return out
}

/**
 * At each pixel the largest value that all pixels of some square of 2 `radius` + 1 pixels around reach; beyond the edges nothing stands
 * against it.
 * @param radius whole pixels, 0 or more
 */
export function openPlane(plane: Plane, radius: number): Plane {
  const least = overSquares(plane, radius, Math.min, Number.POSITIVE_INFINITY)
  return overSquares(least, radius, Math.max, Number.NEGATIVE_INFINITY)
}
