import { toBytes } from '@revelado/core'
import { expect, it } from 'vitest'
import { inversion } from './inversion.ts'
import { testPhoto } from './test-photo.ts'

it('turns every value into 255 less itself, and twice into itself', () => {
  const photo = testPhoto()
  const { picture } = inversion.apply(photo, {})
  expect(toBytes(picture)).toEqual(toBytes(photo).map((v) => 255 - v))
  expect(toBytes(inversion.apply(picture, {}).picture)).toEqual(toBytes(photo))
})
