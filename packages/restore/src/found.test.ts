import { createRaster } from '@revelado/core'
import { describe, expect, it } from 'vitest'
import { restore } from './restore.ts'
import { standIn } from './stand-in.ts'
import { survey } from './survey.ts'

const SIDE = 64

const LOSES = { probabilities: [0, 0, 0, 0.99], finds: true }

/** Mid grey with a square of pure red, `from` to `to` pixels from the upper left corner. */
function covered(side = SIDE, from = 20, to = 32) {
  const raster = createRaster(side, side, 8)
  raster.data.fill(128)
  for (let y = from; y < to; y++) for (let x = from; x < to; x++) raster.data.set([255, 0, 0], 3 * (y * side + x))
  return raster
}

describe('findLost', () => {
  it('tells LOOK and REPAIR what FIND found, widened, and shows them what stands around it', async () => {
    const { model, seen } = standIn(LOSES)
    const { record } = await restore(covered(), model)
    expect(seen.repair.length).toBe(1)
    const told = seen.repair[0].lost.data
    expect(told[25 * SIDE + 25]).toBe(1)
    expect(told[19 * SIDE + 19]).toBe(1)
    expect(told[10 * SIDE + 10]).toBe(0)
    expect(seen.repair[0].tile.data[25 * SIDE + 25]).toBeCloseTo(128 / 255, 2)
    expect(seen.look.at(-1)!.lost.data.some((v) => v > 0)).toBe(true)
    expect(seen.look.at(-1)!.picture.data[25 * SIDE + 25]).toBeCloseTo(128 / 255, 2)
    expect(record.damage.lost).toBeGreaterThanOrEqual(14 ** 2 / SIDE ** 2)
    expect(record.changes.invented).toBeGreaterThan(0)
    expect(record.decisions[3]).toMatchObject({ by: 'model', used: 1 })
  })

  it('searches a large picture at the size that the card says, padded to its multiple, and marks it at full size', async () => {
    const { model, seen } = standIn(LOSES)
    const side = 300
    await restore(covered(side, 100, 200), model)
    expect(seen.find[0].picture.dims).toEqual([1, 3, 128, 128])
    const [tile] = seen.repair
    const [, , , width] = tile.lost.dims
    expect(tile.lost.data[150 * width + 150]).toBe(1)
    expect(tile.lost.data[90 * width + 90]).toBe(0)
    await restore(covered(40, 10, 20), model)
    expect(seen.find[1].picture.dims).toEqual([1, 3, 64, 64])
  })

  it('leaves the question to a mask that was given', async () => {
    const { model, seen } = standIn(LOSES)
    const data = new Uint8Array(SIDE * SIDE).fill(255, 0, 4 * SIDE)
    await restore(covered(), model, { mask: { width: SIDE, height: SIDE, data } })
    expect(seen.find.length).toBe(0)
    expect(seen.repair[0].lost.data[0]).toBe(1)
    expect(seen.repair[0].lost.data[25 * SIDE + 25]).toBe(0)
  })

  it('does not believe that most of a picture is lost', async () => {
    const { model, seen } = standIn(LOSES)
    await restore(covered(SIDE, 4, 60), model)
    expect(seen.repair[0].lost.data.every((v) => v === 0)).toBe(true)
  })

  it('is not asked where nothing may be painted or LOOK sees nothing lost, and nothing is lost for a model without it', async () => {
    const kept = standIn(LOSES)
    await restore(covered(), kept.model, { noInvent: true })
    await restore(covered(), kept.model, { strength: 0 })
    expect(kept.seen.find.length).toBe(0)
    expect(kept.seen.repair[0].tile.data[25 * SIDE + 25]).toBe(1)
    const sound = standIn({ ...LOSES, probabilities: [0, 0, 0, 0.7] })
    await restore(covered(), sound.model)
    expect(sound.seen.find.length).toBe(0)
    const without = standIn({ probabilities: [0, 0, 0, 0.99] })
    const { record } = await restore(covered(), without.model)
    expect(record.damage.lost).toBe(0)
  })

  it('counts in a survey, as restoring would', async () => {
    const { model } = standIn(LOSES)
    const { record } = await survey(covered(), model)
    expect(record.damage.lost).toBeCloseTo(14 ** 2 / SIDE ** 2, 5)
  })
})
