import { Random } from '@revelado/core'
import { describe, expect, it } from 'vitest'
import { bootstrap } from './bootstrap.ts'
import { mean } from './summary.ts'

describe('bootstrap', () => {
  const random = new Random('rows')
  const rows = Array.from({ length: 100 }, () => [random.normal(5, 2)])

  it('gives about ± 1.96 σ/√n for a mean', () => {
    const { value, low, high, n } = bootstrap(rows, mean, new Random(1))
    expect(n).toBe(100)
    // Half width 0.392 for σ 2; the sample's own σ and 1,000 resamplings move it by about a tenth.
    expect((high - low) / 2).toBeGreaterThan(0.32)
    expect((high - low) / 2).toBeLessThan(0.47)
    expect(low).toBeLessThan(value)
    expect(high).toBeGreaterThan(value)
  })

  it('is the same for the same seed, and a point for one row', () => {
    expect(bootstrap(rows, mean, new Random(1))).toEqual(bootstrap(rows, mean, new Random(1)))
    expect(bootstrap([[3]], mean, new Random(1))).toEqual({ value: 3, low: 3, high: 3, n: 1 })
  })
})
