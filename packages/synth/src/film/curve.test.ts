// The characteristic curve rises from nothing, runs straight, and ends at D-max.
import { describe, expect, it } from 'vitest'
import { curveTable, EXPOSURE_CELLS, EXPOSURE_LOW, netDensity } from './curve.ts'
import { STOCKS } from './stocks.ts'

/** Of the 116 fitted layers 16 dip by more than .004 D far below the toe, Kodak EXR 200T's red by .074. */
const DEEPEST_DIP = 0.075
const CURVES = STOCKS.flatMap((stock) => stock.curve)

describe('netDensity', () => {
  it('rises for every published layer, but for the dip of some fits below the toe', () => {
    let deepest = 0
    for (const p of CURVES) {
      let highest = netDensity(p, -4.3)
      for (let x = -4.3; x <= 3.2; x += 0.05) {
        const d = netDensity(p, x)
        deepest = Math.max(deepest, highest - d)
        highest = Math.max(highest, d)
      }
    }
    expect(deepest).toBeLessThan(DEEPEST_DIP)
  })

  it('goes from 0 to γ (x_s − x_t)', () => {
    for (const p of CURVES) {
      expect(netDensity(p, -40)).toBeCloseTo(0, 6)
      expect(netDensity(p, 60)).toBeCloseTo(p[1] * (p[4] - p[2]), 4)
    }
  })

  it('has slope γ between a sharp toe and a sharp shoulder', () => {
    const p = [0.2, 0.6, -1, 0.02, 2, 0.02]
    expect(netDensity(p, 1) - netDensity(p, 0)).toBeCloseTo(0.6, 5)
    expect(netDensity(p, 0.5)).toBeCloseTo(0.9, 5)
  })

  it('is what the table holds', () => {
    const table = curveTable(CURVES[0])
    expect(table[EXPOSURE_CELLS * 7]).toBeCloseTo(netDensity(CURVES[0], EXPOSURE_LOW + 7), 6)
  })
})
