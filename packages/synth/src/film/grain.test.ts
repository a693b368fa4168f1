// Grain: deviation by Selwyn's law, most of it just above the toe in colour film, and softer than white noise.
import { Random } from '@revelado/core'
import { describe, expect, it } from 'vitest'
import { grainField, grainTable } from './grain.ts'
import { drawRoll } from './roll.ts'
import { stockNamed } from './stocks.ts'

const stock = stockNamed('Kodak Gold 200')
const roll = { ...drawRoll(new Random(1), 'colour', false, stock), pitch: 42.5, grainSize: 0.4 }
const densities = Float32Array.of(0, 0.1, 0.5, 1, 1.5)

describe('grainTable', () => {
  it('is the published granularity through the hole it is published for', () => {
    expect(grainTable(stock, roll, 1, densities)[3]).toBeCloseTo(stock.rms! / 1000, 6)
  })

  it('doubles when pixels are half as wide, and is greatest in blue', () => {
    expect(grainTable(stock, { ...roll, pitch: 21.25 }, 1, densities)[3]).toBeCloseTo((2 * stock.rms!) / 1000, 6)
    expect(grainTable(stock, roll, 2, densities)[3]).toBeCloseTo((2.1 * stock.rms!) / 1000, 6)
  })

  it('peaks above the toe of colour film, and grows with density in silver', () => {
    const [, toe, , one] = grainTable(stock, roll, 1, densities)
    expect(toe).toBeGreaterThan(1.5 * one)
    const silver = stockNamed('Kodak 5222, dev 6 min')
    const table = grainTable(silver, roll, 0, densities)
    expect([...table]).toEqual([...table].sort((a, b) => a - b))
  })
})

describe('grainField', () => {
  const width = 160
  const height = 120
  const correlation = (field: Float32Array, lag: number): number => {
    let sum = 0
    let count = 0
    for (let y = 0; y < height; y++) for (let x = 0; x + lag < width; x++, count++) sum += field[y * width + x] * field[y * width + x + lag]
    return sum / count
  }

  it.each([0.35, 0.6, 0.8])('keeps deviation 1 when blurred by %f pixels', (size) => {
    const field = grainField(3, width, height, size)
    expect(correlation(field, 0)).toBeCloseTo(1, 1)
  })

  it('is alike from pixel to pixel, the more the wider the blur', () => {
    expect(correlation(grainField(3, width, height, 0.8), 1)).toBeCloseTo(Math.exp(-1 / (4 * 0.64)), 1)
    expect(correlation(grainField(3, width, height, 0.35), 1)).toBeLessThan(0.2)
    expect(Math.abs(correlation(grainField(3, width, height, 0.8), 8))).toBeLessThan(0.05)
  })
})
