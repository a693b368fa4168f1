// Each stage in the loop as a whole, on a few made photographs, a made SqueezeNet and a clock that counts steps.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Weights } from '@revelado/model'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { stepClock } from '../clock.ts'
import { parseConfig } from '../config.ts'
import { makePhotographs } from '../data/made-photographs.ts'
import { buildCache } from '../data/pictures.ts'
import { writeMadeFeatures } from '../features/made-features.ts'
import { BEST, runWeights } from '../run/best.ts'
import { readRows } from '../run/curves.ts'
import { createGallery } from '../run/gallery.ts'
import { standing } from '../run/patience.ts'
import { isCritics, loadCheckpoint, openCheckpoint, type RunState } from '../run/state.ts'
import { train } from '../train.ts'

const folder = mkdtempSync(join(tmpdir(), 'revelado-'))
const pictures = join(folder, 'cache')
const features = join(folder, 'features.safetensors')
beforeAll(async () => {
  await makePhotographs(join(folder, 'photographs'), 6)
  await buildCache(join(folder, 'photographs'), pictures)
  writeMadeFeatures(features)
})
afterAll(() => rmSync(folder, { recursive: true }))

const look = { part: 'look', share: 1, look: 32, batch: 2 }

function configOf(phases: object[], more: object = {}) {
  return parseConfig({
    name: 'test',
    seed: 'stages.test',
    minutes: 6 / 60,
    canvas: 64,
    threads: 1,
    validateEvery: 1000,
    validationPictures: 1,
    judgedPictures: 4,
    features,
    network: {
      find: { widths: [8, 16], down: [1, 1], up: [1] },
      look: { widths: [8, 16, 16], blocks: [1, 1, 1], global: 16 },
      repair: { widths: [8, 16], down: [1, 1], up: [1] },
      critic: { widths: [8, 16] },
    },
    phases,
    ...more,
  })
}

type Config = ReturnType<typeof configOf>

function run(name: string, config: Config, options: { steps?: number; weights?: Weights } = {}): Promise<RunState> {
  return train(config, { folder: join(folder, name), pictures, clock: (start) => stepClock(1, start), ...options })
}

/** Parameters with all that the optimiser remembers of them. */
function memoryOf(state: RunState): Map<string, Float32Array> {
  return new Map(
    [...state.slots.values()].flatMap(({ name, parameter, average, moment, variance }) =>
      Object.entries({ parameter, average, moment, variance }).map(([field, tensor]) => [`${field} of ${name}`, tensor.toFloat32Array()]),
    ),
  )
}

/** Names of parameters that differ between two moments of a run. */
async function movedBy(name: string, config: Config, steps: number): Promise<string[]> {
  const weightsOf = (state: RunState) => new Map([...state.slots.values()].map((slot) => [slot.name, slot.parameter.toFloat32Array()]))
  const before = weightsOf(await run(name, config, { steps: 0 }))
  const after = weightsOf(await run(name, config, { steps }))
  return [...before].filter(([key, values]) => after.get(key)!.some((v, i) => v !== values[i])).map(([key]) => key)
}

async function sameInParts(name: string, config: Config): Promise<RunState> {
  const whole = await run(`${name}-whole`, config)
  await run(`${name}-parts`, config, { steps: 3 })
  const parts = await run(`${name}-parts`, config)
  expect(parts.progress).toEqual(whole.progress)
  const memory = memoryOf(parts)
  for (const [key, values] of memoryOf(whole)) expect(memory.get(key), key).toEqual(values)
  return whole
}

const rowsOf = (name: string) => readRows(join(folder, name, 'curves.csv'))

describe('the stage perceptual', () => {
  it('moves only the part that learns, and not as pixels alone would', async () => {
    const state = (name: string, config: Config) => run(name, config, { steps: 1 })
    const plain = await state('plain', configOf([look]))
    const seen = await state('seen', configOf([{ ...look, stage: 'perceptual' }], { perceptual: 3 }))
    const weight = 'look.out.weight'
    expect(seen.slots.get(weight)!.parameter.toFloat32Array()).not.toEqual(plain.slots.get(weight)!.parameter.toFloat32Array())
    const moved = await movedBy('perceptual', configOf([{ ...look, part: 'both', stage: 'perceptual' }]), 1)
    expect(new Set(moved.map((key) => key.split('.')[0]))).toEqual(new Set(['look', 'repair']))
  })

  it('needs SqueezeNet before the first step, and only where features have a weight', async () => {
    const config = { ...configOf([look, { ...look, stage: 'perceptual' }]), features: join(folder, 'nowhere') }
    await expect(run('no features', config)).rejects.toThrow('--features')
    expect((await run('no weight', { ...config, perceptual: 0 }, { steps: 0 })).progress.step).toBe(0)
  })
})

describe('the stage generator', () => {
  it('teaches FIND alone, with what is hidden, and says at a validation what it finds', async () => {
    const finding = { part: 'find', share: 1, look: 64, batch: 2 }
    const config = configOf([finding])
    const moved = await movedBy('finding', config, 2)
    expect(moved.length).toBeGreaterThan(0)
    expect(moved.every((name) => name.startsWith('find.'))).toBe(true)
    await run('finding', config)
    const last = rowsOf('finding').at(-1)!
    for (const name of ['recall', 'precision']) expect(Number(last[name])).toBeGreaterThanOrEqual(0)
    expect(last.recall).not.toBe('')
    const [batch] = createGallery(config, pictures)(config.phases[0])
    expect(batch.shape).toMatchObject({ finds: true, tiles: 0 })
  })

  it('leaves the decoder alone where LOOK only judges', async () => {
    const moved = await movedBy('judging', configOf([{ ...look, repaint: false }]), 2)
    const repaints = (name: string) => /^look\.(mid|up|join|show|dec\d|out|find)/.test(name)
    expect(moved.some((name) => name.startsWith('look.enc'))).toBe(true)
    expect(moved).toContain('look.decide.weight')
    expect(moved.filter((name) => repaints(name) || !name.startsWith('look.'))).toEqual([])
  })

  it('lets SqueezeNet tell LOOK what is seen, through a head that only such runs have', async () => {
    const judging = { ...look, repaint: false }
    for (const phase of [judging, look]) {
      const name = `told ${'repaint' in phase}`
      expect(await movedBy(name, configOf([phase], { semantics: 0.3 }), 1)).toContain('look.semantics.weight')
      const goesOn = await run(name, configOf([phase]), { steps: 1 })
      expect([...goesOn.slots.keys()].filter((key) => key.startsWith('look.semantics'))).toEqual([])
    }
    await expect(run('untold', configOf([look], { semantics: 0.3, features: join(folder, 'nowhere') }))).rejects.toThrow('--features')
  })
})

describe('the stage critic', () => {
  const critic = { ...look, stage: 'critic' }

  it('moves the critic alone', async () => {
    // So many pictures that each kind, which a head of its own judges, is among them
    const moved = await movedBy('critic', configOf([{ ...critic, batch: 12 }]), 3)
    // Three layers of patches and four heads of three layers, each with its bias
    expect(moved.length).toBe(2 * (3 + 4 * 3))
    expect(moved.every(isCritics)).toBe(true)
  })

  it('sees patches alone where it has no heads, and needs no SqueezeNet for them', async () => {
    const network = { ...configOf([critic]).network, critic: { widths: [8, 16], heads: 0 } }
    const moved = await movedBy('patches', configOf([critic], { network, features: join(folder, 'nowhere') }), 1)
    expect(moved.length).toBe(2 * 3)
  })

  it('is tried on pictures that are damaged as those it learns from', () => {
    const kinds = { 'colour-negative': 0, 'bw-negative': 0, bw: 1, colour: 0 }
    const config = configOf([{ ...critic, mixture: { kinds } }], { judgedPictures: 6 })
    const [batch] = createGallery(config, pictures)(config.phases[0])
    const bw = batch.labels.filter((_, i) => i % 4 === 1)
    expect(bw).toEqual(new Float32Array(6).fill(1))
  })

  it('judges tiles for REPAIR', async () => {
    const moved = await movedBy('critic of tiles', configOf([{ ...critic, part: 'repair', tile: 32 }]), 1)
    expect(moved.length).toBeGreaterThan(0)
    expect(moved.every(isCritics)).toBe(true)
  })

  it('goes on exactly where it stopped: 3 + 3 steps are 6', async () => {
    await sameInParts('critic', configOf([critic], { criticGoal: 1 }))
  })

  it('learns to tell pictures that are all too light, then hands over the rest of its phase', async () => {
    // Only the last bias is given: LOOK adds it to every pixel
    const bias = new Float32Array(16).fill(0.5, 0, 12)
    const weights: Weights = new Map([['look.out.bias', { shape: [16], data: bias }]])
    const phases = [
      { ...critic, share: 300, batch: 4 },
      { ...look, share: 3 },
    ]
    const more = { minutes: 303 / 60, validateEvery: 30 / 60, learningRate: 5e-3, judgedPictures: 8 }
    const { progress } = await run('light', configOf(phases, more), { weights })
    const rows = rowsOf('light').filter((row) => row['critic accuracy'])
    expect(Number(rows[rows.length - 1]['critic accuracy'])).toBeGreaterThanOrEqual(0.95)
    expect(rows[rows.length - 1]['phase']).toBe('0')
    expect(progress.step).toBeLessThan(200)
    expect(progress.step + progress.skipped).toBeCloseTo(303, 6)
    expect(progress.phase).toBe(1)
    expect(readFileSync(join(folder, 'light', 'curves.svg'), 'utf8')).toContain('critic, accuracy')
  })

  it('starts new beside a checkpoint that knows of none', async () => {
    await run('before', configOf([look]), { steps: 1 })
    const file = join(folder, 'before', 'checkpoint.safetensors')
    const state = loadCheckpoint(file, configOf([look, critic]))!
    expect(state.slots.get('critic.out.weight')!.steps.item()).toBe(0)
    expect([...loadCheckpoint(file, configOf([look]))!.slots.keys()].some(isCritics)).toBe(false)
  })
})

describe('the stage gan', () => {
  // The critic guesses at first: the threshold lets both sides learn
  const config = configOf([{ ...look, stage: 'gan' }], { criticThreshold: 0.6925, learningRate: 3e-3, adversarial: 0.1 })

  it('goes on exactly where it stopped: 3 + 3 steps are 6, of both sides', async () => {
    const { slots, progress } = await sameInParts('gan', config)
    const stepsOf = (name: string) => slots.get(name)!.steps.item()
    expect(stepsOf('critic.out.weight')).toBeGreaterThan(0)
    expect(stepsOf('look.out.weight')).toBeGreaterThan(0)
    expect(stepsOf('critic.out.weight') + stepsOf('look.out.weight')).toBe(6)
    expect(stepsOf('repair.out.weight')).toBe(0)
    expect(progress.distances.length).toBe(2)
  })

  it('measures at once and at the end, and keeps the best weights for whoever goes on', async () => {
    const name = 'gan-whole'
    const rows = rowsOf(name)
    expect(rows.map((row) => Number(row['step']))).toEqual([1, 6])
    expect(rows.every((row) => Number(row['Fréchet distance']) > 0)).toBe(true)
    const best = openCheckpoint(join(folder, name, BEST)).weights
    expect([...best.keys()].some(isCritics)).toBe(false)
    const used = runWeights(join(folder, name))
    for (const [key, { data }] of best) expect(used.get(key)!.data, key).toEqual(data)
    expect(used.has('critic.out.weight')).toBe(true)
  })

  it('ends when the distance has no new best', async () => {
    // A learning rate that ruins every picture: no measurement stays the best for long
    const phases = [{ ...look, stage: 'gan' }]
    const patience = 4
    const ruin = configOf(phases, {
      minutes: 60 / 60,
      validateEvery: 2 / 60,
      learningRate: 0.3,
      clip: 100,
      criticThreshold: 9,
      patience,
    })
    const { progress } = await run('ruin', ruin)
    const { distances } = progress
    expect(standing(distances, patience).done).toBe(true)
    expect(standing(distances.slice(0, -1), patience).done).toBe(false)
    // Measured after the first step and after every second one
    expect(progress.step).toBe(2 * distances.length - 1)
    expect(progress.step).toBeLessThan(60)
    const kept = openCheckpoint(join(folder, 'ruin', BEST)).metadata['progress']
    expect(JSON.parse(kept).step).toBe(2 * (distances.length - patience) - 1)
  })
})
