import { linearToSrgb, Random, srgbToLinear } from '@revelado/core'
import { expect, it } from 'vitest'
import { exposure } from './exposure.ts'
import { flatPhoto, testPhoto } from './test-photo.ts'

it('changes linear light by the stops it says', () => {
  const grey = linearToSrgb(0.18)
  for (const stops of [-2, -1, 0.5]) {
    const { picture } = exposure.apply(flatPhoto(grey), { stops, gamma: 1 })
    expect(srgbToLinear(picture.data[0]) / 0.18).toBeCloseTo(2 ** stops, 3)
  }
})

it('cuts off what becomes lighter than white, and keeps the order of tones', () => {
  expect(exposure.apply(flatPhoto(0.95), { stops: 0.7, gamma: 1 }).picture.data[0]).toBe(1)
  const { picture } = exposure.apply(testPhoto(), { stops: -1.5, gamma: 1.2 })
  const pairs = [...testPhoto().data].map((v, i) => [v, picture.data[i]] as const).sort((a, b) => a[0] - b[0])
  for (let i = 1; i < pairs.length; i++) expect(pairs[i][1]).toBeGreaterThanOrEqual(pairs[i - 1][1] - 1e-6)
})

it('is too dark four times in five', () => {
  const draws = Array.from({ length: 400 }, (_, k) => exposure.draw(new Random(k), { width: 9, height: 9, scale: 1 }))
  const dark = draws.filter(({ stops }) => stops < 0)
  expect(dark.length / draws.length).toBeGreaterThan(0.74)
  expect(dark.length / draws.length).toBeLessThan(0.86)
  for (const { stops } of draws) expect(Math.abs(stops)).toBeLessThanOrEqual(stops < 0 ? 2.2 : 0.7)
})
