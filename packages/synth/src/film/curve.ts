// The characteristic curve: density over the logarithm of exposure, with a toe and a shoulder.
import type { CurveParameters } from './stocks.ts'
import { softplus, tabulate } from './table.ts'

/** x = log10(exposure / exposure of an 18 % grey at box speed): the range of curve tables, and their entries per unit. */
export const EXPOSURE_LOW = -7
export const EXPOSURE_HIGH = 5.5
export const EXPOSURE_CELLS = 160

/**
 * Density above D-min at log exposure x:
 * D − Dmin = γ [ s_t ln(1 + e^((x − x_t)/s_t)) − s_s ln(1 + e^((x − x_s)/s_s)) ], so that Dmax = Dmin + γ (x_s − x_t).
 * @param p Dmin, γ, x_t, s_t, x_s, s_s
 */
export function netDensity(p: CurveParameters, x: number): number {
  const toe = p[3] * softplus((x - p[2]) / p[3])
  const shoulder = p[5] * softplus((x - p[4]) / p[5])
  return p[1] * (toe - shoulder)
}

/** The curve's net density at every entry of a table over EXPOSURE_LOW … EXPOSURE_HIGH. */
export function curveTable(p: CurveParameters): Float32Array {
  return tabulate((x) => netDensity(p, x), EXPOSURE_LOW, 1 / EXPOSURE_CELLS, (EXPOSURE_HIGH - EXPOSURE_LOW) * EXPOSURE_CELLS)
}
