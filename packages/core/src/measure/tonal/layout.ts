// Where a picture is light: skies are above and floors below; and what runs round its edge, such as the rebate of film or a print's rim.

/** Numbers that describe a layout. */
export const LAYOUT_LENGTH = 15
const PARTS = 3
/** Width of the edge, as a share of the shorter side, and its least width in pixels. */
const EDGE = 0.03
const LEAST_EDGE = 2

/** Means of the 3 × 3 parts of a plane, row by row, less `mean`. */
function partsOf(plane: Float32Array, width: number, height: number, mean: number): number[] {
  const sums = new Float64Array(PARTS * PARTS)
  const counts = new Float64Array(PARTS * PARTS)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const part = PARTS * Math.floor((PARTS * y) / height) + Math.floor((PARTS * x) / width)
      sums[part] += plane[y * width + x]
      counts[part]++
    }
  return Array.from(sums, (sum, i) => sum / counts[i] - mean)
}

/** Mean and standard deviation of a plane along its edge. */
function edgeOf(plane: Float32Array, width: number, height: number): number[] {
  const edge = Math.max(LEAST_EDGE, Math.round(EDGE * Math.min(width, height)))
  let sum = 0
  let squares = 0
  let count = 0
  for (let y = 0; y < height; y++) {
    const across = y < edge || y >= height - edge
    for (let x = 0; x < width; x++) {
      if (!across && x === edge) x = width - edge
      const value = plane[y * width + x]
      sum += value
      squares += value * value
      count++
    }
  }
  const mean = sum / count
  return [mean, Math.sqrt(Math.max(0, squares / count - mean * mean))]
}

/**
 * 15 numbers: how much lighter each ninth is than the mean, then mean and standard deviation of each channel along the edge.
 * @param stretched three planes, each stretched to its own black and white; at least 8 × 8 pixels
 */
export function layoutOf(stretched: Float32Array, luma: Float32Array, width: number, height: number, mean: number): number[] {
  const n = width * height
  return [...partsOf(luma, width, height, mean), ...[0, 1, 2].flatMap((c) => edgeOf(stretched.subarray(c * n, (c + 1) * n), width, height))]
}
