// The tables keep the accuracy that their comments claim.
import { describe, expect, it } from 'vitest'
import { DENSITY_CELLS, DENSITY_HIGH, DENSITY_LOW, LOG10_MANTISSA, softplus, TRANSMITTANCE } from './table.ts'

/** Float32 entries add 6e-8 to what interpolation misses. */
const LOG_ERROR = 1e-7
const SOFTPLUS_ERROR = 3e-6

describe('tables', () => {
  it('interpolate 10^−D to a relative 1.1e-5', () => {
    let worst = 0
    for (let d = DENSITY_LOW; d < DENSITY_HIGH - 0.01; d += 0.00731) {
      const at = (d - DENSITY_LOW) * DENSITY_CELLS
      const k = Math.floor(at)
      const value = TRANSMITTANCE[k] + (at - k) * (TRANSMITTANCE[k + 1] - TRANSMITTANCE[k])
      worst = Math.max(worst, Math.abs(value / 10 ** -d - 1))
    }
    expect(worst).toBeLessThan(1.1e-5)
  })

  it('interpolate log10 of a mantissa', () => {
    let worst = 0
    for (let m = 1; m < 1.999; m += 0.00037) {
      const at = (m - 1) * (LOG10_MANTISSA.length - 1)
      const k = Math.floor(at)
      const value = LOG10_MANTISSA[k] + (at - k) * (LOG10_MANTISSA[k + 1] - LOG10_MANTISSA[k])
      worst = Math.max(worst, Math.abs(value - Math.log10(m)))
    }
    expect(worst).toBeLessThan(LOG_ERROR)
  })

  it('give ln(1 + e^u), and its limits far out', () => {
    let worst = 0
    for (let u = -30; u < 30; u += 0.0917) worst = Math.max(worst, Math.abs(softplus(u) - Math.log1p(Math.exp(u))))
    expect(worst).toBeLessThan(SOFTPLUS_ERROR)
    expect(softplus(500)).toBe(500)
    expect(softplus(-500)).toBe(0)
  })
})
