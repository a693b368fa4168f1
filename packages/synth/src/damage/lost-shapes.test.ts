import { expect, it } from 'vitest'
import { lostShapes } from './lost-shapes.ts'
import { mean, share } from './statistics.ts'
import { testPhoto } from './test-photo.ts'

it('takes about the share it was told, in the colour it was told', () => {
  const photo = testPhoto(240, 180)
  const paint = { colour: [0.9, 0.1, 0.5], texture: 'plain', amount: 0, seed: 0 } as const
  const shares = Array.from({ length: 30 }, (_, k) => {
    const { picture, lost } = lostShapes.apply(photo, { share: 0.1, count: 6, shape: 'any', paint, seed: k })
    const inside = lost!.data.indexOf(1)
    expect(picture.data[inside]).toBeCloseTo(0.9, 0)
    return share(lost!)
  })
  // Shapes overlap and hang over the edge, so a little less than told is usual.
  expect(mean(shares)).toBeGreaterThan(0.06)
  expect(mean(shares)).toBeLessThan(0.125)
})
