import { expect, test } from 'vitest'
import { STORED_PAIRS } from '../../fixtures/stored-pairs.ts'
import { createPicture } from '../picture.ts'
import { cast } from './cast.ts'

/** Tabulated Lab. */
const TABLES = 2e-4

test.each(STORED_PAIRS)('$name as NumPy', ({ a, b, cast: [castA, castB] }) => {
  const found = cast(b, a)
  expect(Math.abs(found.a - castA)).toBeLessThan(TABLES)
  expect(Math.abs(found.b - castB)).toBeLessThan(TABLES)
})

test('yellow over grey is a cast of b* above 0, and back below', () => {
  const grey = createPicture(2, 2)
  grey.data.fill(0.5)
  const yellow = createPicture(2, 2)
  yellow.data.fill(0.5).fill(0.4, 8)
  expect(cast(yellow, grey).b).toBeGreaterThan(5)
  expect(cast(grey, yellow).b).toBeCloseTo(-cast(yellow, grey).b, 10)
  expect(cast(grey, grey)).toEqual({ a: 0, b: 0 })
})
