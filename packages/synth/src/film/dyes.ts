// From dye amounts to the densities that a scanner reads: a cubic in the three amounts, fitted to the spectral integral.
import { exp10, log10 } from '@revelado/core'
import type { RollParameters } from './roll.ts'
import { interpolate, WAVELENGTHS } from './spectrum.ts'
import type { Stock } from './stocks.ts'

const LEVELS = 8
const AMOUNT_LOW = -0.1
const AMOUNT_HIGH = 2.7
const TERMS = 20
const POINTS = LEVELS * LEVELS * LEVELS
/** Scanners read no less than this transmittance while the cubic is fitted. */
const TRANSMITTANCE_FLOOR = 1e-7

const amounts = Array.from({ length: LEVELS }, (_, i) => AMOUNT_LOW + (i * (AMOUNT_HIGH - AMOUNT_LOW)) / (LEVELS - 1))

/** The twenty monomials: 1, r, g, b, r², g², b², rg, rb, gb, r³, g³, b³, r²g, r²b, g²r, g²b, b²r, b²g, rgb. */
export function monomials(r: number, g: number, b: number): number[] {
  const rr = r * r
  const gg = g * g
  const bb = b * b
  return [1, r, g, b, rr, gg, bb, r * g, r * b, g * b, rr * r, gg * g, bb * b, rr * g, rr * b, gg * r, gg * b, bb * r, bb * g, r * g * b]
}

/** The matrix (20 × 512) that takes densities on the grid of amounts to the cubic of least squared weighted error. */
function fitMatrix(): Float64Array {
  const rows = new Float64Array(TERMS * POINTS)
  const weight = new Float64Array(POINTS)
  let p = 0
  for (const r of amounts)
    for (const g of amounts)
      for (const b of amounts) {
        const mean = (r + g + b) / 3
        const spread = Math.sqrt(((r - mean) * (r - mean) + (g - mean) * (g - mean) + (b - mean) * (b - mean)) / 3)
        weight[p] = 1 / (1 + 3 * spread) // amounts near neutral matter most
        monomials(r, g, b).forEach((value, k) => {
          rows[k * POINTS + p] = weight[p] * value
        })
        p++
      }
  const upper = orthonormalise(rows)
  // Back substitution: R · fit = Qᵀ · weight, for all columns at once.
  for (let k = TERMS - 1; k >= 0; k--) {
    const row = rows.subarray(k * POINTS, (k + 1) * POINTS)
    if (k < TERMS) for (let i = 0; i < POINTS; i++) row[i] *= weight[i]
    for (let j = k + 1; j < TERMS; j++) {
      const f = upper[k * TERMS + j]
      const other = rows.subarray(j * POINTS, (j + 1) * POINTS)
      for (let i = 0; i < POINTS; i++) row[i] -= f * other[i]
    }
    const d = 1 / upper[k * TERMS + k]
    for (let i = 0; i < POINTS; i++) row[i] *= d
  }
  return rows
}

/** Gram and Schmidt, each vector twice; the 20 rows become orthonormal, returned is R (upper triangle). */
function orthonormalise(rows: Float64Array): Float64Array {
  const upper = new Float64Array(TERMS * TERMS)
  for (let k = 0; k < TERMS; k++) {
    const row = rows.subarray(k * POINTS, (k + 1) * POINTS)
    for (let pass = 0; pass < 2; pass++)
      for (let j = 0; j < k; j++) {
        const other = rows.subarray(j * POINTS, (j + 1) * POINTS)
        let dot = 0
        for (let i = 0; i < POINTS; i++) dot += row[i] * other[i]
        upper[j * TERMS + k] += dot
        for (let i = 0; i < POINTS; i++) row[i] -= dot * other[i]
      }
    let length = 0
    for (let i = 0; i < POINTS; i++) length += row[i] * row[i]
    length = Math.sqrt(length)
    upper[k * TERMS + k] = length
    for (let i = 0; i < POINTS; i++) row[i] /= length
  }
  return upper
}

let fit: Float64Array | undefined

/** Spectral density of base and mask of a roll: the stock's, denser or thinner by `mask`, with fog and stain. */
export function baseSpectrum(stock: Stock, roll: RollParameters): Float64Array {
  const [red, green, blue] = roll.fog
  return Float64Array.from(WAVELENGTHS, (nm, i) => {
    const stain = roll.stain * Math.min(1, Math.max(0, (560 - nm) / 160))
    return stock.base![i] * roll.mask + interpolate(nm, [450, 545, 645], [blue, green, red]) + stain
  })
}

/**
 * The scanner's density of each channel as a cubic in the amounts of cyan, magenta and yellow dye.
 * @param base spectral density of the clear film, 31 numbers
 * @param dyes spectral density of unit amounts, 3 × 31
 * @param sensitivities of the scanner's channels, each of sum 1, 3 × 31
 * @returns 60 coefficients: 20 for red, 20 for green, 20 for blue, in the order of `monomials`. Largest errors: .034 D far from neutral.
 */
export function scannerPolynomial(base: Float64Array, dyes: readonly (readonly number[])[], sensitivities: Float64Array): Float64Array {
  fit ??= fitMatrix()
  const m = WAVELENGTHS.length
  // One exponential for each dye, level and wavelength; the rest are products.
  const pass = dyes.map((dye) => amounts.map((a) => Float64Array.from(dye, (d) => exp10(-a * d))))
  const seen = Float64Array.from(sensitivities, (s, i) => s * exp10(-base[i % m]))
  const out = new Float64Array(3 * TERMS)
  const red = new Float64Array(m)
  const green = new Float64Array(m)
  const blue = new Float64Array(m)
  for (let i = 0, p = 0; i < LEVELS; i++)
    for (let j = 0; j < LEVELS; j++) {
      for (let l = 0; l < m; l++) {
        const t = pass[0][i][l] * pass[1][j][l]
        red[l] = t * seen[l]
        green[l] = t * seen[m + l]
        blue[l] = t * seen[2 * m + l]
      }
      for (let k = 0; k < LEVELS; k++, p++) {
        const yellow = pass[2][k]
        let r = 0
        let g = 0
        let b = 0
        for (let l = 0; l < m; l++) {
          const t = yellow[l]
          r += t * red[l]
          g += t * green[l]
          b += t * blue[l]
        }
        r = -log10(Math.max(r, TRANSMITTANCE_FLOOR))
        g = -log10(Math.max(g, TRANSMITTANCE_FLOOR))
        b = -log10(Math.max(b, TRANSMITTANCE_FLOOR))
        for (let t = 0; t < TERMS; t++) {
          const f = fit[t * POINTS + p]
          out[t] += f * r
          out[TERMS + t] += f * g
          out[2 * TERMS + t] += f * b
        }
      }
    }
  return out
}
