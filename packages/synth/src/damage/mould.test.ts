import { Random } from '@revelado/core'
import { expect, it } from 'vitest'
import { mould } from './mould.ts'
import { share } from './statistics.ts'
import { sizeOf, testPhoto } from './test-photo.ts'

it('loses a small part of the picture, in every draw', () => {
  const photo = testPhoto(240, 180)
  for (let k = 0; k < 6; k++) {
    const { lost, damaged } = mould.apply(photo, mould.draw(new Random(`${k}`), sizeOf(photo)))
    expect(share(lost!)).toBeGreaterThan(0.005)
    expect(share(lost!)).toBeLessThan(0.35)
    expect(share(damaged!)).toBeGreaterThanOrEqual(share(lost!))
  }
})

it('covers about the share told', () => {
  const photo = testPhoto(240, 180)
  const parameters = mould.draw(new Random(5), sizeOf(photo))
  for (const wanted of [0.03, 0.12]) expect(share(mould.apply(photo, { ...parameters, share: wanted }).lost!)).toBeCloseTo(wanted, 1)
})
