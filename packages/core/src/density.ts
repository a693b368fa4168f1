// Optical density and transmittance, of numbers and, fast, of whole arrays.
import { exp10, log10 } from './math.ts'

/** Smallest transmittance that is told apart from 0: density 6, beyond any film and scanner. */
export const TRANSMITTANCE_FLOOR = 1e-6

/** Density of a transmittance: −log10(max(t, floor)); ISO 5-1. */
export function density(t: number, floor: number = TRANSMITTANCE_FLOOR): number {
  return -log10(Math.max(t, floor))
}

/** Transmittance of a density: 10^−d. */
export function transmittance(d: number): number {
  return exp10(-d)
}

const STEP_BITS = 11
const STEPS = 1 << STEP_BITS
const REST_BITS = 23 - STEP_BITS
const REST_SCALE = 1 / (1 << REST_BITS)
const LOG10_2 = 0.3010299956639812
const LOG2_10 = 3.321928094887362
/** log10 of 1..2 and 2^−x of 0..1, interpolated linearly: error ≤ 1.5e-8 (absolute, relative). */
let logTable: Float64Array | undefined
let powerTable: Float64Array | undefined
let scaleTable: Float64Array | undefined

/**
 * Densities of an array of transmittances; within 2e-8 of `density` plus float32 rounding, and much faster.
 * @param out may be `source` itself.
 */
export function densities(source: Float32Array, out = new Float32Array(source.length), floor = TRANSMITTANCE_FLOOR): Float32Array {
  if (!logTable) {
    logTable = new Float64Array(STEPS + 1)
    for (let i = 0; i <= STEPS; i++) logTable[i] = log10(1 + i / STEPS)
  }
  const table = logTable
  const value = new Float32Array(1)
  const bits = new Int32Array(value.buffer)
  for (let i = 0; i < source.length; i++) {
    const v = source[i]
    value[0] = Math.max(v, floor)
    const b = bits[0]
    const k = (b >> REST_BITS) & (STEPS - 1)
    const low = table[k]
    const f = (b & ((1 << REST_BITS) - 1)) * REST_SCALE
    out[i] = -(((b >> 23) - 127) * LOG10_2 + low + f * (table[k + 1] - low))
  }
  return out
}

/**
 * Transmittances of an array of densities; within a relative 2e-8 of `transmittance` plus float32 rounding, and much faster.
 * @param out may be `source` itself.
 */
export function transmittances(source: Float32Array, out = new Float32Array(source.length)): Float32Array {
  if (!powerTable || !scaleTable) {
    powerTable = new Float64Array(STEPS + 2)
    for (let i = 0; i < powerTable.length; i++) powerTable[i] = exp10(-(i / STEPS) / LOG2_10)
    scaleTable = new Float64Array(257)
    for (let i = 0, p = 3.402823669209385e38; i <= 256; i++, p *= 0.5) scaleTable[i] = p
  }
  const table = powerTable
  const scale = scaleTable
  for (let i = 0; i < source.length; i++) {
    const d = source[i] * LOG2_10
    if (d > -120 && d < 120) {
      const whole = Math.floor(d)
      const p = (d - whole) * STEPS
      const k = p | 0
      const low = table[k]
      out[i] = scale[whole + 128] * (low + (p - k) * (table[k + 1] - low))
    } else out[i] = exp10(-source[i])
  }
  return out
}
