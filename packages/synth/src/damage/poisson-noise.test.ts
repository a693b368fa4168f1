import { expect, it } from 'vitest'
import { poissonNoise } from './poisson-noise.ts'
import { deviation, difference } from './statistics.ts'
import { flatPhoto } from './test-photo.ts'

it('has a variance in proportion to the light', () => {
  const spread = (value: number): number => {
    const flat = flatPhoto(value)
    return deviation(difference(flat, poissonNoise.apply(flat, { photons: 100, seed: 3 }).picture))
  }
  // Deviation √(v/photons); 32,400 values know it to 0.4 %.
  expect(spread(1)).toBeCloseTo(0.1, 2)
  expect(spread(0.25) / spread(1)).toBeCloseTo(0.5, 1)
  expect(spread(0)).toBe(0)
})
