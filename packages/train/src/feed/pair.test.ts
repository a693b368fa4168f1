// A user's own pairs in batches and through a run.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { stepClock } from '../clock.ts'
import { parseConfig } from '../config.ts'
import { makePhotographs } from '../data/made-photographs.ts'
import { buildCache, cachedPictures, PictureStore } from '../data/pictures.ts'
import { buildPairs } from '../pairs/cache.ts'
import { makePairs } from '../pairs/made-pairs.ts'
import { train } from '../train.ts'
import type { Batch } from './batch.ts'
import { drawBatch } from './draw.ts'
import { startFeed } from './feed.ts'
import { type PairSource, pairsOf } from './pair.ts'

const folder = mkdtempSync(join(tmpdir(), 'revelado-'))
const pictures = join(folder, 'cache')
let cache: string
let source: PairSource
beforeAll(async () => {
  await makePhotographs(join(folder, 'photographs'), 4)
  await buildCache(join(folder, 'photographs'), pictures)
  await makePairs(join(folder, 'pairs'), 12)
  cache = await buildPairs(join(folder, 'pairs'), join(folder, 'pair-caches'))
  source = pairsOf(cache, 'train')(64)
})
afterAll(() => {
  source.store.close()
  rmSync(folder, { recursive: true })
})

const shape = { count: 8, canvas: 64, look: 32, tile: 32, tiles: 2 }
/** Rounding to 8 bits in the made files. */
const SAME = 1.01 / 255

function draw(share: number, index = 0): Batch {
  const store = new PictureStore(pictures)
  const batch = drawBatch(store, cachedPictures(pictures), { ...shape, pairs: share }, 'seed', index, source)
  store.close()
  return batch
}

/** Whether picture `i` is one of the made pairs: an exact negative or an exact fading. */
function isPair({ tilePicture, tileTarget }: Batch, i: number): boolean {
  const n = 3 * 32 * 32
  const values = Array.from({ length: 2 * n }, (_, k) => [tilePicture[2 * n * i + k], tileTarget[2 * n * i + k]])
  return values.every(([a, b]) => Math.abs(1 - b - a) < SAME) || values.every(([a, b]) => Math.abs(0.5 * b + 64 / 255 - a) < SAME)
}

describe('pairs in the feed', () => {
  it('cut input, target and mask alike, and carry the labels', () => {
    const batch = draw(1)
    for (let i = 0; i < shape.count; i++) {
      expect(isPair(batch, i), `${i}`).toBe(true)
      const [negative, , tone] = batch.labels.subarray(4 * i)
      expect(negative + tone).toBe(1)
    }
    const lost = Array.from({ length: 30 }, (_, index) => draw(1, index)).flatMap(({ labels }) =>
      Array.from({ length: 8 }, (_, i) => labels[4 * i + 3]),
    )
    expect(lost.filter((v) => v === 1).length).toBeGreaterThan(5)
  })

  it('come in the share that is asked for', () => {
    const count = (share: number): number => {
      let sum = 0
      for (let index = 0; index < 12; index++) {
        const batch = draw(share, index)
        for (let i = 0; i < shape.count; i++) sum += Number(isPair(batch, i))
      }
      return sum / 96
    }
    expect(count(0)).toBe(0)
    expect(Math.abs(count(0.5) - 0.5)).toBeLessThan(0.17)
  })

  it('are the same from a worker', async () => {
    const feed = startFeed({ folder: pictures, role: 'train', seed: 'seed', pairs: cache }, 1)
    const batch = await feed.next(3, { ...shape, pairs: 1 })
    await feed.close()
    expect(batch.tilePicture).toEqual(draw(1, 3).tilePicture)
  })

  it('are refused when none is as large as the canvas', () => {
    expect(() => pairsOf(cache, 'train')(192)).toThrow('at least 192 pixels')
  })
})

describe('a run with pairs', () => {
  const config = parseConfig({
    name: 'pairs',
    seed: 'pair.test',
    minutes: 4 / 60,
    canvas: 64,
    threads: 1,
    validateEvery: 1000,
    validationPictures: 2,
    network: {
      find: { widths: [8, 16], down: [1, 1], up: [1] },
      look: { widths: [8, 16, 16], blocks: [1, 1, 1], global: 16 },
      repair: { widths: [8, 16], down: [1, 1], up: [1] },
    },
    phases: [
      { part: 'look', share: 1, look: 32, batch: 2 },
      { part: 'repair', share: 1, look: 32, tile: 32, batch: 2 },
    ],
  })
  const run = (name: string, steps?: number) =>
    train(config, { folder: join(folder, name), pictures, pairs: cache, clock: (start) => stepClock(1, start), steps })

  it('goes on exactly where it stopped, and measures the held-out pairs by themselves', async () => {
    const values = ({ slots }: Awaited<ReturnType<typeof run>>) => [...slots.values()].map((slot) => slot.parameter.toFloat32Array())
    const whole = values(await run('whole'))
    await run('parts', 2)
    expect(values(await run('parts'))).toEqual(whole)
    const [head, row] = readFileSync(join(folder, 'whole', 'curves.csv'), 'utf8')
      .trim()
      .split('\n')
    const at = head.split(',').indexOf('restored pair')
    expect(Number(row.split(',')[at])).toBeGreaterThan(0)
  })
})
