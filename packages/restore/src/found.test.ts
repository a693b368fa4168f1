import { createRaster } from '@revelado/core'
import { describe, expect, it } from 'vitest'
import { restore } from './restore.ts'
import { standIn } from './stand-in.ts'

const SIDE = 64

/** Mid grey with a square of pure red, 12 pixels a side. */
function covered() {
  const raster = createRaster(SIDE, SIDE, 8)
  raster.data.fill(128)
  for (let y = 20; y < 32; y++) for (let x = 20; x < 32; x++) raster.data.set([255, 0, 0], 3 * (y * SIDE + x))
  return raster
}

const LOSES = { probabilities: [0, 0, 0, 0.99], finds: true }

describe('findLost', () => {
  it('tells both networks what REPAIR found, widened, and shows them what stands around it', async () => {
    const { model, seen } = standIn(LOSES)
    const { record } = await restore(covered(), model)
    expect(seen.repair.length).toBe(2)
    const [finding, painting] = seen.repair
    expect(finding.lost.data.every((v) => v === 0)).toBe(true)
    const told = painting.lost.data
    expect(told[25 * SIDE + 25]).toBe(1)
    expect(told[18 * SIDE + 18]).toBe(1)
    expect(told[10 * SIDE + 10]).toBe(0)
    expect(painting.tile.data[25 * SIDE + 25]).toBeCloseTo(128 / 255, 2)
    expect(seen.look.at(-1)!.lost.data.some((v) => v > 0)).toBe(true)
    expect(seen.look.at(-1)!.picture.data[25 * SIDE + 25]).toBeCloseTo(128 / 255, 2)
    expect(record.damage.lost).toBeGreaterThan(144 / SIDE ** 2)
    expect(record.decisions[3]).toMatchObject({ by: 'model' })
  })

  it('believes LOOK where REPAIR finds nothing', async () => {
    const { model, seen } = standIn({ ...LOSES, finds: false, sees: true })
    await restore(covered(), model)
    expect(seen.repair.length).toBe(2)
    const told = seen.repair[1].lost.data
    expect(told[25 * SIDE + 25]).toBe(1)
    expect(told[10 * SIDE + 10]).toBe(0)
  })

  it('joins it to the mask that was given', async () => {
    const { model, seen } = standIn(LOSES)
    const data = new Uint8Array(SIDE * SIDE).fill(255, 0, 4 * SIDE)
    await restore(covered(), model, { mask: { width: SIDE, height: SIDE, data } })
    // The mask settles the question itself: what REPAIR finds besides stays REPAIR's own
    expect(seen.repair.length).toBe(1)
    expect(seen.repair[0].lost.data[0]).toBe(1)
    expect(seen.repair[0].lost.data[25 * SIDE + 25]).toBe(0)
  })

  it('does not look for losses where LOOK sees none, nor where nothing may be painted', async () => {
    const none = standIn({ ...LOSES, probabilities: [0, 0, 0, 0.01] })
    await restore(covered(), none.model)
    expect(none.seen.repair.length).toBe(1)
    const kept = standIn(LOSES)
    await restore(covered(), kept.model, { noInvent: true })
    expect(kept.seen.repair.length).toBe(1)
    expect(kept.seen.repair[0].tile.data[25 * SIDE + 25]).toBe(1)
  })
})
