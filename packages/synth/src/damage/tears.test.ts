import { Random } from '@revelado/core'
import { expect, it } from 'vitest'
import { share } from './statistics.ts'
import { tears } from './tears.ts'
import { sizeOf, testPhoto } from './test-photo.ts'

it('loses a small part of the picture, in every draw', () => {
  const photo = testPhoto(240, 180)
  for (let k = 0; k < 6; k++) {
    const { lost, damaged } = tears.apply(photo, tears.draw(new Random(`${k}`), sizeOf(photo)))
    expect(share(lost!)).toBeGreaterThan(0.0003)
    expect(share(lost!)).toBeLessThan(0.25)
    expect(share(damaged!)).toBeGreaterThanOrEqual(share(lost!))
  }
})

it('starts at the border', () => {
  const photo = testPhoto(240, 180)
  const { lost } = tears.apply(photo, { ...tears.draw(new Random(3), sizeOf(photo)), count: 1, width: 9 })
  const edge = [...lost!.data.keys()].filter((i) => i % 240 < 3 || i % 240 > 236 || i < 3 * 240 || i >= 177 * 240)
  expect(edge.some((i) => lost!.data[i] === 1)).toBe(true)
})
