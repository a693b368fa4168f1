import { Random } from '@revelado/core'
import { expect, it } from 'vitest'
import { cracks } from './cracks.ts'
import { share } from './statistics.ts'
import { sizeOf, testPhoto } from './test-photo.ts'

it('loses a small part of the picture, in every draw', () => {
  const photo = testPhoto(240, 180)
  for (let k = 0; k < 6; k++) {
    const { lost, damaged } = cracks.apply(photo, cracks.draw(new Random(`${k}`), sizeOf(photo)))
    expect(share(lost!)).toBeGreaterThan(0.003)
    expect(share(lost!)).toBeLessThan(0.5)
    expect(share(damaged!)).toBeGreaterThanOrEqual(share(lost!))
  }
})

it('is a network: thin, and spread over the picture', () => {
  const photo = testPhoto(240, 180)
  const parameters = { ...cracks.draw(new Random(3), sizeOf(photo)), share: 1, cell: 20, width: 2 }
  const { damaged } = cracks.apply(photo, parameters)
  for (let y = 0; y < 3; y++)
    for (let x = 0; x < 4; x++) {
      let hit = false
      for (let v = 0; v < 60; v++) for (let u = 0; u < 60; u++) hit ||= damaged!.data[(60 * y + v) * 240 + 60 * x + u] > 0
      expect(hit).toBe(true)
    }
  expect(share(damaged!)).toBeLessThan(0.4)
})
