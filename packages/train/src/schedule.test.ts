import { describe, expect, it } from 'vitest'
import { cosineWithWarmUp } from './schedule.ts'

describe('cosineWithWarmUp', () => {
  it('rises to the peak, falls by half a cosine, and ends at its floor', () => {
    expect(cosineWithWarmUp(0, 0.1)).toBe(0.01)
    expect(cosineWithWarmUp(0.05, 0.1)).toBe(0.5)
    expect(cosineWithWarmUp(0.1, 0.1)).toBe(1)
    expect(cosineWithWarmUp(0.55, 0.1)).toBeCloseTo(0.505, 10)
    expect(cosineWithWarmUp(1, 0.1)).toBeCloseTo(0.01, 10)
    expect(cosineWithWarmUp(7, 0.1)).toBeCloseTo(0.01, 10)
  })
})
