import { expect, test } from 'vitest'
import { STORED_PAIRS } from '../../fixtures/stored-pairs.ts'
import { createPicture } from '../picture.ts'
import { deltaE2000, deltaE2000Plane } from './delta-e.ts'

/** Tabulated Lab (1e-4) and float32, through the slopes of CIEDE2000. */
const TABLES = 2e-3

test.each(STORED_PAIRS)('$name as scikit-image', ({ a, b, deltaE }) => {
  const found = deltaE2000(a, b)
  expect(Math.abs(found.mean - deltaE.mean)).toBeLessThan(TABLES)
  expect(Math.abs(found.max - deltaE.max)).toBeLessThan(TABLES)
  // The stored median of an even count lies between two pixels, ours is one of them.
  expect(Math.abs(found.median - deltaE.median)).toBeLessThan(0.2)
  expect(found.median).toBeLessThan(found.percentile90)
  expect(found.percentile90).toBeLessThanOrEqual(found.max)
})

test('equal pictures do not differ; one pixel is its own median', () => {
  const one = createPicture(1, 1, 'srgb', Float32Array.of(1, 0, 0))
  const other = createPicture(1, 1, 'srgb', Float32Array.of(0, 0, 1))
  expect(deltaE2000(one, one)).toEqual({ mean: 0, median: 0, percentile90: 0, max: 0 })
  const { mean, median, max } = deltaE2000(one, other)
  expect([median, max]).toEqual([mean, mean])
  expect(deltaE2000Plane(one, other).data[0]).toBe(mean)
  // Red against blue in sRGB.
  expect(mean).toBeCloseTo(52.88, 1)
})
