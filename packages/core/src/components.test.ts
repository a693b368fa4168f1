import { describe, expect, it } from 'vitest'
import { components } from './components.ts'
import { hysteresis } from './hysteresis.ts'
import { createPlane } from './picture.ts'
import { Random } from './random.ts'

const sorted = (regions: number[][]): number[][] => regions.map((region) => [...region].sort((a, b) => a - b))

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

  it('covers what is large enough once, region by region as hysteresis grows them', () => {
    const random = new Random('components')
    const plane = createPlane(40, 30)
    for (let i = 0; i < plane.data.length; i++) plane.data[i] = random.uniform()
    const regions = components(plane, 0.7)
    expect(regions.flat().length).toBe(plane.data.filter((v) => v >= 0.7).length)
    for (const region of regions) {
      const seed = createPlane(40, 30, plane.data.slice())
      seed.data[region[0]] = 2
      const grown = [...hysteresis(seed, 0.7, 1.5).data.entries()].filter(([, v]) => v === 1).map(([i]) => i)
      expect(grown).toEqual([...region].sort((a, b) => a - b))
    }
  })
})
