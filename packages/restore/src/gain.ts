// How far a correction is taken. REPAIR learned from pictures of all damages at once, and corrects what is hardly compressed, or not
// damaged at all, nearly as much as what is. What share of its correction of a pixel is right, in the mean, hangs on how noisy and how
// compressed the whole picture is, on how large the correction is, and on how sure REPAIR is of it: a small network that was fitted on
// validation photographs says so. (The gain of least mean square error, as Wiener's filter has for each frequency.)
import { PROFILE_LENGTH } from '@revelado/core'
import type { Weighing } from './marks.ts'

/**
 * 1.05 times a logistic function of `out` over the hyperbolic tangents of `hidden`, which weigh the 17 numbers of the noise profile and
 * the two traits of a pixel. In a model's card as `repair.gain`.
 */
export interface Gain {
  readonly hidden: readonly Weighing[]
  readonly out: Weighing
}

/** What is known of a pixel's correction beside the profile: the logarithms of its size and of REPAIR's spread, in 255ths. */
export const GAIN_TRAITS = 2
export const GAIN_KNOWN = PROFILE_LENGTH + GAIN_TRAITS
/** Strong noise is corrected a little too weakly. */
export const MOST_GAIN = 1.05
/** In 255ths: smaller corrections are alike. */
const LEAST_CORRECTION = 0.3

/**
 * @param correction root mean square over the channels, sRGB units, 0 or more
 * @param spread Laplace scale, sRGB units, above 0
 */
export const gainTraits = (correction: number, spread: number): [number, number] => [
  Math.log(255 * correction + LEAST_CORRECTION),
  Math.log(255 * spread),
]

const weigh = ({ weights, bias }: Weighing, known: ArrayLike<number>): number =>
  weights.reduce((sum, weight, i) => sum + weight * known[i], bias)

/** The gain, 0 to `MOST_GAIN`, of what is known: the profile, then the traits. */
export function gainOf({ hidden, out }: Gain, known: ArrayLike<number>): number {
  const said = hidden.map((weighing) => Math.tanh(weigh(weighing, known)))
  return MOST_GAIN / (1 + Math.exp(-weigh(out, said)))
}

/** Cells per unit of a trait. */
const CELLS = 8
/** The traits' ranges: corrections of 0 to 1, spreads of e⁻⁷ to e, which is all that REPAIR can say. */
const CORRECTIONS = { from: Math.log(LEAST_CORRECTION), to: Math.log(255 + LEAST_CORRECTION) }
const SPREADS = { from: Math.log(255) - 7, to: Math.log(255) + 1 }
const nodesOf = ({ from, to }: typeof SPREADS): number => Math.ceil(CELLS * (to - from)) + 1
const [ROWS, COLUMNS] = [nodesOf(CORRECTIONS), nodesOf(SPREADS)]

/** The gains of one picture, for each correction and spread. */
export type GainTable = Float32Array

/**
 * The gains of a picture of this noise profile, tabulated: a picture has millions of pixels.
 * @param share how far the picture is developed, 0..1: as far, the correction is taken whole, for the profile is of the scan
 */
export function gainTable(gain: Gain, profile: Float32Array, share: number): GainTable {
  const known = new Float32Array(GAIN_KNOWN)
  known.set(profile)
  return Float32Array.from({ length: ROWS * COLUMNS }, (_, i) => {
    known[PROFILE_LENGTH] = CORRECTIONS.from + Math.floor(i / COLUMNS) / CELLS
    known[PROFILE_LENGTH + 1] = SPREADS.from + (i % COLUMNS) / CELLS
    return 1 - (1 - share) * (1 - gainOf(gain, known))
  })
}

const place = (trait: number, { from }: typeof SPREADS, nodes: number): number =>
  Math.min(nodes - 1.001, Math.max(0, CELLS * (trait - from)))

/** The gain of one pixel (bilinear between the cells). */
export function gainIn(table: GainTable, correction: number, spread: number): number {
  const [size, doubt] = gainTraits(correction, spread)
  const y = place(size, CORRECTIONS, ROWS)
  const x = place(doubt, SPREADS, COLUMNS)
  const row = Math.floor(y)
  const column = Math.floor(x)
  const v = y - row
  const u = x - column
  const at = row * COLUMNS + column
  const above = table[at] + u * (table[at + 1] - table[at])
  const below = table[at + COLUMNS] + u * (table[at + COLUMNS + 1] - table[at + COLUMNS])
  return above + v * (below - above)
}

/**
 * Takes the correction as far as the table says, in place; what was painted (a lost pixel) is left alone.
 * @param values [3, h, w] as REPAIR gives them
 * @param uncorrected writes what stands at pixel i without a correction, red, green and blue
 */
export function takeCorrection(
  values: Float32Array,
  spread: Float32Array,
  lost: Float32Array,
  table: GainTable,
  uncorrected: (i: number, into: Float32Array) => void,
): void {
  const n = lost.length
  const base = new Float32Array(3)
  for (let i = 0; i < n; i++) {
    if (lost[i] > 0) continue
    uncorrected(i, base)
    const r = values[i] - base[0]
    const g = values[n + i] - base[1]
    const b = values[2 * n + i] - base[2]
    const gain = gainIn(table, Math.sqrt((r * r + g * g + b * b) / 3), spread[i])
    values[i] = base[0] + gain * r
    values[n + i] = base[1] + gain * g
    values[2 * n + i] = base[2] + gain * b
  }
}
