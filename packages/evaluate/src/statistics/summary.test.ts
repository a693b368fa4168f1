import { expect, it } from 'vitest'
import { countFalse, mean, ninetieth, percentTrue, pooledGain, ratioOfMeans } from './summary.ts'

it('summarises rows of one and two numbers', () => {
  expect(mean([[1], [2], [6]])).toBe(3)
  expect(ninetieth(Array.from({ length: 11 }, (_, i) => [i]))).toBeCloseTo(9, 12)
  expect(
    ratioOfMeans([
      [1, 4],
      [3, 4],
    ]),
  ).toBe(0.5)
  expect(
    pooledGain([
      [1, 50],
      [9, 50],
    ]),
  ).toBeCloseTo(10, 12)
  expect(percentTrue([[1], [0], [1], [1]])).toBe(75)
  expect(countFalse([[1], [0], [1], [0]])).toBe(2)
})
