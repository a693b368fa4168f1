// Grey opening (Serra 1982, "Image Analysis and Mathematical Morphology"): the largest values that a square still fits under. What is
// narrower than the square disappears, and the difference to what was there, the top-hat, is that alone.
import { createPlane, type Plane } from './picture.ts'

/**
 * The least of each window of 2 `radius` + 1 values along the rows, in three comparisons a value, whatever the radius (van Herk 1992; Gil
 * and Werman 1993): runs of the window's length from the left and from the right, of which every window touches one each.
 */
function leastAlongRows(from: Float32Array, width: number, height: number, radius: number): Float32Array {
  const window = 2 * radius + 1
  const length = Math.ceil((width + 2 * radius) / window) * window
  const fromLeft = new Float32Array(length)
  const fromRight = new Float32Array(length)
  const to = new Float32Array(from.length)
  for (let y = 0; y < height; y++) {
    const row = y * width
    fromLeft.fill(Number.POSITIVE_INFINITY)
    for (let x = 0; x < width; x++) fromLeft[x + radius] = from[row + x]
    fromRight.set(fromLeft)
    for (let start = 0; start < length; start += window) {
      for (let i = start + 1; i < start + window; i++) if (fromLeft[i - 1] < fromLeft[i]) fromLeft[i] = fromLeft[i - 1]
      for (let i = start + window - 2; i >= start; i--) if (fromRight[i + 1] < fromRight[i]) fromRight[i] = fromRight[i + 1]
    }
    for (let x = 0; x < width; x++) to[row + x] = Math.min(fromRight[x], fromLeft[x + 2 * radius])
  }
  return to
}

function transposed(from: Float32Array, width: number, height: number): Float32Array {
  const to = new Float32Array(from.length)
  for (let y = 0, i = 0; y < height; y++) for (let x = 0; x < width; x++, i++) to[x * height + y] = from[i]
  return to
}

const negated = (values: Float32Array): Float32Array => values.map((v) => -v)

/** The least of each square of 2 `radius` + 1 pixels; beyond the edges there is nothing. */
function leastOfSquares({ width, height, data }: Plane, radius: number): Plane {
  const rows = leastAlongRows(data, width, height, radius)
  const columns = leastAlongRows(transposed(rows, width, height), height, width, radius)
  return createPlane(width, height, transposed(columns, height, width))
}

/**
 * At each pixel the largest value that all pixels of some square of 2 `radius` + 1 pixels around reach; beyond the edges nothing stands
 * against it.
 * @param radius whole pixels, 0 or more
 */
export function openPlane(plane: Plane, radius: number): Plane {
  const { width, height } = plane
  const least = leastOfSquares(plane, radius)
  return createPlane(width, height, negated(leastOfSquares(createPlane(width, height, negated(least.data)), radius).data))
}
