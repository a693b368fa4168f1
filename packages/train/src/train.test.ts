// The loop as a whole, on a few made photographs and a clock that counts steps.
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { stepClock } from './clock.ts'
import { parseConfig } from './config.ts'
import { makePhotographs } from './data/made-photographs.ts'
import { buildCache, cachedPictures, PictureStore } from './data/pictures.ts'
import { drawBatch, repeated, usable } from './feed/draw.ts'
import { startFeed } from './feed/feed.ts'
import { readOften } from './feed/often.ts'
import { learnedNames } from './run/learners.ts'
import type { RunState } from './run/state.ts'
import { train } from './train.ts'

const folder = mkdtempSync(join(tmpdir(), 'revelado-'))
const pictures = join(folder, 'cache')
beforeAll(async () => {
  await makePhotographs(join(folder, 'photographs'), 6)
  await buildCache(join(folder, 'photographs'), pictures)
})
afterAll(() => rmSync(folder, { recursive: true }))

/** Six steps: three of LOOK, three of REPAIR. */
const config = parseConfig({
  name: 'test',
  seed: 'train.test',
  minutes: 6 / 60,
  canvas: 64,
  workers: 1,
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
    { part: 'repair', share: 1, look: 32, tile: 32, tiles: 2, batch: 2 },
  ],
})

function weightsOf(state: RunState): Map<string, Float32Array> {
  return new Map([...state.slots.values()].map((slot) => [slot.name, slot.parameter.toFloat32Array()]))
}

const run = (name: string, options: { steps?: number; signal?: AbortSignal; onProgress?: () => void } = {}): Promise<RunState> =>
  train(config, { folder: join(folder, name), pictures, clock: (start) => stepClock(1, start), ...options })

describe('train', () => {
  it('goes on exactly where it stopped: 3 + 3 steps are 6', async () => {
    const whole = weightsOf(await run('whole'))
    await run('parts', { steps: 3 })
    const resumed = await run('parts')
    expect(resumed.progress).toMatchObject({ step: 6, samples: 12, seconds: 6 })
    const parts = weightsOf(resumed)
    for (const [name, values] of whole) expect(parts.get(name), name).toEqual(values)
    // A second run over the same budget takes no step: nothing is left of it
    expect((await run('whole')).progress.step).toBe(6)
  })

  it('moves only the part that learns, leaves curves and a contact sheet', async () => {
    const before = weightsOf(await run('moves', { steps: 0 }))
    const after = weightsOf(await run('moves', { steps: 2 }))
    const moved = [...before].filter(([name, values]) => after.get(name)!.some((v, i) => v !== values[i])).map(([name]) => name)
    expect(moved.length).toBeGreaterThan(20)
    expect(moved.every((name) => name.startsWith('look.'))).toBe(true)
    for (const file of ['curves.csv', 'curves.svg', 'sheet.png', 'config.json'])
      expect(existsSync(join(folder, 'whole', file)), file).toBe(true)
    expect(readFileSync(join(folder, 'whole', 'curves.csv'), 'utf8')).toMatch(/^minutes,step,samples,phase,rate,loss,small negative/)
  })

  it('moves only what it is told to, to the bit, and its average', async () => {
    const only = { ...config, only: ['look.enc1', 'look.decide'] }
    const state = (steps: number) => train(only, { folder: join(folder, 'only'), pictures, clock: (start) => stepClock(1, start), steps })
    const both = ({ slots }: RunState) =>
      [...slots.values()].map(({ name, parameter, average }) => ({ name, all: [parameter, average].map((t) => t.toFloat32Array()) }))
    const before = both(await state(0))
    const after = both(await state(2))
    const moved = before.filter(({ all }, i) => all.some((values, j) => values.some((v, k) => v !== after[i].all[j][k])))
    const learned = learnedNames((await state(0)).slots.values(), only.phases)
    const names = before.map(({ name }) => name)
    expect(moved.map(({ name }) => name).sort()).toEqual(learned.sort())
    expect(learned).toEqual(names.filter((name) => /^look\.(enc1|decide)/.test(name)).sort())
    const strange = train({ ...config, only: ['look.eyes'] }, { folder: join(folder, 'strange'), pictures })
    await expect(strange).rejects.toThrow('look.eyes')
  })

  it('moves only the channels that it is told to, whatever the optimiser', async () => {
    const only = { ...config, optimiser: 'muon' as const, weightDecay: 0.3, only: ['look.enc1.0.a[2:4]', 'look.enc1.0.b[:,1:3]'] }
    const state = (steps: number) =>
      train(only, { folder: join(folder, 'channels'), pictures, clock: (start) => stepClock(1, start), steps })
    const of = ({ slots }: RunState, name: string) => {
      const { parameter, average } = slots.get(name)!
      return [parameter, average].map((t) => t.toFloat32Array())
    }
    // Kernels of 16 × 16 channels and 3 × 3 places, rows of output channels
    const mayMove: Record<string, (k: number) => boolean> = {
      'look.enc1.0.a.weight': (k) => k >= 2 * 144 && k < 4 * 144,
      'look.enc1.0.a.bias': (k) => k === 2 || k === 3,
      'look.enc1.0.b.weight': (k) => k % 144 >= 9 && k % 144 < 27,
      'look.enc1.0.b.bias': () => false,
    }
    const names = Object.keys(mayMove)
    const start = await state(0)
    const before = names.map((name) => of(start, name))
    const end = await state(2)
    for (const [i, name] of names.entries()) {
      for (const [j, values] of of(end, name).entries()) {
        const moved = [...values.keys()].filter((k) => values[k] !== before[i][j][k])
        expect(moved.every(mayMove[name]), name).toBe(true)
        // A neuron that never fires does not move
        expect(moved.length, name).toBeGreaterThanOrEqual([...values.keys()].filter(mayMove[name]).length / 4)
      }
    }
    const tooMany = train({ ...config, only: ['look.enc1.0.a[0:999]'] }, { folder: join(folder, 'many'), pictures })
    await expect(tooMany).rejects.toThrow('look.enc1.0.a[0:999]')
  })

  it('learns from a batch several times, and resumes that exactly', async () => {
    const echo = { ...config, minutes: 20 / 60, echo: 3, phases: config.phases.filter(({ part }) => part === 'look') }
    const go = (name: string, steps?: number) =>
      train(echo, { folder: join(folder, name), pictures, clock: (start) => stepClock(1, start), steps })
    const whole = await go('echo-whole')
    await go('echo-parts', 13)
    const parts = await go('echo-parts')
    expect(whole.progress.step).toBe(parts.progress.step)
    expect(whole.progress.samples).toBe(Math.ceil(whole.progress.step / 3) * echo.phases[0].batch)
    for (const [name, values] of weightsOf(whole)) expect(weightsOf(parts).get(name), name).toEqual(values)
  })

  it('draws some photographs more often', () => {
    const all = usable(cachedPictures(pictures), 64)
    const many = repeated(all, new Set([all[1].hash, 'unknown']))
    expect(many).toHaveLength(all.length + 2)
    expect(many.filter(({ hash }) => hash === all[1].hash)).toHaveLength(3)
    const list = join(folder, 'often.txt')
    writeFileSync(list, 'abc\n\ndef\n')
    expect(readOften(list)).toEqual(['abc', 'def'])
    expect(() => readOften(join(folder, 'nothing.txt'))).toThrow('nothing.txt')
  })

  it('stops when told to and leaves a checkpoint', async () => {
    const stop = new AbortController()
    const state = await run('stopped', { signal: stop.signal, onProgress: () => stop.abort() })
    expect(state.progress.step).toBe(1)
    expect(existsSync(join(folder, 'stopped', 'checkpoint.safetensors'))).toBe(true)
  })
})

describe('the feed', () => {
  it('gives what drawBatch gives, in order, from two workers', async () => {
    const feed = startFeed({ folder: pictures, role: 'train', seed: 5 }, 2)
    const shape = { count: 1, canvas: 64, look: 32, tile: 32, tiles: 1 }
    const store = new PictureStore(pictures)
    const all = usable(
      cachedPictures(pictures).filter(({ role }) => role === 'train'),
      64,
    )
    for (const index of [0, 1, 2]) expect(await feed.next(index, shape)).toEqual(drawBatch(store, all, shape, 5, index))
    await feed.close()
    store.close()
  })

  it('cuts tiles where the blocks of a JPEG begin, wherever the loss is', () => {
    const store = new PictureStore(pictures)
    const shape = { count: 12, canvas: 64, look: 32, tile: 40, tiles: 3, mixture: { severities: { clean: 0, light: 0.2, heavy: 0.8 } } }
    const { offsets } = drawBatch(store, cachedPictures(pictures), shape, 5, 0)
    store.close()
    expect(offsets.every((at) => at % 8 === 0 && at >= 0 && at <= 24)).toBe(true)
    expect(new Set(offsets).size).toBe(4)
  })
})
