import { expect, it } from 'vitest'
import { lowContrast } from './low-contrast.ts'
import { deviation, third } from './statistics.ts'
import { flatPhoto, testPhoto } from './test-photo.ts'

it('shrinks every deviation by the same factor, and puts black and white where told', () => {
  const photo = testPhoto()
  const { picture } = lowContrast.apply(photo, { black: 0.2, white: 0.7 })
  for (const c of [0, 1, 2]) expect(deviation(third(picture.data, c)) / deviation(third(photo.data, c))).toBeCloseTo(0.5, 4)
  expect(lowContrast.apply(flatPhoto(0), { black: 0.2, white: 0.7 }).picture.data[0]).toBeCloseTo(0.2, 6)
  expect(lowContrast.apply(flatPhoto(1), { black: 0.2, white: 0.7 }).picture.data[0]).toBeCloseTo(0.7, 6)
})
