import { expect, test } from 'vitest'
import { createPicture, type Picture } from '../picture.ts'
import { Random } from '../random.ts'
import { polarityAgreement } from './polarity-agreement.ts'

/** Grey noise of the given strength round one half. */
function noise(width: number, height: number, strength: number): Picture {
  const picture = createPicture(width, height)
  const n = width * height
  new Random('polarity').fillNormal(picture.data.subarray(0, n), 0.5, strength)
  picture.data.copyWithin(n, 0, n)
  picture.data.copyWithin(2 * n, 0, n)
  return picture
}

/** The picture turned round from column `from` on. */
function turned(picture: Picture, from = 0): Picture {
  const data = picture.data.map((v, i) => (i % picture.width >= from ? 1 - v : v))
  return { ...picture, data }
}

test('itself agrees everywhere, its negative nowhere, a half half', () => {
  const picture = noise(256, 128, 0.1)
  expect(polarityAgreement(picture, picture)).toBe(1)
  expect(polarityAgreement(turned(picture), picture)).toBe(0)
  expect(polarityAgreement(turned(picture, 128), picture)).toBe(0.5)
})

test('contrast and brightness do not matter, a flat result never agrees', () => {
  const picture = noise(256, 64, 0.1)
  expect(polarityAgreement({ ...picture, data: picture.data.map((v) => 0.3 + 0.01 * v) }, picture)).toBe(1)
  const flat = createPicture(256, 64)
  flat.data.fill(Math.fround(0.6))
  expect(polarityAgreement(flat, picture)).toBe(0)
})

test('blocks without contrast in the target are not counted', () => {
  const picture = noise(256, 64, 0.1)
  const n = 256 * 64
  picture.data.forEach((_, i) => {
    if ((i % n) % 256 >= 64) picture.data[i] = 0.5
  })
  expect(polarityAgreement(turned(picture, 32), picture)).toBe(0.5)
  const faint = noise(256, 64, 1 / 255)
  expect(polarityAgreement(faint, faint)).toBeNaN()
  const enough = noise(256, 64, 2.5 / 255)
  expect(polarityAgreement(enough, enough)).toBe(1)
})

test('measured at a long side of 256, whatever the size', () => {
  const picture = noise(512, 1024, 0.5)
  expect(polarityAgreement(turned(picture, 256), picture)).toBe(0.5)
  const small = noise(64, 32, 0.1)
  expect(polarityAgreement(turned(small, 32), small)).toBe(0.5)
})
