// Random outlines and lines: closed blobs, wandering lines, ragged straight lines.
import { cos, type Random, sin } from '@revelado/core'
import type { Point } from './coverage.ts'

const TURN = 2 * Math.PI

/** A closed irregular outline around (x, y). `roughness` 0 is a circle, 1 very uneven; `stretch` ≥ 1 makes it longer than wide. */
export function blob(random: Random, x: number, y: number, radius: number, roughness: number, stretch = 1, corners = 28): Point[] {
  const harmonics = [2, 3, 5, 8].map((k) => ({ k, a: (random.normal() * roughness) / (k + 1), p: random.uniform(0, TURN) }))
  const tilt = random.uniform(0, TURN)
  const c = cos(tilt)
  const s = sin(tilt)
  const long = Math.sqrt(stretch)
  return Array.from({ length: corners }, (_, i) => {
    const angle = (i * TURN) / corners
    let r = 1
    for (const h of harmonics) r += h.a * cos(h.k * angle + h.p)
    r = radius * Math.max(0.15, r + random.normal() * roughness * 0.06)
    const u = r * cos(angle) * long
    const v = (r * sin(angle)) / long
    return [x + c * u - s * v, y + s * u + c * v] as const
  })
}

/** A closed polygon with straight sides around (x, y), star-shaped: 3 corners and more. */
export function polygon(random: Random, x: number, y: number, radius: number, corners: number): Point[] {
  const start = random.uniform(0, TURN)
  return Array.from({ length: corners }, (_, i) => {
    const angle = start + ((i + random.uniform(-0.35, 0.35)) * TURN) / corners
    const r = radius * random.uniform(0.55, 1.35)
    return [x + r * cos(angle), y + r * sin(angle)] as const
  })
}

/** A line that wanders: starts at (x, y), goes `length` pixels in steps, its heading (radians) turning by `wobble` per √step. */
export function wander(random: Random, x: number, y: number, heading: number, length: number, step: number, wobble: number): Point[] {
  const points: Point[] = [[x, y]]
  for (let gone = 0; gone < length; gone += step) {
    heading += random.normal() * wobble
    x += step * cos(heading)
    y += step * sin(heading)
    points.push([x, y])
  }
  return points
}

/** From `a` to `b` with sideways raggedness of the given size in pixels (midpoint displacement, `levels` times). */
export function ragged(random: Random, a: Point, b: Point, size: number, levels: number): Point[] {
  let points: Point[] = [a, b]
  for (let l = 0; l < levels; l++, size *= 0.58) {
    const finer: Point[] = [points[0]]
    for (let i = 0; i + 1 < points.length; i++) {
      const [x0, y0] = points[i]
      const [x1, y1] = points[i + 1]
      const dx = x1 - x0
      const dy = y1 - y0
      const d = Math.sqrt(dx * dx + dy * dy) || 1
      const shift = random.normal() * size
      finer.push([(x0 + x1) / 2 - (dy / d) * shift, (y0 + y1) / 2 + (dx / d) * shift], points[i + 1])
    }
    points = finer
  }
  return points
}
