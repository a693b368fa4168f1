import { Random } from '@revelado/core'
import { expect, it } from 'vitest'
import { folds } from './folds.ts'
import { share } from './statistics.ts'
import { sizeOf, testPhoto } from './test-photo.ts'

it('loses a small part of the picture, in every draw', () => {
  const photo = testPhoto(240, 180)
  for (let k = 0; k < 6; k++) {
    const { lost, damaged } = folds.apply(photo, folds.draw(new Random(`${k}`), sizeOf(photo)))
    expect(share(lost!)).toBeGreaterThan(0.004)
    expect(share(lost!)).toBeLessThan(0.3)
    expect(share(damaged!)).toBeGreaterThanOrEqual(share(lost!))
  }
})

it('goes from border to border', () => {
  const photo = testPhoto(240, 180)
  const { damaged } = folds.apply(photo, { ...folds.draw(new Random(3), sizeOf(photo)), count: 1, width: 4, shadow: 0 })
  const touched = [...damaged!.data.keys()].filter((i) => damaged!.data[i] > 0.2)
  const borders = touched.filter((i) => i % 240 === 0 || i % 240 === 239 || i < 240 || i >= 179 * 240)
  expect(borders.length).toBeGreaterThan(1)
})
