// The library on the real runtime: the network's own shape with few channels, tiled and in one piece.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createRaster, Random, type Raster } from '@revelado/core'
import { GAIN_KNOWN, TRAITS } from '@revelado/restore'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Model, open } from './index.ts'
import { findModel } from './model-folder.ts'
import { writeTinyModel } from './tiny-model.ts'

/** A seam that nobody can measure in 8 bits, in steps of 16: 1/255. */
const INVISIBLE = 257
let folder: string
let model: Model

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'revelado-open-'))
  writeTinyModel(folder)
  model = await open({ model: folder, threads: 1 })
})
afterAll(async () => {
  await model.close()
  rmSync(folder, { recursive: true, force: true })
})

function noise(width: number, height: number): Raster {
  const random = new Random(1)
  const raster = createRaster(width, height, 16)
  for (let i = 0; i < raster.data.length; i++) raster.data[i] = 65535 * random.uniform(0.2, 0.8)
  return raster
}

function largestDifference(a: Raster, b: Raster): number {
  let most = 0
  for (let i = 0; i < a.data.length; i++) most = Math.max(most, Math.abs(a.data[i] - b.data[i]))
  return most
}

describe('open', () => {
  it('restores in tiles as in one piece', async () => {
    const raster = noise(603, 389)
    const whole = await model.restore(raster, { polarity: 'negative' })
    const steps: number[] = []
    const tiled = await model.restore(raster, { polarity: 'negative', tilePixels: 1, onProgress: ({ total }) => steps.push(total) })
    expect(Math.max(...steps)).toBeGreaterThan(5)
    expect(largestDifference(whole.raster, tiled.raster)).toBeLessThan(INVISIBLE / 16)
  })

  it('gives the same picture again', async () => {
    const raster = noise(64, 48)
    expect((await model.restore(raster)).raster.data).toEqual((await model.restore(raster)).raster.data)
  })

  it('changes a picture by what REPAIR adds, not more, where LOOK finds nothing wrong', async () => {
    const raster = noise(64, 48)
    const { raster: result, record } = await model.restore(raster)
    expect(largestDifference(raster, result)).toBeGreaterThan(100)
    expect(record.development.share).toBe(0)
  })

  it('takes the gain of corrections from the card, and none that weighs other things', async () => {
    const weighing = (length: number) => ({ weights: new Array<number>(length).fill(0.5), bias: 1 })
    const gain = { hidden: [weighing(GAIN_KNOWN), weighing(GAIN_KNOWN)], out: weighing(2) }
    const cardFile = join(folder, 'card.json')
    const card = JSON.parse(readFileSync(cardFile, 'utf8'))
    const gainIn = async (written: unknown) => {
      writeFileSync(cardFile, JSON.stringify({ ...card, repair: { ...card.repair, gain: written } }))
      return (await findModel(folder)).card.repair.gain
    }
    expect(await gainIn(gain)).toEqual(gain)
    expect(await gainIn({ ...gain, out: weighing(3) })).toBeUndefined()
    expect(await gainIn({ ...gain, hidden: [weighing(2), weighing(2)] })).toBeUndefined()
    expect(await gainIn({ hidden: 'all' })).toBeUndefined()
    expect(await gainIn(undefined)).toBeUndefined()
    writeFileSync(cardFile, JSON.stringify(card))
  })

  it('takes the judge of marks from the card, and none that weighs other traits', async () => {
    const first = { weights: TRAITS.map((_, i) => i), bias: 1 }
    const judge = { first, second: { weights: [...first.weights, 5], bias: 1 }, unasked: 3, asked: 2 }
    const cardFile = join(folder, 'card.json')
    const card = JSON.parse(readFileSync(cardFile, 'utf8'))
    const judgeIn = async (written: unknown) => {
      writeFileSync(cardFile, JSON.stringify({ ...card, find: { ...card.find, judge: written } }))
      return (await findModel(folder)).card.find?.judge
    }
    expect(await judgeIn(judge)).toEqual(judge)
    expect(await judgeIn({ ...judge, second: first })).toBeUndefined()
    expect(await judgeIn({ ...judge, asked: 'often' })).toBeUndefined()
    expect(await judgeIn(undefined)).toBeUndefined()
    writeFileSync(cardFile, JSON.stringify(card))
  })

  it('says when there is no model of that name', async () => {
    await expect(open({ model: 'no such model' })).rejects.toMatchObject({ code: 'no-model' })
  })
})
