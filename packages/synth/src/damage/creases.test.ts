import { Random } from '@revelado/core'
import { expect, it } from 'vitest'
import { creases } from './creases.ts'
import { share } from './statistics.ts'
import { sizeOf, testPhoto } from './test-photo.ts'

const photo = testPhoto(240, 180)
const drawn = (seed: number) => creases.draw(new Random(seed), sizeOf(photo))

it('loses a small part of the picture, and touches more', () => {
  const shares = Array.from({ length: 40 }, (_, k) => {
    const { lost, damaged } = creases.apply(photo, drawn(k))
    expect(share(damaged!)).toBeGreaterThanOrEqual(0.9 * share(lost!))
    return share(lost!)
  })
  expect(Math.max(...shares)).toBeLessThan(0.35)
  expect(shares.filter((s) => s > 0.001).length).toBeGreaterThan(30)
})

it('begins at an edge', () => {
  for (let k = 0; k < 20; k++) {
    const { damaged } = creases.apply(photo, { ...drawn(k), count: 1, branches: 0, flecks: 0, width: 4, shade: 0 })
    const touched = [...damaged!.data.keys()].filter((i) => damaged!.data[i] > 0.1)
    const near = (i: number): boolean => i % 240 < 4 || i % 240 > 235 || i < 4 * 240 || i >= 176 * 240
    expect(touched.some(near)).toBe(true)
  }
})

/** Mean share that ten creases touch which differ from usual ones as said. */
function touched(change: Partial<ReturnType<typeof drawn>>): number {
  const plain = { count: 3, width: 2, branches: 0, flecks: 0, shade: 0, soft: false }
  const shares = Array.from({ length: 10 }, (_, k) => share(creases.apply(photo, { ...drawn(k), ...plain, ...change }).damaged!))
  return shares.reduce((a, b) => a + b) / shares.length
}

it('is jagged: longer than the straight line between its ends', () => {
  expect(touched({ jagged: 0.07 })).toBeGreaterThan(1.05 * touched({ jagged: 0 }))
})

it('has branches and flecks beside the line', () => {
  expect(touched({ branches: 6 })).toBeGreaterThan(1.15 * touched({}))
  expect(touched({ flecks: 0.15 })).toBeGreaterThan(1.05 * touched({}))
})

it('leaves what it does not touch as it was', () => {
  const { picture, damaged } = creases.apply(photo, { ...drawn(2), shade: 0 })
  const n = 240 * 180
  for (let i = 0; i < n; i++) if (damaged!.data[i] === 0) expect(picture.data[i]).toBe(photo.data[i])
})
