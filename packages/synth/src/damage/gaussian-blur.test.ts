import { expect, it } from 'vitest'
import { gaussianBlur } from './gaussian-blur.ts'
import { detail, mean } from './statistics.ts'
import { flatPhoto, testPhoto } from './test-photo.ts'

it('takes detail away and leaves the mean and a flat place', () => {
  const photo = testPhoto()
  const { picture } = gaussianBlur.apply(photo, { sigma: 1.5 })
  expect(detail(picture)).toBeLessThan(0.75 * detail(photo))
  // Repeated edges weigh a little more than the rest.
  expect(mean(picture.data)).toBeCloseTo(mean(photo.data), 2)
  const flat = flatPhoto(0.3)
  expect(Math.max(...gaussianBlur.apply(flat, { sigma: 1.5 }).picture.data.map((v) => Math.abs(v - 0.3)))).toBeLessThan(1e-5)
})
