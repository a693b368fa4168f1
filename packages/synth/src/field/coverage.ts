// Shapes drawn into a plane as coverage 0..1, anti-aliased; where shapes overlap the larger coverage stays.
import type { Plane } from '@revelado/core'

/** x, y in pixels, the origin at the top left corner of the first pixel. */
export type Point = readonly [number, number]

const SUBLINES = 4

/** Covers a closed polygon (even-odd rule) with `alpha`. */
export function coverPolygon(plane: Plane, points: readonly Point[], alpha = 1): void {
  const { width, height, data } = plane
  let top = height
  let bottom = 0
  for (const [, y] of points) {
    top = Math.min(top, y)
    bottom = Math.max(bottom, y)
  }
  const xs = Float64Array.from(points, ([x]) => x)
  const ys = Float64Array.from(points, ([, y]) => y)
  const row = new Float32Array(width)
  const crossings = new Float64Array(points.length)
  for (let y = Math.max(0, Math.floor(top)); y < Math.min(height, Math.ceil(bottom)); y++) {
    row.fill(0)
    for (let s = 0; s < SUBLINES; s++) {
      const count = crossAt(xs, ys, y + (s + 0.5) / SUBLINES, crossings)
      for (let i = 0; i + 1 < count; i += 2) coverSpan(row, crossings[i], crossings[i + 1], 1 / SUBLINES)
    }
    for (let x = 0, i = y * width; x < width; x++, i++) if (row[x] > 0) data[i] = Math.max(data[i], alpha * row[x])
  }
}

/** Where a closed polygon crosses the line at height `at`, from left to right; gives their number. */
function crossAt(xs: Float64Array, ys: Float64Array, at: number, crossings: Float64Array): number {
  let count = 0
  for (let i = 0, j = 1; i < xs.length; i++, j++) {
    if (j === xs.length) j = 0
    if (ys[i] <= at === ys[j] <= at) continue
    const x = xs[i] + ((at - ys[i]) * (xs[j] - xs[i])) / (ys[j] - ys[i])
    let k = count++
    for (; k > 0 && crossings[k - 1] > x; k--) crossings[k] = crossings[k - 1]
    crossings[k] = x
  }
  return count
}

function coverSpan(row: Float32Array, from: number, to: number, amount: number): void {
  const a = Math.max(0, from)
  const b = Math.min(row.length, to)
  if (b <= a) return
  const first = Math.floor(a)
  const last = Math.min(row.length - 1, Math.floor(b))
  if (first === last) {
    row[first] += amount * (b - a)
    return
  }
  row[first] += amount * (first + 1 - a)
  for (let x = first + 1; x < last; x++) row[x] += amount
  row[last] += amount * (b - last)
}

/** Covers a line through the points; `radius` (half its width, pixels) may differ from point to point. */
export function coverStroke(plane: Plane, points: readonly Point[], radius: number | readonly number[], alpha = 1): void {
  const at = (i: number): number => (typeof radius === 'number' ? radius : radius[i])
  for (let i = 0; i + 1 < points.length; i++) coverSegment(plane, points[i], points[i + 1], at(i), at(i + 1), alpha)
  if (points.length === 1) coverSegment(plane, points[0], points[0], at(0), at(0), alpha)
}

function coverSegment(plane: Plane, [x0, y0]: Point, [x1, y1]: Point, r0: number, r1: number, alpha: number): void {
  const { width, height, data } = plane
  const reach = Math.max(r0, r1) + 1
  const dx = x1 - x0
  const dy = y1 - y0
  const length2 = dx * dx + dy * dy
  const left = Math.max(0, Math.floor(Math.min(x0, x1) - reach))
  const right = Math.min(width - 1, Math.ceil(Math.max(x0, x1) + reach))
  const top = Math.max(0, Math.floor(Math.min(y0, y1) - reach))
  const bottom = Math.min(height - 1, Math.ceil(Math.max(y0, y1) + reach))
  for (let y = top; y <= bottom; y++)
    for (let x = left; x <= right; x++) {
      const px = x + 0.5 - x0
      const py = y + 0.5 - y0
      const t = length2 > 0 ? Math.min(1, Math.max(0, (px * dx + py * dy) / length2)) : 0
      const ex = px - t * dx
      const ey = py - t * dy
      const r = r0 + t * (r1 - r0)
      const inside = r + 0.5 - Math.sqrt(ex * ex + ey * ey)
      if (inside <= 0) continue
      const cover = alpha * Math.min(1, inside, 2 * r)
      const i = y * width + x
      if (cover > data[i]) data[i] = cover
    }
}
