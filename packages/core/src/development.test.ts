import { expect, test } from 'vitest'
import { applyDevelopment, IDENTITY_DEVELOPMENT, INVERSION_DEVELOPMENT } from './development.ts'
import { createPicture } from './picture.ts'
import { Random } from './random.ts'

/** float32 rounding of values up to about 4. */
const FLOAT = 5e-7

const random = new Random('development')
const picture = createPicture(33, 21)
random.fillUniform(picture.data)
picture.data.set([0, 1, 0.125, 0.5, Math.fround(0.1), 1 / 255])

test('the identity changes no bit', () => {
  expect(applyDevelopment(picture, IDENTITY_DEVELOPMENT).data).toEqual(picture.data)
})

test('the inversion is 1 − x exactly', () => {
  expect(applyDevelopment(picture, INVERSION_DEVELOPMENT).data).toEqual(picture.data.map((v) => 1 - v))
})

/** Straight from the definition, by searching the interval. */
function curve(knots: Float32Array, low: number, high: number, x: number): number {
  const step = (high - low) / (knots.length - 1)
  const v = Math.min(high, Math.max(low, x))
  let k = 0
  while (k < knots.length - 2 && v >= low + (k + 1) * step) k++
  const share = (v - low - k * step) / step
  return (1 - share) * knots[k] + share * knots[k + 1]
}

test('an arbitrary development agrees with the definition, outside 0..1 too', () => {
  const wide = createPicture(40, 30, 'linear')
  random.fillUniform(wide.data, -0.5, 1.5)
  const p = new Float32Array(78)
  random.fillUniform(p, -1, 2)
  const out = applyDevelopment(wide, p)
  const n = 1200
  let most = 0
  for (let i = 0; i < n; i++) {
    const first = [0, 1, 2].map((c) => curve(p.subarray(9 * c, 9 * c + 9), 0, 1, wide.data[c * n + i]))
    for (let c = 0; c < 3; c++) {
      const mixed = p[27 + 3 * c] * first[0] + p[28 + 3 * c] * first[1] + p[29 + 3 * c] * first[2] + p[36 + c]
      const y = curve(p.subarray(39 + 13 * c, 52 + 13 * c), -0.5, 1.5, mixed)
      // The mixed value is rounded to float32 before the last curve, whose slope is up to 18.
      most = Math.max(most, Math.abs(out.data[c * n + i] - y))
    }
  }
  expect(most).toBeLessThan(18 * FLOAT)
  expect(out.encoding).toBe('linear')
})

test('the result is not clamped, the inputs of the last curve are', () => {
  const p = IDENTITY_DEVELOPMENT.slice()
  p.fill(0, 27, 39)
  p[36] = 5
  p[37] = -5
  p[39 + 12] = 3
  const out = applyDevelopment(createPicture(1, 1), p)
  expect([...out.data]).toEqual([3, -0.5, 0])
})

test('another count of numbers is refused', () => {
  expect(() => applyDevelopment(picture, new Float32Array(77))).toThrow('expected 78 numbers')
})
