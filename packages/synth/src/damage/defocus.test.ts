import { expect, it } from 'vitest'
import { defocus } from './defocus.ts'
import { detail, mean } from './statistics.ts'
import { flatPhoto, testPhoto } from './test-photo.ts'

it('takes detail away and leaves the mean and a flat place', () => {
  const photo = testPhoto()
  const { picture } = defocus.apply(photo, { radius: 2.5 })
  // How much is left depends on how fine the made picture is: about three quarters here.
  expect(detail(picture)).toBeLessThan(0.85 * detail(photo))
  // Repeated edges weigh a little more than the rest.
  expect(mean(picture.data)).toBeCloseTo(mean(photo.data), 2)
  const flat = flatPhoto(0.3)
  expect(Math.max(...defocus.apply(flat, { radius: 2.5 }).picture.data.map((v) => Math.abs(v - 0.3)))).toBeLessThan(1e-5)
})

it('spreads a point over a disc', () => {
  const point = flatPhoto(0, 21, 21)
  point.data[10 * 21 + 10] = 1
  const { data } = defocus.apply(point, { radius: 3 }).picture
  // The disc's area is π·3² = 28.3 pixels; inside it is flat.
  expect(data[10 * 21 + 10]).toBeCloseTo(1 / 28.3, 2)
  expect(data[10 * 21 + 12]).toBeCloseTo(data[10 * 21 + 10], 6)
  expect(data[10 * 21 + 14]).toBe(0)
})
