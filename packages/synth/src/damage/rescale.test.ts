import { expect, it } from 'vitest'
import { rescale } from './rescale.ts'
import { detail, mean } from './statistics.ts'
import { testPhoto } from './test-photo.ts'

it('loses the detail that a smaller picture cannot hold, the more the smaller', () => {
  const photo = testPhoto()
  const left = (factor: number): number => detail(rescale.apply(photo, { factor, down: 'area', up: 'bilinear' }).picture)
  expect(left(1.5)).toBeLessThan(0.9 * detail(photo))
  expect(left(3)).toBeLessThan(0.92 * left(1.5))
  expect(mean(rescale.apply(photo, { factor: 3, down: 'area', up: 'bilinear' }).picture.data)).toBeCloseTo(mean(photo.data), 2)
})

it('repeats whole pixels when both ways take the nearest', () => {
  const photo = testPhoto()
  const { data } = rescale.apply(photo, { factor: 3, down: 'nearest', up: 'nearest' }).picture
  for (let x = 0; x < photo.width; x += 3) expect(data[x + 1]).toBe(data[x])
})
