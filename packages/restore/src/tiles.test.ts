import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { planTiles } from './tiles.ts'

const side = fc.integer({ min: 1, max: 3000 })

describe('planTiles', () => {
  it('covers every pixel exactly once, with the halo inside the window or the window at the edge', () => {
    fc.assert(
      fc.property(
        side,
        side,
        fc.integer({ min: 0, max: 100 }),
        fc.integer({ min: 1 << 12, max: 1 << 18 }),
        (width, height, halo, maxPixels) => {
          const plan = planTiles(width, height, { halo, maxPixels })
          const limit = Math.max(maxPixels, (4 * Math.ceil(halo / 8) * 8) ** 2)
          const corners = new Set(plan.tiles.map(({ core }) => `${core.x},${core.y}`))
          const faults: string[] = []
          let area = 0
          for (const { window: w, core: c } of plan.tiles) {
            const [right, bottom] = [w.x + w.width, w.y + w.height]
            area += c.width * c.height
            if (c.width < 1 || c.height < 1) faults.push('empty')
            if (w.x % 8 || w.y % 8 || w.width % 8 || w.height % 8) faults.push('off the grid')
            if (w.width * w.height > limit) faults.push('too large')
            if (c.x - w.x < halo && w.x > 0) faults.push('left halo')
            if (c.y - w.y < halo && w.y > 0) faults.push('upper halo')
            if (right - c.x - c.width < halo && right !== plan.paddedWidth) faults.push('right halo')
            if (bottom - c.y - c.height < halo && bottom !== plan.paddedHeight) faults.push('lower halo')
            if (c.x + c.width < width && !corners.has(`${c.x + c.width},${c.y}`)) faults.push('gap')
          }
          expect(faults).toEqual([])
          expect(area).toBe(width * height)
          expect(corners.size).toBe(plan.tiles.length)
        },
      ),
      { numRuns: 200, seed: 1 },
    )
  })

  it('gives all windows one size', () => {
    const sizes = new Set(planTiles(5001, 3333, { halo: 60 }).tiles.map(({ window }) => `${window.width}×${window.height}`))
    expect(sizes.size).toBe(1)
  })

  it('spends at most 1.3 pixels a pixel on halos of 64 at 24 megapixels', () => {
    expect(planTiles(6000, 4000, { halo: 64 }).cost).toBeLessThanOrEqual(1.3)
  })

  it('takes a small picture in one window', () => {
    expect(planTiles(1, 1, { halo: 64 }).tiles).toEqual([
      { window: { x: 0, y: 0, width: 8, height: 8 }, core: { x: 0, y: 0, width: 1, height: 1 } },
    ])
  })

  it('takes a very long strip', () => {
    const plan = planTiles(60000, 5, { halo: 40 })
    expect(plan.cost).toBeLessThan(1.7)
  })
})
