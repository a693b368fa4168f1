import { createRaster } from '@revelado/core'
import { describe, expect, it } from 'vitest'
import { restore } from './restore.ts'
import { standIn } from './stand-in.ts'
import { survey } from './survey.ts'

describe('survey', () => {
  it('says of a small picture what restoring says', async () => {
    const raster = createRaster(90, 70)
    for (let i = 0; i < raster.data.length; i++) raster.data[i] = (i * 7919) % 256
    const { model, seen } = standIn({ probabilities: [0.2, 1, 0, 0] })
    expect((await survey(raster, model)).record).toEqual((await restore(raster, model)).record)
    const [surveyed, restored] = seen.repair
    expect(surveyed.look.data).toEqual(restored.look.data) // the guessed colours, carried along the light
  })

  it('says of a picture with a loss that was found what restoring says', async () => {
    const raster = createRaster(200, 160)
    for (let i = 0; i < raster.data.length; i++) raster.data[i] = 40 + ((i * 7919) % 100)
    for (let y = 60; y < 80; y++) for (let x = 60; x < 90; x++) raster.data.set([255, 0, 0], 3 * (200 * y + x))
    const { model } = standIn({ probabilities: [0.2, 1, 0, 0.3], finds: true })
    const { record } = await survey(raster, model)
    expect(record.changes.invented).toBeGreaterThan(0)
    expect(record).toEqual((await restore(raster, model)).record)
  })

  it('looks at a few places only of a large one', async () => {
    const { model, seen } = standIn({ halo: 8, radius: 1 })
    const { record } = await survey(createRaster(1100, 1000), model)
    expect(seen.repair.length).toBe(4)
    expect(record.changes.kept).toBe(1)
    expect(record.picture).toEqual({ width: 1100, height: 1000, depth: 8 })
  })
})
