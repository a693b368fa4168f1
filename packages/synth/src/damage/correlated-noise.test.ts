import { expect, it } from 'vitest'
import { correlatedNoise } from './correlated-noise.ts'
import { correlation, deviation, difference, neighbourCorrelation, third } from './statistics.ts'
import { flatPhoto } from './test-photo.ts'

const noiseOf = (radius: number, chroma: number): Float32Array => {
  const grey = flatPhoto(0.5, 240, 180)
  return difference(grey, correlatedNoise.apply(grey, { sigma: 20, radius, chroma, seed: 5 }).picture)
}
const size = { width: 240, height: 180 }

it('keeps its deviation whatever the size of its clumps', () => {
  // Clumps leave fewer independent values: 43,200 / (4π·2²) ≈ 860 at the coarsest, hence 8 %.
  for (const radius of [0, 0.5, 0.75, 1, 2]) expect(Math.abs((deviation(noiseOf(radius, 0.5)) * 255) / 20 - 1)).toBeLessThan(0.08)
})

it('ties neighbours together, the more the coarser', () => {
  const [fine, middle, coarse] = [0, 0.6, 1.8].map((radius) => neighbourCorrelation(size, noiseOf(radius, 0)))
  expect(Math.abs(fine)).toBeLessThan(0.03)
  expect(middle).toBeGreaterThan(0.3)
  expect(coarse).toBeGreaterThan(0.85)
})

it('is grey without chroma and coloured with it', () => {
  const channels = (chroma: number): number => correlation(third(noiseOf(0.5, chroma), 0), third(noiseOf(0.5, chroma), 1))
  expect(channels(0)).toBeCloseTo(1, 5)
  expect(channels(0.8)).toBeCloseTo(0.2, 1)
})
