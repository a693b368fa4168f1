import { expect, test } from 'vitest'
import { STORED_PAIRS } from '../../fixtures/stored-pairs.ts'
import { createPicture } from '../picture.ts'
import { ssim } from './ssim.ts'

/** float32 pictures against doubles; the promise is 1e-4. */
const FLOAT = 1e-6

test.each(STORED_PAIRS)('$name as scikit-image', (pair) => {
  expect(Math.abs(ssim(pair.a, pair.b) - pair.ssim)).toBeLessThan(FLOAT)
  expect(ssim(pair.b, pair.a)).toBeCloseTo(ssim(pair.a, pair.b), 12)
  expect(ssim(pair.a, pair.a)).toBeCloseTo(1, 12)
})

test('pictures smaller than the window are refused', () => {
  expect(() => ssim(createPicture(10, 40), createPicture(10, 40))).toThrow('at least 11 × 11')
})
