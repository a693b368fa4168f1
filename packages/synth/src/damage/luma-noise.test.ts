import { expect, it } from 'vitest'
import { lumaNoise } from './luma-noise.ts'
import { correlation, deviation, difference, third } from './statistics.ts'
import { flatPhoto } from './test-photo.ts'

it('adds the same noise to all three channels', () => {
  const grey = flatPhoto(0.5)
  const noise = difference(grey, lumaNoise.apply(grey, { sigma: 20, seed: 3 }).picture)
  expect(correlation(third(noise, 0), third(noise, 2))).toBeCloseTo(1, 6)
  expect(deviation(noise) * 255).toBeCloseTo(20, 0)
})
