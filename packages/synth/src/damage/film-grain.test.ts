import { expect, it } from 'vitest'
import { filmGrain } from './film-grain.ts'
import { correlation, deviation, difference, third } from './statistics.ts'
import { flatPhoto } from './test-photo.ts'

const grainAt = (value: number, colour = false): Float32Array => {
  const flat = flatPhoto(value)
  return difference(flat, filmGrain.apply(flat, { sigma: 20, radius: 0.6, colour, seed: 5 }).picture)
}

it('is strongest in the middle tones', () => {
  expect(deviation(grainAt(0.5)) * 255).toBeCloseTo(20, 0)
  expect(deviation(grainAt(0.95))).toBeLessThan(0.5 * deviation(grainAt(0.5)))
  expect(deviation(grainAt(0))).toBeLessThan(0.3 * deviation(grainAt(0.5)))
})

it('is grey, or of each dye its own', () => {
  expect(correlation(third(grainAt(0.5), 0), third(grainAt(0.5), 1))).toBeCloseTo(1, 5)
  expect(Math.abs(correlation(third(grainAt(0.5, true), 0), third(grainAt(0.5, true), 1)))).toBeLessThan(0.05)
})
