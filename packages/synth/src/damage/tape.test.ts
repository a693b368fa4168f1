import { Random } from '@revelado/core'
import { expect, it } from 'vitest'
import { share } from './statistics.ts'
import { tape } from './tape.ts'
import { sizeOf, testPhoto } from './test-photo.ts'

it('loses a small part of the picture, in every draw', () => {
  const photo = testPhoto(240, 180)
  for (let k = 0; k < 6; k++) {
    const { lost, damaged } = tape.apply(photo, tape.draw(new Random(`${k}`), sizeOf(photo)))
    expect(share(lost!)).toBeGreaterThan(0.002)
    expect(share(lost!)).toBeLessThan(0.5)
    expect(share(damaged!)).toBeGreaterThanOrEqual(share(lost!))
  }
})
