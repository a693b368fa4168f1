import { describe, expect, it } from 'vitest'
import { hysteresis } from './hysteresis.ts'
import { createPlane, type Plane } from './picture.ts'
import { Random } from './random.ts'
import { widenPlane } from './widen.ts'

const [LOW, HIGH] = [0.4, 0.8]

/** Grown pixel by pixel from what is sure, within what is likely, until nothing more joins. */
function grown(plane: Plane): Float32Array {
  const above = (limit: number) => plane.data.map((v) => (v >= limit ? 1 : 0))
  const likely = above(LOW)
  let now = above(HIGH)
  for (;;) {
    const wider = widenPlane(createPlane(plane.width, plane.height, now), 1).data.map((v, i) => v * likely[i])
    if (wider.every((v, i) => v === now[i])) return now
    now = wider
  }
}

describe('hysteresis', () => {
  it('follows what is likely from what is sure, and leaves what is only likely', () => {
    const plane = createPlane(7, 3)
    plane.data.set([0.9, 0.5, 0.5, 0.3, 0.5, 0.5, 0], 0)
    plane.data.set([0, 0, 0, 0.5, 0, 0, 0], 7)
    expect([...hysteresis(plane, LOW, HIGH).data.subarray(0, 14)]).toEqual([1, 1, 1, 0, 1, 1, 0, 0, 0, 0, 1, 0, 0, 0])
    plane.data[10] = 0.3
    expect([...hysteresis(plane, LOW, HIGH).data.subarray(0, 7)]).toEqual([1, 1, 1, 0, 0, 0, 0])
  })

  it.each([
    [1, 1],
    [40, 30],
    [17, 64],
  ])('is what grows pixel by pixel (%i × %i)', (width, height) => {
    const random = new Random(`${width} × ${height}`)
    const plane = createPlane(width, height)
    for (let i = 0; i < plane.data.length; i++) plane.data[i] = random.uniform() ** 2
    expect(hysteresis(plane, LOW, HIGH).data).toEqual(grown(plane))
  })

  it('is one threshold where both are the same', () => {
    const random = new Random('same')
    const plane = createPlane(20, 20)
    for (let i = 0; i < plane.data.length; i++) plane.data[i] = random.uniform()
    expect(hysteresis(plane, HIGH, HIGH).data).toEqual(plane.data.map((v) => (v >= HIGH ? 1 : 0)))
  })
})
