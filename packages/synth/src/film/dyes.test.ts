// The cubic against the spectral integral that it stands for.
import { Random } from '@revelado/core'
import { describe, expect, it } from 'vitest'
import { baseSpectrum, monomials, scannerPolynomial } from './dyes.ts'
import { drawRoll } from './roll.ts'
import { drawScanner, sensitivities } from './scanner.ts'
import { stockNamed, stocksFor } from './stocks.ts'

/** Published for this model: .0016 D in the median, .007 for 95 % of stocks and scanners, .034 at worst (all over the grid). */
const RMS_ERROR = 0.04

function read(base: Float64Array, dyes: readonly (readonly number[])[], seen: Float64Array, amounts: readonly number[]): number[] {
  return [0, 1, 2].map((c) => {
    let light = 0
    for (let l = 0; l < 31; l++) {
      const d = base[l] + amounts.reduce((sum, a, k) => sum + a * dyes[k][l], 0)
      light += seen[31 * c + l] * 10 ** -d
    }
    return -Math.log10(light)
  })
}

const dot = (c: Float64Array, channel: number, amounts: readonly number[]): number =>
  monomials(amounts[0], amounts[1], amounts[2]).reduce((sum, v, i) => sum + v * c[20 * channel + i], 0)

describe('scannerPolynomial', () => {
  it('follows the integral for every stock for training, best near neutral', () => {
    for (const [i, stock] of stocksFor('colour').entries()) {
      const random = new Random(i)
      const base = baseSpectrum(stock, drawRoll(random, 'colour', false, stock))
      const seen = sensitivities(drawScanner(random))
      const cubic = scannerPolynomial(base, stock.dyes!, seen)
      let square = 0
      for (let k = 0; k < 60; k++) {
        const level = random.uniform(0, 2.4)
        const amounts = [0, 1, 2].map(() => Math.max(0, level + random.normal(0, 0.25)))
        const exact = read(base, stock.dyes!, seen, amounts)
        for (let c = 0; c < 3; c++) square += (dot(cubic, c, amounts) - exact[c]) ** 2
      }
      expect(Math.sqrt(square / 180)).toBeLessThan(RMS_ERROR)
    }
  })

  it('reads a denser base where the mask is denser', () => {
    const stock = stockNamed('Kodak Gold 200')
    const roll = { ...drawRoll(new Random(1), 'colour', false, stock), fog: [0, 0, 0], stain: 0 }
    const seen = sensitivities(drawScanner(new Random(2), false, 'coolscan'))
    const clear = (mask: number): Float64Array => scannerPolynomial(baseSpectrum(stock, { ...roll, mask }), stock.dyes!, seen)
    const blueMinusRed = (c: Float64Array): number => c[40] - c[0]
    expect(blueMinusRed(clear(1.9))).toBeGreaterThan(1)
    expect(blueMinusRed(clear(1.9))).toBeGreaterThan(1.5 * blueMinusRed(clear(1)))
  })
})

describe('baseSpectrum', () => {
  it('fogs each third of the spectrum and stains the blue', () => {
    const [stock] = stocksFor('colour')
    const plain = { ...drawRoll(new Random(1), 'colour', false, stock), fog: [0, 0, 0], stain: 0, mask: 1 }
    const fogged = baseSpectrum(stock, { ...plain, fog: [0.3, 0.2, 0.1], stain: 0.5 })
    expect(fogged[0] - stock.base![0]).toBeCloseTo(0.6, 9)
    expect(fogged[30] - stock.base![30]).toBeCloseTo(0.3, 9)
  })
})
