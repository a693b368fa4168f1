import { expect, it } from 'vitest'
import { motionBlur } from './motion-blur.ts'
import { detail, mean } from './statistics.ts'
import { flatPhoto, testPhoto } from './test-photo.ts'

it('takes detail away and leaves the mean and a flat place', () => {
  const photo = testPhoto()
  const { picture } = motionBlur.apply(photo, { length: 7, angle: 0 })
  expect(detail(picture)).toBeLessThan(0.75 * detail(photo))
  // Repeated edges weigh a little more than the rest.
  expect(mean(picture.data)).toBeCloseTo(mean(photo.data), 2)
  const flat = flatPhoto(0.3)
  expect(Math.max(...motionBlur.apply(flat, { length: 7, angle: 0 }).picture.data.map((v) => Math.abs(v - 0.3)))).toBeLessThan(1e-5)
})

it('blurs along its line only', () => {
  const photo = testPhoto()
  const turned = motionBlur.apply(photo, { length: 7, angle: Math.PI / 2 }).picture
  const along = motionBlur.apply(photo, { length: 7, angle: 0 }).picture
  expect(detail(turned)).toBeGreaterThan(1.15 * detail(along))
})
