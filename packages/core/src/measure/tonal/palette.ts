// Which colours a picture has and how light they are, its channels stretched first: skies are light and blue, foliage darker and green,
// skin in between and orange. A negative has the complements, light where they were dark.
import { Histogram } from './distribution.ts'

/** Numbers that describe a palette. */
export const PALETTE_LENGTH = 27
const HUES = 6
const FIFTHS = 5
/** Chroma below this has no hue. */
const LEAST_CHROMA = 1e-4
/** Counted into every mean: this share of the picture, without colour. */
const NEUTRAL = 1e-3

/** Position on the hexagon of hues, 0..6: red, yellow, green, cyan, blue, magenta. */
function hueOf(r: number, g: number, b: number, most: number, chroma: number): number {
  const hue = most === r ? (g - b) / chroma : most === g ? 2 + (b - r) / chroma : 4 + (r - g) / chroma
  return hue < 0 ? hue + HUES : hue
}

/**
 * 27 numbers: for each of six hues its share of all chroma and how much lighter it is than the mean; for each fifth of the picture, from
 * dark to light, the mean of blue − luma, red − luma and chroma.
 * @param stretched three planes, each stretched to its own black and white
 * @param luma of those
 * @param mean of the luma
 */
export function paletteOf(stretched: Float32Array, luma: Float32Array, mean: number): number[] {
  const n = luma.length
  const share = new Float64Array(HUES)
  const lighter = new Float64Array(HUES)
  const counts = new Float64Array(FIFTHS)
  const blue = new Float64Array(FIFTHS)
  const red = new Float64Array(FIFTHS)
  const coloured = new Float64Array(FIFTHS)
  const [q1, q2, q3, q4] = new Histogram(luma).quantiles([0.2, 0.4, 0.6, 0.8])
  let all = 0
  for (let i = 0; i < n; i++) {
    const r = stretched[i]
    const g = stretched[n + i]
    const b = stretched[2 * n + i]
    const y = luma[i]
    const most = Math.max(r, g, b)
    const chroma = most - Math.min(r, g, b)
    const fifth = y < q1 ? 0 : y < q2 ? 1 : y < q3 ? 2 : y < q4 ? 3 : 4
    counts[fifth]++
    blue[fifth] += b - y
    red[fifth] += r - y
    coloured[fifth] += chroma
    if (chroma <= LEAST_CHROMA) continue
    const hue = hueOf(r, g, b, most, chroma)
    const from = Math.min(HUES - 1, Math.floor(hue))
    const to = (from + 1) % HUES
    const toShare = chroma * (hue - from)
    const fromShare = chroma - toShare
    share[from] += fromShare
    share[to] += toShare
    lighter[from] += fromShare * (y - mean)
    lighter[to] += toShare * (y - mean)
    all += chroma
  }
  const numbers: number[] = []
  for (let k = 0; k < HUES; k++) numbers.push(share[k] / (all + NEUTRAL * n), lighter[k] / (share[k] + NEUTRAL * n))
  for (let k = 0; k < FIFTHS; k++) numbers.push(blue[k] / (counts[k] + 1), red[k] / (counts[k] + 1), coloured[k] / (counts[k] + 1))
  return numbers
}
