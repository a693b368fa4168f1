import { expect, it } from 'vitest'
import { addGaussianNoise, gaussianNoise } from './gaussian-noise.ts'
import { correlation, deviation, difference, mean, neighbourCorrelation, third } from './statistics.ts'
import { flatPhoto } from './test-photo.ts'

/** 32,400 values: the deviation of the deviation is σ/√(2n) = 0.4 %, of the mean σ/√n = 0.56 %; four of them. */
const TOLERANCE = 0.016

it('adds noise of the deviation asked for, independent in each channel and pixel, with mean 0', () => {
  const grey = flatPhoto(0.5)
  const { picture } = gaussianNoise.apply(grey, { sigma: 25, seed: 7 })
  const noise = difference(grey, picture)
  for (const c of [0, 1, 2]) {
    expect(Math.abs((deviation(third(noise, c)) * 255) / 25 - 1)).toBeLessThan(2 * TOLERANCE)
    expect(Math.abs((mean(third(noise, c)) * 255) / 25)).toBeLessThan(3 * TOLERANCE)
  }
  expect(Math.abs(correlation(third(noise, 0), third(noise, 1)))).toBeLessThan(0.04)
  expect(Math.abs(neighbourCorrelation(grey, noise))).toBeLessThan(0.04)
})

it('does not repeat, neither within a picture nor from seed to seed', () => {
  const grey = flatPhoto(0.5)
  const a = addGaussianNoise(grey, 25, 1).data
  expect(new Set(a).size).toBeGreaterThan(0.98 * a.length)
  expect(
    Math.abs(correlation(difference(grey, addGaussianNoise(grey, 25, 1)), difference(grey, addGaussianNoise(grey, 25, 2)))),
  ).toBeLessThan(0.03)
})
