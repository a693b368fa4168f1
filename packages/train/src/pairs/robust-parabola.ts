// A parabola through most of the points: what one quantity follows of another, whatever a hole or a stain says.

const PASSES = 4
/** Points farther off than this many medians are not fitted. */
const OUTLIER = 3

/** The upper one of the two middle values where their count is even. */
export function median(values: Float64Array): number {
  return values.slice().sort()[values.length >> 1]
}

/** Takes the least-squares parabola in `by`, fitted where `kept` is 1, away from `values` (Gram-Schmidt). */
function residuals(values: Float64Array, by: Float64Array, kept: Float64Array): Float64Array {
  const dot = (a: Float64Array, b: Float64Array): number => a.reduce((sum, x, i) => sum + kept[i] * x * b[i], 0)
  const without = (v: Float64Array, along: Float64Array): Float64Array => {
    const share = dot(v, along) / dot(along, along)
    return v.map((x, i) => x - share * along[i])
  }
  let left = values
  const basis: Float64Array[] = []
  for (const power of [0, 1, 2]) {
    const column = basis.reduce(
      without,
      by.map((y) => y ** power),
    )
    if (dot(column, column) <= 1e-9 * by.length) continue
    basis.push(column)
    left = without(left, column)
  }
  return left
}

/** How far `values` lie above the parabola in `by` that most of them follow. */
export function offParabola(values: Float64Array, by: Float64Array): Float64Array {
  let kept = new Float64Array(values.length).fill(1)
  let off = values
  for (let pass = 0; pass < PASSES; pass++) {
    off = residuals(values, by, kept)
    const limit = OUTLIER * median(off.map(Math.abs)) + 1e-6
    kept = off.map((x) => (Math.abs(x) <= limit ? 1 : 0))
  }
  return off
}
