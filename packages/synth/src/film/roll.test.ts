// Rolls: inter-image effects leave neutrals alone; ranges are those of the design.
import { Random } from '@revelado/core'
import { describe, expect, it } from 'vitest'
import { drawRoll, interimageMatrix, rollCurves } from './roll.ts'
import { stockNamed, stocksFor } from './stocks.ts'

const COLOUR = Array.from({ length: 400 }, (_, i) => drawRoll(new Random(i), 'colour'))

describe('drawRoll', () => {
  it('draws all stocks for training, and held-out ones only when asked', () => {
    expect(new Set(COLOUR.map((r) => r.stock)).size).toBe(27)
    const held = stocksFor('bw', true).map((s) => s.name)
    for (let i = 0; i < 20; i++) expect(held).toContain(drawRoll(new Random(i), 'bw', true).stock)
  })

  it('draws fresh film mostly, and aged film that fades and never gains', () => {
    const fresh = COLOUR.filter((r) => r.stain === 0)
    expect(fresh.length / COLOUR.length).toBeGreaterThan(0.5)
    for (const r of COLOUR) for (const k of r.keep) expect(k > 0.64 && k <= 1).toBe(true)
    for (const r of fresh) expect(r.keep).toEqual([1, 1, 1])
  })

  it('draws deep red bases and unmasked ones beside the published', () => {
    const share = (test: (mask: number) => boolean): number => COLOUR.filter((r) => test(r.mask)).length / COLOUR.length
    expect(share((m) => m > 1.2)).toBeGreaterThan(0.1)
    expect(share((m) => m < 0.45)).toBeGreaterThan(0.02)
    expect(share((m) => m > 0.8 && m < 1.2)).toBeGreaterThan(0.6)
    expect(Math.max(...COLOUR.map((r) => r.mask))).toBeLessThanOrEqual(1.9)
  })

  it('draws some black-and-white films on an orange base', () => {
    const rolls = Array.from({ length: 200 }, (_, i) => drawRoll(new Random(i), 'bw'))
    const orange = rolls.filter((r) => r.tint[2] - r.tint[0] > 0.1).length
    expect(orange).toBeGreaterThan(4)
    expect(orange).toBeLessThan(40)
  })
})

describe('interimageMatrix', () => {
  it('leaves neutrals alone and drives colours apart', () => {
    const m = interimageMatrix(COLOUR[0].interimage)
    const through = (x: readonly number[]): number[] => [0, 3, 6].map((r) => m[r] * x[0] + m[r + 1] * x[1] + m[r + 2] * x[2])
    for (const v of through([0.7, 0.7, 0.7])) expect(v).toBeCloseTo(0.7, 12)
    const [red, green] = through([0.8, 0.2, 0.2])
    expect(red).toBeGreaterThan(0.8)
    expect(green).toBeLessThan(0.2)
  })
})

describe('rollCurves', () => {
  it('stretch gamma and move toe and shoulder together', () => {
    const stock = stockNamed('Kodak Gold 200')
    const [row] = rollCurves(stock, { ...COLOUR[0], stock: stock.name, contrast: [2, 1, 1], speed: [0.5, 0, 0] })
    const [dmin, gamma, toe, softness, shoulder] = stock.curve[0]
    expect(row.slice(0, 5)).toEqual([dmin, 2 * gamma, toe + 0.5, softness, shoulder + 0.5])
  })
})
