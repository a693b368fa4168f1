import { Random } from '@revelado/core'
import { expect, it } from 'vitest'
import { scratches } from './scratches.ts'
import { changedShare, share } from './statistics.ts'
import { flatPhoto, sizeOf, testPhoto } from './test-photo.ts'

it('draws thin light or dark lines over a small share of the picture', () => {
  const photo = testPhoto(240, 180)
  for (let k = 0; k < 6; k++) {
    const { picture, damaged } = scratches.apply(photo, scratches.draw(new Random(k), sizeOf(photo)))
    expect(changedShare(photo, picture)).toBeLessThan(0.35)
    expect(share(damaged!)).toBeGreaterThan(0)
  }
})

it('is as deep as told', () => {
  const line = { count: 5, width: 6, length: 100, angle: 0.3, spread: 0, colour: [1, 1, 1] as const, seed: 4 }
  const [half, full] = [0.5, 1].map((depth) =>
    scratches.apply(flatPhoto(0), { ...line, depth }).picture.data.reduce((a, b) => Math.max(a, b)),
  )
  expect(half).toBeLessThanOrEqual(0.5)
  expect(half / full).toBeCloseTo(0.5, 5)
})
