import { createPicture, createRaster, noiseProfile, Random, type Raster, rasterToPicture, squaresOf } from '@revelado/core'
import { describe, expect, it } from 'vitest'
import { paintMap } from './map.ts'
import type { Progress } from './options.ts'
import { restore } from './restore.ts'
import { standIn } from './stand-in.ts'

/** Integers are rounded, so two results that are equal in floating point may still differ by one step at 16 bits. */
const ONE_STEP = 1

function photograph(width: number, height: number, depth: 8 | 16 = 8, seed = 1): Raster {
  const raster = createRaster(width, height, depth)
  const random = new Random(seed)
  const top = 2 ** depth - 1
  for (let i = 0; i < raster.data.length; i++) {
    const x = Math.floor(i / 3) % width
    const y = Math.floor(i / (3 * width))
    raster.data[i] = top * Math.min(1, Math.max(0, 0.5 + 0.3 * Math.sin(x / 17 + (i % 3)) * Math.cos(y / 11) + random.normal(0, 0.05)))
  }
  return raster
}

function largestDifference(a: Raster, b: Raster): number {
  let most = 0
  for (let i = 0; i < a.data.length; i++) most = Math.max(most, Math.abs(a.data[i] - b.data[i]))
  return most
}

describe('restore', () => {
  it.each([
    [203, 155, 16, 5],
    [500, 45, 8, 9],
    [40, 601, 16, 2],
  ] as const)('gives the same picture in tiles as in one piece (%i × %i, %i bits)', async (width, height, depth, radius) => {
    const { model, seen } = standIn({ radius })
    const raster = photograph(width, height, depth)
    const mask = { width, height, data: new Uint8Array(width * height).map((_, i) => ((i % width) % 50 < 4 ? 255 : 0)) }
    const whole = await restore(raster, model, { mask, map: true, planes: true })
    expect(seen.repair.length).toBe(1)
    const tiled = await restore(raster, model, { mask, map: true, planes: true, tilePixels: 5000 })
    expect(seen.repair.length).toBeGreaterThan(3)
    expect(largestDifference(whole.raster, tiled.raster)).toBeLessThanOrEqual(ONE_STEP)
    expect(tiled.map!.data.every((v, i) => v === whole.map!.data[i])).toBe(true)
    expect(tiled.gate!.data.every((v, i) => v === whole.gate!.data[i])).toBe(true)
    expect(tiled.spread!.data.every((v, i) => Math.abs(v - whole.spread!.data[i]) < 1e-6)).toBe(true)
    expect(tiled.record).toEqual(whole.record)
  })

  it('shows seams when the halo is too small (so the test above can fail)', async () => {
    const { model } = standIn({ radius: 9, halo: 0 })
    const raster = photograph(200, 100)
    const whole = await restore(raster, model)
    const tiled = await restore(raster, model, { tilePixels: 5000 })
    expect(largestDifference(whole.raster, tiled.raster)).toBeGreaterThan(3)
  })

  it('tells every tile the noise profile of the whole picture', async () => {
    const { model, seen } = standIn()
    const raster = photograph(203, 155)
    await restore(raster, model, { tilePixels: 5000 })
    const whole = rasterToPicture(raster)
    const profile = noiseProfile(whole, squaresOf(whole))
    expect(seen.repair.length).toBeGreaterThan(3)
    for (const { profile: told } of seen.repair) expect(told.data).toEqual(profile)
  })

  it('takes no correction that the card does not believe, in tiles as in one piece', async () => {
    const { model } = standIn()
    const doubtful = (bias: number) => {
      const gain = { hidden: [], out: { weights: [], bias } }
      return { ...model, card: { ...model.card, repair: { ...model.card.repair, gain } } }
    }
    const raster = photograph(203, 155)
    const { raster: usual } = await restore(raster, model)
    expect(largestDifference(usual, raster)).toBeGreaterThan(10)
    expect(largestDifference((await restore(raster, doubtful(-30))).raster, raster)).toBe(0)
    const half = await restore(raster, doubtful(0))
    const difference = largestDifference(half.raster, raster) / largestDifference(usual, raster)
    expect(difference).toBeCloseTo(1.05 / 2, 1)
    expect(largestDifference(half.raster, (await restore(raster, doubtful(0), { tilePixels: 5000 })).raster)).toBeLessThanOrEqual(ONE_STEP)
  })

  it('asks a REPAIR that knows no profile without one', async () => {
    const { model, seen } = standIn()
    await restore(photograph(40, 40), { ...model, card: { ...model.card, repair: { ...model.card.repair, profile: undefined } } })
    expect(seen.repair[0]).not.toHaveProperty('profile')
  })

  it('gives as many bits as came, of the same size, and leaves the input alone', async () => {
    const raster = photograph(37, 21, 16)
    const before = raster.data.slice()
    const { raster: result } = await restore(raster, standIn().model)
    expect([result.width, result.height, result.depth]).toEqual([37, 21, 16])
    expect(largestDifference(raster, { ...raster, data: before })).toBe(0)
  })

  it('takes a picture of one pixel', async () => {
    const { raster } = await restore(photograph(1, 1), standIn().model, { map: true, compare: true })
    expect(raster.data.length).toBe(3)
  })

  it('takes a picture in floating point and gives 16 bits', async () => {
    expect((await restore(createPicture(9, 5), standIn().model)).raster.depth).toBe(16)
    await expect(restore(createPicture(9, 5, 'linear'), standIn().model)).rejects.toMatchObject({ code: 'bad-picture' })
  })

  it('at strength 0 develops a negative exactly and leaves a positive exactly', async () => {
    const raster = photograph(50, 40)
    const positive = await restore(raster, standIn().model, { strength: 0 })
    expect(largestDifference(positive.raster, raster)).toBe(0)
    const { model, seen } = standIn({ probabilities: [1, 0, 0, 0] })
    const negative = await restore(raster, model, { strength: 0 })
    expect(largestDifference(negative.raster, { ...raster, data: raster.data.map((v) => 255 - v) })).toBe(0)
    expect(seen.repair.length).toBe(0)
    expect(negative.record.changes).toEqual({ kept: 0, corrected: 1, colourGuessed: 0, invented: 0 })
  })

  it('goes half the way at strength 0.5', async () => {
    const raster = photograph(50, 40, 16)
    const full = rasterToPicture((await restore(raster, standIn().model)).raster)
    const half = rasterToPicture((await restore(raster, standIn().model, { strength: 0.5 })).raster)
    const input = rasterToPicture(raster)
    for (let i = 0; i < 300; i++) if (full.data[i] < 1) expect(half.data[i]).toBeCloseTo((input.data[i] + full.data[i]) / 2, 4)
  })

  it('maps from gate, spread, switches and mask, not from the difference', async () => {
    const raster = photograph(64, 64)
    raster.data.fill(128)
    const mask = { width: 64, height: 64, data: new Float32Array(64 * 64).fill(1, 0, 64 * 16) }
    const colour = await restore(raster, standIn().model, { mask, map: true })
    expect(colour.record.changes).toEqual({ kept: 0.75, corrected: 0, colourGuessed: 0, invented: 0.25 })
    expect(colour.record.source).toBe('composite')
    const bw = await restore(raster, standIn({ probabilities: [0, 1, 0, 0] }).model, { mask, map: true })
    expect(bw.record.changes).toEqual({ kept: 0, corrected: 0, colourGuessed: 0.75, invented: 0.25 })
    const clean = await restore(raster, standIn().model)
    expect(clean.record.changes.kept).toBe(1)
    expect(clean.record.source).toBe('enhanced')
    const noisy = await restore(photograph(64, 64), standIn().model)
    expect(noisy.record.changes.corrected).toBeGreaterThan(0.5)
    const painted = paintMap(colour.map!)
    expect([...painted.data.subarray(0, 3)]).toEqual([255, 60, 200])
  })

  it('with noInvent gives REPAIR neither colour nor leave to paint', async () => {
    const { model, seen } = standIn({ probabilities: [0, 1, 0, 1] })
    const mask = { width: 40, height: 40, data: new Uint8Array(1600).fill(255, 0, 400) }
    const { record } = await restore(photograph(40, 40), model, { noInvent: true, mask })
    expect([...seen.repair[0].switches.data]).toEqual([0, 0])
    expect([...seen.look[0].switches.data]).toEqual([-1, 0, -1, 0])
    expect(record.changes.invented + record.changes.colourGuessed).toBe(0)
    expect(record.source).toBe('enhanced')
  })

  it('keeps black-and-white: a negative comes out neutral, a toned print keeps its tone', async () => {
    const raster = photograph(40, 40)
    for (let i = 0; i < raster.data.length; i += 3) raster.data.set([200, 150, 100], i)
    const negative = await restore(raster, standIn({ probabilities: [1, 1, 0, 0] }).model, { keepBw: true })
    const [r, g, b] = negative.raster.data
    expect([r, g]).toEqual([g, b])
    const print = await restore(raster, standIn({ probabilities: [0, 1, 0, 0] }).model, { keepBw: true })
    expect(print.raster.data[3000]).toBeGreaterThan(print.raster.data[3002] + 50)
    expect(print.record.kind).toBe('bw')
    expect(print.record.decisions[1]).toMatchObject({ used: 0, by: 'keepBw', probability: 1 })
  })

  it('keeps grain when asked, but not a scratch', async () => {
    const raster = photograph(96, 96, 16, 5)
    const scratch = (x: number) => x === 48
    for (let y = 0; y < 96; y++) raster.data.fill(65535, 3 * (y * 96 + 48), 3 * (y * 96 + 49))
    const { model } = standIn({ radius: 3 })
    const removed = rasterToPicture((await restore(raster, model)).raster).data
    const kept = rasterToPicture((await restore(raster, model, { grain: 'keep' })).raster).data
    const fine = (data: Float32Array, wanted: (x: number) => boolean) => {
      let sum = 0
      let count = 0
      for (let y = 20; y < 76; y++)
        for (let x = 20; x < 76; x++)
          if (wanted(x)) {
            const i = y * 96 + x
            sum += Math.abs(data[i] - (data[i - 1] + data[i + 1]) / 2)
            count++
          }
      return sum / count
    }
    expect(fine(kept, (x) => Math.abs(x - 48) > 8)).toBeGreaterThan(1.3 * fine(removed, (x) => Math.abs(x - 48) > 8))
    expect(fine(kept, scratch)).toBeLessThan(0.6 * fine(rasterToPicture(raster).data, scratch))
  })

  it('tells how far it has come, and stops when told to', async () => {
    const steps: Progress[] = []
    await restore(photograph(160, 160), standIn().model, { tilePixels: 5000, onProgress: (step) => steps.push(step) })
    expect(steps[0]).toEqual({ stage: 'look', done: 0, total: 1 })
    expect(steps.at(-1)!.done).toBe(steps.at(-1)!.total)
    const stop = new AbortController()
    const { model, seen } = standIn()
    const stopped = restore(photograph(160, 160), model, {
      tilePixels: 5000,
      signal: stop.signal,
      onProgress: ({ done }) => done === 2 && stop.abort(),
    })
    await expect(stopped).rejects.toMatchObject({ code: 'cancelled' })
    expect(seen.repair.length).toBeLessThanOrEqual(3)
  })

  it('refuses options out of range and masks of another size', async () => {
    const raster = photograph(20, 20)
    const { model } = standIn()
    await expect(restore(raster, model, { strength: 1.1 })).rejects.toMatchObject({ code: 'bad-argument' })
    await expect(restore(raster, model, { strength: Number.NaN })).rejects.toMatchObject({ code: 'bad-argument' })
    await expect(restore(raster, model, { polarity: 'x' as 'auto' })).rejects.toMatchObject({ code: 'bad-argument' })
    const mask = { width: 10, height: 10, data: new Uint8Array(100) }
    await expect(restore(raster, model, { mask })).rejects.toMatchObject({ code: 'bad-argument' })
  })

  it('refuses graphs that are not LOOK and REPAIR', async () => {
    const { model } = standIn()
    const empty = { run: async () => ({}) }
    await expect(restore(photograph(20, 20), { ...model, look: empty })).rejects.toMatchObject({ code: 'no-model' })
    await expect(restore(photograph(20, 20), { ...model, repair: empty })).rejects.toMatchObject({ code: 'no-model' })
  })
})
