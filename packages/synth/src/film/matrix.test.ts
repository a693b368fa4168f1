// The inverse undoes the matrix.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { invert3 } from './matrix.ts'

describe('invert3', () => {
  it('gives the identity when multiplied', () => {
    const near = fc.double({ min: -0.3, max: 0.3, noNaN: true })
    fc.assert(
      fc.property(fc.array(near, { minLength: 9, maxLength: 9 }), (a) => {
        const m = a.map((v, i) => v + (i % 4 === 0 ? 1 : 0))
        const n = invert3(m)
        for (let i = 0; i < 3; i++)
          for (let j = 0; j < 3; j++) {
            const v = m[3 * i] * n[j] + m[3 * i + 1] * n[3 + j] + m[3 * i + 2] * n[6 + j]
            expect(v).toBeCloseTo(i === j ? 1 : 0, 8)
          }
      }),
    )
  })

  it('refuses a singular one', () => {
    expect(() => invert3([1, 2, 3, 2, 4, 6, 0, 0, 1])).toThrow('inverted')
  })
})
