import { Random } from '@revelado/core'
import { expect, it } from 'vitest'
import { hidingStains } from './hiding-stains.ts'
import { share } from './statistics.ts'
import { sizeOf, testPhoto } from './test-photo.ts'

it('loses a small part of the picture, in every draw', () => {
  const photo = testPhoto(240, 180)
  for (let k = 0; k < 6; k++) {
    const { lost, damaged } = hidingStains.apply(photo, hidingStains.draw(new Random(`${k}`), sizeOf(photo)))
    expect(share(lost!)).toBeGreaterThan(0.005)
    expect(share(lost!)).toBeLessThan(0.35)
    expect(share(damaged!)).toBeGreaterThanOrEqual(share(lost!))
  }
})

it('is opaque inside and soft at the rim', () => {
  const photo = testPhoto(240, 180)
  const { damaged } = hidingStains.apply(photo, { ...hidingStains.draw(new Random(5), sizeOf(photo)), share: 0.15, count: 1, softness: 3 })
  expect(share(damaged!, 0.99)).toBeGreaterThan(0.02)
  expect(share(damaged!, 0.02) - share(damaged!, 0.98)).toBeGreaterThan(0.005)
})
