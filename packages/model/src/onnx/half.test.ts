import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fromHalf, toHalf } from './half.ts'

/** Half the distance between neighbours: 2⁻¹¹ of the value for normal numbers, 2⁻²⁵ for subnormal ones. */
const nearest = (x: number): number => Math.max(Math.abs(x) * 2 ** -11, 2 ** -25)

describe('binary16', () => {
  it('has the bits of IEEE 754', () => {
    // value, bits: table 3.5 and the usual examples
    const cases: [number, number][] = [
      [1, 0x3c00],
      [-2, 0xc000],
      [65504, 0x7bff],
      [2 ** -14, 0x0400],
      [2 ** -24, 0x0001],
      [1 / 3, 0x3555],
      [0, 0],
      [Number.POSITIVE_INFINITY, 0x7c00],
      [65520, 0x7c00],
    ]
    for (const [value, bits] of cases) expect(toHalf(value)).toBe(bits)
    expect(fromHalf(0x3555)).toBeCloseTo(0.333251953125, 12)
    expect(fromHalf(toHalf(Number.NaN))).toBeNaN()
  })

  it('rounds to the nearest', () => {
    fc.assert(
      fc.property(fc.float({ min: -60000, max: 60000, noNaN: true }), (x) => {
        expect(Math.abs(fromHalf(toHalf(x)) - x)).toBeLessThanOrEqual(nearest(x))
      }),
    )
  })

  it('gives every half back', () => {
    const changed = Array.from({ length: 0x7c00 }, (_, h) => h).filter((h) => toHalf(fromHalf(h)) !== h)
    expect(changed).toEqual([])
  })
})
