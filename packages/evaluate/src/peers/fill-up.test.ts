import { createPicture } from '@revelado/core'
import { expect, it } from 'vitest'
import { fillUp } from './fill-up.ts'

it('mirrors without doubling the rim', () => {
  const small = createPicture(
    3,
    2,
    'srgb',
    Float32Array.from({ length: 18 }, (_, i) => i / 20),
  )
  const [toWidth, toHeight] = [8, 5]
  const { width, height, data } = fillUp(small, toWidth, toHeight)
  expect([width, height]).toEqual([toWidth, toHeight])
  const row = (c: number, y: number) => {
    const from = (c * toHeight + y) * toWidth
    return [...data.subarray(from, from + 6)].map((v) => Math.round(v * 20))
  }
  expect(row(0, 0)).toEqual([0, 1, 2, 1, 0, 1])
  expect(row(0, 1)).toEqual([3, 4, 5, 4, 3, 4])
  expect(row(2, 2)).toEqual([12, 13, 14, 13, 12, 13])
})
