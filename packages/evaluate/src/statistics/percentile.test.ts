import { expect, it } from 'vitest'
import { percentile } from './percentile.ts'

it('interpolates between order statistics as numpy.percentile does', () => {
  expect(percentile([15, 20, 35, 40, 50], 40)).toBeCloseTo(29, 12)
  expect(percentile([50, 15, 40, 20, 35], 5)).toBeCloseTo(16, 12)
  expect(percentile([3], 99.5)).toBe(3)
  expect(percentile([], 50)).toBeNaN()
})
