import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { openPlane } from './opening.ts'
import { createPlane } from './picture.ts'

interface Stored {
  readonly width: number
  readonly height: number
  readonly plane: readonly number[]
  readonly opened: readonly { readonly radius: number; readonly values: readonly number[] }[]
}

const stored: Stored = JSON.parse(readFileSync(new URL('../fixtures/opening.json', import.meta.url), 'utf8'))
const plane = createPlane(stored.width, stored.height, Float32Array.from(stored.plane))

describe('openPlane', () => {
  it('agrees with SciPy', () => {
    for (const { radius, values } of stored.opened) expect([...openPlane(plane, radius).data]).toEqual(values)
  })

  it('with no radius changes nothing, and opened once more neither', () => {
    expect(openPlane(plane, 0).data).toEqual(plane.data)
    const once = openPlane(plane, 3)
    expect(openPlane(once, 3).data).toEqual(once.data)
  })

  it('takes away lines and leaves what is as wide as the square', () => {
    const drawn = createPlane(20, 20)
    for (let i = 0; i < 20; i++) drawn.data[20 * 3 + i] = 5
    for (let y = 10; y < 15; y++) for (let x = 10; x < 15; x++) drawn.data[20 * y + x] = 2
    const { data } = openPlane(drawn, 2)
    expect(data[20 * 3 + 9]).toBe(0)
    expect([data[20 * 10 + 10], data[20 * 14 + 14], data[20 * 12 + 9]]).toEqual([2, 2, 0])
  })

  it('survives planes smaller than the square', () => {
    expect([...openPlane(createPlane(2, 1, Float32Array.of(3, 1)), 4).data]).toEqual([1, 1])
  })
})
