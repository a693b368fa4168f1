import { expect, test } from 'vitest'
import { ReveladoError } from './errors.ts'
import { channel, copyPicture, createPicture, createPlane, cropPicture, cropPlane, fromBytes, toBytes } from './picture.ts'

test('bytes survive a round trip, planar inside', () => {
  const bytes = Uint8Array.from({ length: 768 }, (_, i) => (i * 7) & 255)
  const picture = fromBytes(16, 16, bytes)
  expect(picture.data[256 + 1]).toBe(Math.fround(bytes[4] / 255))
  expect(toBytes(picture)).toEqual(bytes)
})

test('toBytes clamps and takes not-a-number for black', () => {
  expect([...toBytes(createPicture(1, 1, 'srgb', Float32Array.of(-0.1, 1.7, Number.NaN)))]).toEqual([0, 255, 0])
})

test('a channel shares memory, a copy does not', () => {
  const picture = createPicture(2, 1)
  channel(picture, 1).data[1] = 0.5
  expect(picture.data[3]).toBe(0.5)
  copyPicture(picture).data[3] = 0.7
  expect(picture.data[3]).toBe(0.5)
})

test('crops of pictures and planes', () => {
  const picture = createPicture(
    3,
    2,
    'linear',
    Float32Array.from({ length: 18 }, (_, i) => i),
  )
  const part = cropPicture(picture, 1, 1, 2, 1)
  expect([...part.data]).toEqual([4, 5, 10, 11, 16, 17])
  expect(part.encoding).toBe('linear')
  expect([...cropPlane(channel(picture, 2), 0, 0, 1, 2).data]).toEqual([12, 15])
  expect(() => cropPlane(channel(picture, 2), 2, 0, 2, 1)).toThrow(ReveladoError)
})

test('sizes that cannot be are refused', () => {
  expect(() => createPicture(0, 1)).toThrow('at least 1 pixel')
  expect(() => createPicture(1.5, 1)).toThrow('at least 1 pixel')
  expect(() => createPlane(2, 2, new Float32Array(3))).toThrow('expected 4 values')
  expect(() => fromBytes(1, 1, new Uint8Array(4))).toThrow('expected 3 bytes')
})
