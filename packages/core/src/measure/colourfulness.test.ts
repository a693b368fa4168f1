import { expect, test } from 'vitest'
import { STORED_PAIRS } from '../../fixtures/stored-pairs.ts'
import { toLinear } from '../colour.ts'
import { createPicture } from '../picture.ts'
import { colourfulness } from './colourfulness.ts'

/** float32 pictures on a scale of 255. */
const FLOAT = 1e-3

test.each(STORED_PAIRS)('$name as NumPy', ({ b, colourfulness: stored }) => {
  expect(Math.abs(colourfulness(b) - stored)).toBeLessThan(FLOAT)
  expect(Math.abs(colourfulness(toLinear(b)) - stored)).toBeLessThan(FLOAT)
})

test('grey has none; pure red by hand', () => {
  const grey = createPicture(3, 3)
  grey.data.fill(0.4)
  expect(colourfulness(grey)).toBe(0)
  const red = createPicture(2, 1, 'srgb', Float32Array.of(1, 1, 0, 0, 0, 0))
  expect(colourfulness(red)).toBeCloseTo(255 * 0.3 * Math.sqrt(1 + 0.25), 6)
})
