import { density, srgbToLinear } from '@revelado/core'
import { expect, it } from 'vitest'
import { fading } from './fading.ts'
import { third } from './statistics.ts'
import { flatPhoto } from './test-photo.ts'

it('thins each dye by its own factor: densities shrink, white stays', () => {
  const keep = [0.5, 0.8, 1] as const
  const faded = (value: number): number[] => {
    const { data } = fading.apply(flatPhoto(value), { keep, base: [0, 0, 0], floor: [0, 0, 0] }).picture
    return [0, 1, 2].map((c) => density(srgbToLinear(third(data, c)[0])))
  }
  const before = density(srgbToLinear(0.3))
  // The table is interpolated between 1,020 steps; densities come back within 0.002.
  keep.forEach((share, c) => {
    expect(faded(0.3)[c]).toBeCloseTo(share * before, 2)
  })
  expect(Math.max(...faded(1).map(Math.abs))).toBeLessThan(1e-5)
})

it('yellows the base and lifts black', () => {
  const parameters = { keep: [1, 1, 1], base: [0, 0.05, 0.2], floor: [0.1, 0.1, 0.1] } as const
  const white = fading.apply(flatPhoto(1), parameters).picture.data
  expect(third(white, 0)[0]).toBeGreaterThan(third(white, 2)[0] + 0.1)
  expect(fading.apply(flatPhoto(0), parameters).picture.data[0]).toBeGreaterThan(0.1)
})
