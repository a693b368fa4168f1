import { createPicture } from '@revelado/core'
import { expect, it } from 'vitest'
import { median } from './median.ts'

it('takes single pixels away, keeps a straight edge, and takes each channel for itself', () => {
  const picture = createPicture(6, 5)
  picture.data.forEach((_, i) => {
    picture.data[i] = i % 6 < 3 ? 0.25 : 0.75
  })
  const speckled = { ...picture, data: picture.data.slice() }
  for (const i of [0, 8, 30 + 16, 60 + 29]) speckled.data[i] = 1 - Math.round(speckled.data[i])
  expect(median(speckled).data).toEqual(picture.data)
})
