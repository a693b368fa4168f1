// Smooth random fields: cubic B-splines through a coarse grid of normal numbers, summed over octaves.
import { createPlane, type Plane, type Random } from '@revelado/core'
import { normals } from './normals.ts'

/** The deviation of a uniform cubic B-spline over unit white noise, per axis, averaged over the phase: √(151/315). */
const AXIS_DEVIATION = Math.sqrt(151 / 315)

/** Index of the first of four knots, and the four B-spline weights, for each of `n` pixels on a grid of `cell` pixels. */
function spline(n: number, cell: number, phase: number): { first: Int32Array; weights: Float32Array } {
  const first = new Int32Array(n)
  const weights = new Float32Array(4 * n)
  for (let x = 0; x < n; x++) {
    const at = x / cell + phase
    const k = Math.floor(at)
    const t = at - k
    const s = 1 - t
    first[x] = k
    weights[4 * x] = (s * s * s) / 6
    weights[4 * x + 1] = (3 * t * t * t - 6 * t * t + 4) / 6
    weights[4 * x + 2] = (3 * s * s * s - 6 * s * s + 4) / 6
    weights[4 * x + 3] = (t * t * t) / 6
  }
  return { first, weights }
}

function addOctave(random: Random, plane: Plane, cell: number, amount: number): void {
  const { width, height, data } = plane
  const phaseX = random.uniform()
  const phaseY = random.uniform()
  const columns = Math.floor((width - 1) / cell + phaseX) + 4
  const rows = Math.floor((height - 1) / cell + phaseY) + 4
  const grid = normals(random, columns * rows)
  const across = spline(width, cell, phaseX)
  const down = spline(height, cell, phaseY)
  const line = new Float32Array(columns)
  const gain = amount / (AXIS_DEVIATION * AXIS_DEVIATION)
  for (let y = 0; y < height; y++) {
    const g = down.first[y] * columns
    const w = down.weights.subarray(4 * y, 4 * y + 4)
    for (let c = 0; c < columns; c++)
      line[c] =
        gain * (w[0] * grid[g + c] + w[1] * grid[g + columns + c] + w[2] * grid[g + 2 * columns + c] + w[3] * grid[g + 3 * columns + c])
    for (let x = 0, at = y * width; x < width; x++, at++) {
      const k = across.first[x]
      const q = 4 * x
      data[at] +=
        across.weights[q] * line[k] +
        across.weights[q + 1] * line[k + 1] +
        across.weights[q + 2] * line[k + 2] +
        across.weights[q + 3] * line[k + 3]
    }
  }
}

/**
 * A smooth field of mean 0 and deviation about 1.
 * @param cell size in pixels of the largest features; each further octave halves it and has `persistence` of the amplitude.
 */
export function cloud(random: Random, width: number, height: number, cell: number, octaves = 1, persistence = 0.5): Plane {
  const plane = createPlane(width, height)
  let power = 0
  for (let o = 0, a = 1; o < octaves; o++, a *= persistence) power += a * a
  let amount = 1 / Math.sqrt(power)
  for (let o = 0, c = cell; o < octaves && (o === 0 || c >= 1); o++, c /= 2, amount *= persistence)
    addOctave(random, plane, Math.max(c, 1), amount)
  return plane
}
