import { createRaster } from '@revelado/core'
import { describe, expect, it } from 'vitest'
import { restore } from './restore.ts'
import { standIn } from './stand-in.ts'

const SIDE = 96
const SPECK = 40 * SIDE + 50

function scan() {
  const raster = createRaster(SIDE, SIDE)
  raster.data.forEach((_, i) => {
    raster.data[i] = 90 + 60 * Math.sin((Math.floor(i / 3) % SIDE) / 7 + (i % 3)) * Math.cos(i / (3 * SIDE * 9))
  })
  const infrared = { width: SIDE, height: SIDE, depth: 8 as const, data: new Uint8Array(SIDE * SIDE).fill(220) }
  infrared.data[SPECK] = 60
  return { raster, infrared }
}

const mask = { width: SIDE, height: SIDE, data: new Float32Array(SIDE * SIDE).fill(1, 0, SIDE) }

describe('restore with infrared', () => {
  it('takes dust for lost, tells both graphs, and says so', async () => {
    const { raster, infrared } = scan()
    const { model, seen } = standIn()
    const { record } = await restore(raster, model, { infrared })
    expect(seen.repair[0].lost.data[SPECK]).toBe(1)
    expect(seen.repair[0].lost.data[0]).toBe(0)
    expect(seen.look[0].lost.data.some((v) => v > 0)).toBe(true)
    expect(record.infrared).toMatchObject({ used: true })
    expect(record.decisions[3]).toMatchObject({ used: 1, by: 'infrared' })
    expect(record.changes.invented).toBeCloseTo(record.infrared!.dust, 6)
  })

  it('joins it to the mask', async () => {
    const { raster, infrared } = scan()
    const { model, seen } = standIn()
    const { record } = await restore(raster, model, { infrared, mask })
    expect(seen.repair[0].lost.data[SPECK]).toBe(1)
    expect(seen.repair[0].lost.data[0]).toBe(1)
    expect(record.decisions[3].by).toBe('mask')
    expect(record.changes.invented).toBeCloseTo(record.infrared!.dust + 1 / SIDE, 6)
  })

  it('leaves the picture to LOOK where infrared sees the picture itself', async () => {
    const { raster, infrared } = scan()
    infrared.data.forEach((_, i) => {
      infrared.data[i] = raster.data[3 * i + 1]
    })
    const { model, seen } = standIn()
    const { record } = await restore(raster, model, { infrared })
    expect(record.infrared).toMatchObject({ used: false, reason: 'sees-picture' })
    expect(seen.repair[0].lost.data.every((v) => v === 0)).toBe(true)
    expect(record.decisions[3].by).toBe('model')
  })
})
