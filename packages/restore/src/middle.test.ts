import { createRaster, Random, resizeBilinear } from '@revelado/core'
import { describe, expect, it } from 'vitest'
import { inspect } from './inspect.ts'
import { isLarge, MIDDLE, repairMiddle } from './middle.ts'
import { settle } from './options.ts'
import { profileOf } from './profile.ts'
import { repairSettings } from './repair.ts'
import { restore } from './restore.ts'
import { standIn } from './stand-in.ts'

const [WIDTH, HEIGHT] = [1700, 60]

function striped() {
  const raster = createRaster(WIDTH, HEIGHT, 8)
  for (let i = 0; i < raster.data.length; i++) raster.data[i] = (Math.floor(i / 3) % WIDTH) % 200 < 100 ? 60 : 180
  return raster
}

describe('repairMiddle', () => {
  it('shows the tiles of a large picture what REPAIR made of it at the middle size', async () => {
    const { model, seen } = standIn()
    await restore(striped(), model)
    const [first, ...tiles] = seen.repair
    expect(first.tile.dims).toEqual([1, 3, 40, MIDDLE]) // 36 rows, on the grid of 8
    expect(tiles.length).toBeGreaterThan(0)
    const choices = settle({})
    const inspection = await inspect(striped(), model, choices)
    const { small } = await repairMiddle(
      striped(),
      inspection,
      repairSettings(striped(), inspection, choices, false, model.card),
      undefined,
      model,
    )
    expect([small.width, small.height]).toEqual([MIDDLE, 36])
    const enlarged = resizeBilinear(small, WIDTH, HEIGHT, { x: 0, y: 0, width: 300, height: 1 })
    expect(tiles[0].look.data.slice(0, 300)).toEqual(enlarged.data.slice(0, 300))
  })

  it('tells REPAIR the noise of the shrunk picture there, and of the picture itself in the tiles', async () => {
    const { model, seen } = standIn()
    const noisy = striped()
    const random = new Random('noise')
    for (let i = 0; i < noisy.data.length; i++) noisy.data[i] += Math.round(random.normal(0, 12))
    await restore(noisy, model)
    const [middle, tile] = seen.repair.map(({ profile }) => profile.data)
    expect(tile).toEqual(profileOf(noisy))
    // The median roughness of luma
    expect(middle[2]).toBeLessThan(0.95 * tile[2])
  })

  it('carries the mask, so that what is lost is painted at the middle size too', async () => {
    const { model, seen } = standIn()
    const data = new Uint8Array(WIDTH * HEIGHT).fill(255, 10 * WIDTH, 30 * WIDTH)
    await restore(striped(), model, { mask: { width: WIDTH, height: HEIGHT, data } })
    const lost = seen.repair[0].lost.data
    expect(lost[12 * MIDDLE]).toBe(1)
    expect(lost[2 * MIDDLE]).toBe(0)
  })

  it('is left out for pictures that are not large, and where nothing is repaired', async () => {
    expect(isLarge({ width: 1500, height: 1536 })).toBe(false)
    expect(isLarge({ width: 1537, height: 10 })).toBe(true)
    const { model, seen } = standIn()
    await restore(striped(), model, { strength: 0 })
    expect(seen.repair.length).toBe(0)
  })
})
