import { expect, it } from 'vitest'
import { saltAndPepper } from './salt-and-pepper.ts'
import { changedShare, share } from './statistics.ts'
import { flatPhoto } from './test-photo.ts'

/** 10,800 pixels, a share of 5 %: deviation of the share 0.2 %; four of them. */
const TOLERANCE = 0.0084

it('turns the share asked for into white and black, evenly', () => {
  const grey = flatPhoto(0.5)
  const { picture, damaged } = saltAndPepper.apply(grey, { share: 0.05, each: false, salt: 0.5, seed: 2 })
  expect(Math.abs(changedShare(grey, picture) - 0.05)).toBeLessThan(TOLERANCE)
  expect(share(damaged!)).toBe(changedShare(grey, picture))
  expect(new Set(picture.data)).toEqual(new Set([0, 0.5, 1]))
  expect(picture.data.filter((v) => v === 1).length / picture.data.length).toBeCloseTo(0.025, 1)
})

it('can strike each channel alone', () => {
  const grey = flatPhoto(0.5)
  const { picture } = saltAndPepper.apply(grey, { share: 0.05, each: true, salt: 1, seed: 2 })
  expect(Math.abs(changedShare(grey, picture) - (1 - 0.95 ** 3))).toBeLessThan(2 * TOLERANCE)
})
