// From the exposure of the layers to the transmittance of the developed film: log, inter-image effects, curve, grain, dyes.
import { exp10, log10 } from '@revelado/core'
import { curveTable, EXPOSURE_CELLS, EXPOSURE_HIGH, EXPOSURE_LOW } from './curve.ts'
import { grainTable } from './grain.ts'
import { invert3 } from './matrix.ts'
import { interimageMatrix, type RollParameters, rollCurves } from './roll.ts'
import type { Stock } from './stocks.ts'
import {
  DENSITY_CELLS,
  DENSITY_HIGH,
  DENSITY_LOW,
  LOG10_2,
  LOG10_MANTISSA,
  MANTISSA_MASK,
  MANTISSA_SHIFT,
  REST_MASK,
  REST_SCALE,
  TRANSMITTANCE,
} from './table.ts'

/** Unexposed film still counts as exposed this much, so that its logarithm exists; far below every toe. */
const LEAST_EXPOSURE = 1e-5
const LEAST_WORD = new Int32Array(Float32Array.of(LEAST_EXPOSURE).buffer)[0]
const LOG10_GREY = log10(0.18)
const EXPOSURE_LAST = (EXPOSURE_HIGH - EXPOSURE_LOW) * EXPOSURE_CELLS - 1e-6
const DENSITY_LAST = (DENSITY_HIGH - DENSITY_LOW) * DENSITY_CELLS - 1e-6
const LEAST_AMOUNT = -0.1
const GREATEST_AMOUNT = 3
/** Pixels that go through all steps together, so that they stay in the cache. */
const STRIP = 2048

/** Exposure to log10(exposure / 0.18). */
function toLogExposure(layer: Float32Array, out: Float32Array): void {
  const bits = new Int32Array(layer.buffer, layer.byteOffset, layer.length)
  for (let i = 0; i < layer.length; i++) {
    let word = bits[i]
    if (word < LEAST_WORD) word = LEAST_WORD // positive floats are ordered as their bits are
    const k = (word >> MANTISSA_SHIFT) & MANTISSA_MASK
    const low = LOG10_MANTISSA[k]
    out[i] = ((word >> 23) - 127) * LOG10_2 + low + (word & REST_MASK) * REST_SCALE * (LOG10_MANTISSA[k + 1] - low) - LOG10_GREY
  }
}

function transmit(density: number): number {
  let at = (density - DENSITY_LOW) * DENSITY_CELLS
  at = at < 0 ? 0 : Math.min(at, DENSITY_LAST)
  const k = at | 0
  const low = TRANSMITTANCE[k]
  return low + (at - k) * (TRANSMITTANCE[k + 1] - low)
}

/** Log exposure to net density by the table of one layer, with grain when there is a field of it; in place. */
function toNetDensity(layer: Float32Array, curve: Float32Array, field: Float32Array | null, deviation: Float32Array | null): void {
  for (let i = 0; i < layer.length; i++) {
    let at = (layer[i] - EXPOSURE_LOW) * EXPOSURE_CELLS
    at = at < 0 ? 0 : Math.min(at, EXPOSURE_LAST)
    const k = at | 0
    const rest = at - k
    let d = curve[k] + rest * (curve[k + 1] - curve[k])
    if (field !== null && deviation !== null) d += field[i] * (deviation[k] + rest * (deviation[k + 1] - deviation[k]))
    layer[i] = d
  }
}

function holdBack(layers: readonly Float32Array[], m: readonly number[]): void {
  const [m0, m1, m2, m3, m4, m5, m6, m7, m8] = m
  const [red, green, blue] = layers
  for (let i = 0; i < red.length; i++) {
    const r = red[i]
    const g = green[i]
    const b = blue[i]
    red[i] = m0 * r + m1 * g + m2 * b
    green[i] = m3 * r + m4 * g + m5 * b
    blue[i] = m6 * r + m7 * g + m8 * b
  }
}

const clampAmount = (a: number): number => (a < LEAST_AMOUNT ? LEAST_AMOUNT : Math.min(a, GREATEST_AMOUNT))

/** Net densities to amounts of dye, in place. */
function toAmounts(layers: readonly Float32Array[], fromDensity: readonly number[]): void {
  const [m0, m1, m2, m3, m4, m5, m6, m7, m8] = fromDensity
  const [red, green, blue] = layers
  for (let i = 0; i < red.length; i++) {
    const r = red[i]
    const g = green[i]
    const b = blue[i]
    red[i] = clampAmount(m0 * r + m1 * g + m2 * b)
    green[i] = clampAmount(m3 * r + m4 * g + m5 * b)
    blue[i] = clampAmount(m6 * r + m7 * g + m8 * b)
  }
}

/** Places of the cubic's coefficients. They are read where they are wanted: twenty variables cost a tenth of a negative. */
const [K, R, G, B, RR, GG, BB, RG, RB, GB, RRR, GGG, BBB, RRG, RRB, GGR, GGB, BBR, BBG, RGB] = Array(20).keys()

/** 10^−D where D is the cubic of the amounts, nested by powers of the first. */
function evaluateCubic([cyan, magenta, yellow]: readonly Float32Array[], c: Float64Array, out: Float32Array): void {
  for (let i = 0; i < out.length; i++) {
    const x = cyan[i]
    const y = magenta[i]
    const z = yellow[i]
    const atZ = z * (c[B] + z * (c[BB] + z * c[BBB]))
    const atY = y * (c[G] + z * (c[GB] + z * c[BBG]) + y * (c[GG] + z * c[GGB] + y * c[GGG]))
    const inside = c[RR] + z * c[RRB] + y * c[RRG] + x * c[RRR]
    const atX = x * (c[R] + z * (c[RB] + z * c[BBR]) + y * (c[RG] + z * c[RGB] + y * c[GGR]) + x * inside)
    out[i] = transmit(c[K] + atZ + atY + atX)
  }
}

/**
 * Develops a colour film: exposures of the three layers become the scanner's transmittances of red, green and blue, in place.
 * @param cubic what `scannerPolynomial` gives
 * @param grain three fields of deviation 1, or null
 */
export function developColour(
  layers: readonly Float32Array[],
  stock: Stock,
  roll: RollParameters,
  cubic: Float64Array,
  grain: readonly Float32Array[] | null,
): void {
  const curves = rollCurves(stock, roll).map(curveTable)
  const deviations = curves.map((curve, i) => grain && grainTable(stock, roll, i, curve))
  const between = interimageMatrix(roll.interimage)
  const toDyes = invert3(stock.statusM!.flat()).map((v, i) => v * roll.keep[i % 3])
  const n = layers[0].length
  const amounts = layers.map(() => new Float32Array(STRIP))
  for (let from = 0; from < n; from += STRIP) {
    const to = Math.min(n, from + STRIP)
    const strip = amounts.map((a) => a.subarray(0, to - from))
    for (let c = 0; c < 3; c++) toLogExposure(layers[c].subarray(from, to), strip[c])
    holdBack(strip, between)
    for (let c = 0; c < 3; c++) toNetDensity(strip[c], curves[c], grain?.[c].subarray(from, to) ?? null, deviations[c])
    toAmounts(strip, toDyes)
    for (let c = 0; c < 3; c++) evaluateCubic(strip, cubic.subarray(20 * c, 20 * c + 20), layers[c].subarray(from, to))
  }
}

/** Develops a b/w film: the exposure of its one layer becomes the transmittance of the silver without base, in place. */
export function developSilver(layer: Float32Array, stock: Stock, roll: RollParameters, callier: number, grain: Float32Array | null): void {
  toLogExposure(layer, layer)
  const curve = curveTable(rollCurves(stock, roll)[0])
  toNetDensity(layer, curve, grain, grain && grainTable(stock, roll, 0, curve))
  for (let i = 0; i < layer.length; i++) layer[i] = transmit(callier * layer[i])
}

/** Density of the clear b/w film in red, green and blue: D-min, fog, tint, and the stain of age, which blue sees most. */
export function silverBase(stock: Stock, roll: RollParameters): number[] {
  return roll.tint.map((t, c) => stock.curve[0][0] + roll.fog[0] + t + roll.stain * [0, 0.3, 1][c])
}

/** Transmittances of densities. */
export const transmittancesOf = (densities: readonly number[]): number[] => densities.map((d) => exp10(-d))
