import { expect, it } from 'vitest'
import { stains } from './stains.ts'
import { correlation, mean } from './statistics.ts'
import { testPhoto } from './test-photo.ts'

it('tints what is under it and lets it be seen', () => {
  const photo = testPhoto()
  const { picture, damaged } = stains.apply(photo, {
    count: 3,
    radius: 25,
    tint: [0.9, 0.75, 0.4],
    strength: 0.8,
    rim: 0.5,
    softness: 0.05,
    seed: 2,
  })
  const inside = [...damaged!.data.keys()].filter((i) => damaged!.data[i] > 0.4)
  expect(inside.length).toBeGreaterThan(300)
  const n = damaged!.data.length
  const of = (data: Float32Array, c: number): number[] => inside.map((i) => data[c * n + i])
  const kept = [0, 2].map((c) => mean(of(picture.data, c)) / mean(of(photo.data, c)))
  expect(kept[1]).toBeLessThan(kept[0] - 0.15)
  expect(correlation(of(picture.data, 1), of(photo.data, 1))).toBeGreaterThan(0.8)
})
