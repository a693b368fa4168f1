// The stocks: complete, licensed, and the right ones held out.
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { stockModule } from '../../tools/film-stocks.ts'
import { isHeldOut, kindOf, STOCKS, stockNamed, stocksFor } from './stocks.ts'

const read = (path: string): string => readFileSync(new URL(path, import.meta.url), 'utf8')

describe('stocks', () => {
  it('are generated from stocks.json', () => {
    expect(read('./generated/stock-data.ts')).toBe(stockModule(JSON.parse(read('../../data/stocks.json'))))
  })

  it('all name a source and a licence that lets us use the numbers', () => {
    for (const stock of STOCKS) {
      expect(stock.source.length).toBeGreaterThan(10)
      expect(stock.licence).toBe('MIT')
    }
  })

  it('have spectra where they are colour films', () => {
    for (const stock of STOCKS) {
      expect(stock.curve).toHaveLength(kindOf(stock) === 'bw' ? 1 : 3)
      if (kindOf(stock) === 'colour') expect([stock.base!.length, ...stock.dyes!.map((d) => d.length)]).toEqual([31, 31, 31, 31])
    }
  })

  it('leave 27 colour and 7 black-and-white ones for training, and hold out 8 and 4', () => {
    expect([stocksFor('colour').length, stocksFor('bw').length]).toEqual([27, 7])
    expect([stocksFor('colour', true).length, stocksFor('bw', true).length]).toEqual([8, 4])
  })

  it('hold out all pushes and developments of a family', () => {
    const held = STOCKS.filter(isHeldOut).map((stock) => stock.name)
    expect(held).toContain('Kodak Portra 800 @3200')
    expect(held).toContain('Kodak Tri-X 400, dev 11 min')
    expect(held).not.toContain('Kodak Portra 400')
  })

  it('refuse a name that is not there', () => {
    expect(() => stockNamed('Kodachrome')).toThrow('"Kodachrome"')
  })
})
