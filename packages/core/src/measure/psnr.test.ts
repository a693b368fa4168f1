import { describe, expect, test } from 'vitest'
import { STORED_PAIRS } from '../../fixtures/stored-pairs.ts'
import { createPicture } from '../picture.ts'
import { psnr, psnrChroma, psnrLuma } from './psnr.ts'

/** float32 pictures against doubles. */
const FLOAT = 1e-5
/** The stored chroma uses JFIF's coefficients, which are rounded to six digits. */
const JFIF = 1e-3

describe.each(STORED_PAIRS)('$name', (pair) => {
  test('as scikit-image', () => {
    expect(Math.abs(psnr(pair.a, pair.b) - pair.psnr)).toBeLessThan(FLOAT)
    expect(Math.abs(psnrLuma(pair.a, pair.b) - pair.psnrLuma)).toBeLessThan(FLOAT)
    expect(Math.abs(psnrChroma(pair.a, pair.b) - pair.psnrChroma)).toBeLessThan(JFIF)
  })
})

test('equal pictures, a known difference, a grey one', () => {
  const black = createPicture(4, 4)
  const grey = createPicture(4, 4)
  grey.data.fill(0.1)
  expect(psnr(black, black)).toBe(Number.POSITIVE_INFINITY)
  expect(psnr(black, grey)).toBeCloseTo(20, 5)
  expect(psnrLuma(black, grey)).toBeCloseTo(20, 5)
  expect(psnrChroma(black, grey)).toBeGreaterThan(150)
})

test('pictures that cannot be compared are refused', () => {
  expect(() => psnr(createPicture(4, 4), createPicture(4, 5))).toThrow('one size')
  expect(() => psnrLuma(createPicture(4, 4), createPicture(4, 4, 'linear'))).toThrow('one encoding')
})
