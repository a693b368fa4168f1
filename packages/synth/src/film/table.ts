// Tables with linear interpolation for what is too slow to compute at every pixel: 10^−D, log10 of exposure, ln(1 + e^u).
import { exp, exp10, log, log10 } from '@revelado/core'

/** f at low, low + step, … as float32 (small tables stay in the cache), one entry more than `cells`. */
export function tabulate(f: (x: number) => number, low: number, step: number, cells: number): Float32Array {
  const table = new Float32Array(cells + 1)
  for (let i = 0; i <= cells; i++) table[i] = f(low + i * step)
  return table
}

/** Densities that TRANSMITTANCE covers, and its entries per unit. Interpolated, its relative error is below 1.1e-5. */
export const DENSITY_LOW = -1
export const DENSITY_HIGH = 9
export const DENSITY_CELLS = 256
export const TRANSMITTANCE = tabulate((d) => exp10(-d), DENSITY_LOW, 1 / DENSITY_CELLS, (DENSITY_HIGH - DENSITY_LOW) * DENSITY_CELLS)

const MANTISSA_BITS = 11
export const MANTISSA_SHIFT = 23 - MANTISSA_BITS
export const MANTISSA_MASK = (1 << MANTISSA_BITS) - 1
export const REST_MASK = (1 << MANTISSA_SHIFT) - 1
export const REST_SCALE = 1 / (1 << MANTISSA_SHIFT)
export const LOG10_2 = log10(2)
/** log10 of the mantissas 1 … 2 of a float32, by their first 11 bits: interpolated, the error is below 2e-8. */
export const LOG10_MANTISSA = tabulate(log10, 1, 1 / (1 << MANTISSA_BITS), 1 << MANTISSA_BITS)

const SOFTPLUS_REACH = 24
const SOFTPLUS_CELLS = 256
const SOFTPLUS = tabulate((u) => log(1 + exp(u)), -SOFTPLUS_REACH, 1 / SOFTPLUS_CELLS, 2 * SOFTPLUS_REACH * SOFTPLUS_CELLS)

/** ln(1 + e^u) to within 5e-7. */
export function softplus(u: number): number {
  if (u >= SOFTPLUS_REACH) return u
  if (u <= -SOFTPLUS_REACH) return 0
  const at = (u + SOFTPLUS_REACH) * SOFTPLUS_CELLS
  const i = Math.floor(at)
  return SOFTPLUS[i] + (at - i) * (SOFTPLUS[i + 1] - SOFTPLUS[i])
}
