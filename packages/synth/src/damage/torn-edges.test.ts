import { Random } from '@revelado/core'
import { expect, it } from 'vitest'
import { share } from './statistics.ts'
import { sizeOf, testPhoto } from './test-photo.ts'
import { tornEdges } from './torn-edges.ts'

it('loses a small part of the picture, in every draw', () => {
  const photo = testPhoto(240, 180)
  for (let k = 0; k < 6; k++) {
    const { lost, damaged } = tornEdges.apply(photo, tornEdges.draw(new Random(`${k}`), sizeOf(photo)))
    expect(share(lost!)).toBeGreaterThan(0.003)
    expect(share(lost!)).toBeLessThan(0.5)
    expect(share(damaged!)).toBeGreaterThanOrEqual(share(lost!))
  }
})

it('takes from the border and leaves the middle', () => {
  const photo = testPhoto(240, 180)
  for (let k = 0; k < 10; k++) {
    const { lost } = tornEdges.apply(photo, tornEdges.draw(new Random(k), sizeOf(photo)))
    expect(lost!.data[90 * 240 + 120]).toBe(0)
  }
})
