import { Random } from '@revelado/core'
import { expect, it } from 'vitest'
import { bwConversion } from './bw-conversion.ts'
import { deviation, third } from './statistics.ts'
import { flatPhoto, testPhoto } from './test-photo.ts'

it('gives one grey for all channels, weighted as told', () => {
  const { data } = bwConversion.apply(flatPhoto([0.8, 0.4, 0.2]), { weights: [0.5, 0.3, 0.2], linear: false, contrast: 1 }).picture
  expect(third(data, 0)[0]).toBeCloseTo(0.56, 6)
  expect(third(data, 1)[0]).toBe(third(data, 0)[0])
  expect(third(data, 2)[0]).toBe(third(data, 0)[0])
})

it('leaves a grey picture alone but for contrast, in code values and in light', () => {
  for (const linear of [false, true])
    expect(bwConversion.apply(flatPhoto(0.4), { weights: [0.2, 0.7, 0.1], linear, contrast: 1 }).picture.data[0]).toBeCloseTo(0.4, 3)
})

it('spreads tones with more contrast and keeps black, middle and white', () => {
  const photo = testPhoto()
  const grey = (contrast: number) => bwConversion.apply(photo, { weights: [0.3, 0.6, 0.1], linear: false, contrast }).picture.data
  expect(deviation(grey(1.25))).toBeGreaterThan(1.05 * deviation(grey(1)))
  for (const v of [0, 0.5, 1])
    expect(bwConversion.apply(flatPhoto(v), { weights: [1, 0, 0], linear: false, contrast: 1.25 }).picture.data[0]).toBeCloseTo(v, 3)
})

it('draws weights that sum to 1', () => {
  for (let k = 0; k < 100; k++) {
    const { weights } = bwConversion.draw(new Random(k), { width: 9, height: 9, scale: 1 })
    expect(weights[0] + weights[1] + weights[2]).toBeCloseTo(1, 9)
    expect(Math.min(...weights)).toBeGreaterThanOrEqual(0)
  }
})
