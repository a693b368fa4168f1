import { expect, it } from 'vitest'
import { createPlane } from './picture.ts'
import { widenPlane } from './widen.ts'

it('marks the square around every pixel that is marked, and nothing else', () => {
  const plane = createPlane(9, 7)
  plane.data[3 * 9 + 4] = 0.2
  plane.data[0] = 1
  const wide = widenPlane(plane, 2)
  for (let y = 0; y < 7; y++)
    for (let x = 0; x < 9; x++) {
      const near = (Math.abs(x - 4) <= 2 && Math.abs(y - 3) <= 2) || (x <= 2 && y <= 2)
      expect(wide.data[y * 9 + x], `${x}, ${y}`).toBe(near ? 1 : 0)
    }
})

it('with a radius of 0 only says what is marked', () => {
  const plane = createPlane(3, 1, Float32Array.of(0, 0.3, 1))
  expect([...widenPlane(plane, 0).data]).toEqual([0, 1, 1])
})
