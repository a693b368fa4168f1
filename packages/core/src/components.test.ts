import { describe, expect, it } from 'vitest'
import { components } from './components.ts'
import { createPlane, type Plane } from './picture.ts'
import { Random } from './random.ts'
import { widenPlane } from './widen.ts'

const sorted = (regions: number[][]): number[][] => regions.map((region) => [...region].sort((a, b) => a - b))

/** Grown step by step from one pixel, within what is large enough, until nothing more joins. */
function grown(plane: Plane, from: number, least: number): number[] {
  let now = plane.data.map((_, i) => (i === from ? 1 : 0))
  for (;;) {
    const wider = widenPlane(createPlane(plane.width, plane.height, now), 1).data.map((v, i) => (plane.data[i] >= least ? v : 0))
    if (wider.every((v, i) => v === now[i])) return [...now.entries()].filter(([, v]) => v === 1).map(([i]) => i)
    now = wider
  }
}

describe('components', () => {
  it('joins side by side and corner to corner, not around the edges', () => {
    const plane = createPlane(4, 3)
    plane.data.set([1, 1, 0, 0, 0, 0, 1, 0, 1, 0, 0, 1])
    expect(sorted(components(plane, 0.5))).toEqual([[0, 1, 6, 11], [8]])
  })

  it('counts what is exactly as large, and nothing that is not a number', () => {
    const plane = createPlane(3, 1, Float32Array.of(0.5, Number.NaN, 0.4))
    expect(components(plane, 0.5)).toEqual([[0]])
  })

  it('covers what is large enough once, region by region as they grow from their first pixels', () => {
    const random = new Random('components')
    const plane = createPlane(40, 30)
    for (let i = 0; i < plane.data.length; i++) plane.data[i] = random.uniform()
    const regions = components(plane, 0.7)
    expect(regions.flat().length).toBe(plane.data.filter((v) => v >= 0.7).length)
    for (const region of regions) expect([...region].sort((a, b) => a - b)).toEqual(grown(plane, region[0], 0.7))
  })
})
