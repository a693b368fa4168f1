// The predecessor's recipe as a whole, with a narrow network and a clock that counts steps.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { autoencoderSizes, ENCODER, initialValues } from '@revelado/model'
import { fromArray, scope, type Tensor, writeSafetensors } from '@revelado/torch'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { stepClock } from '../clock.ts'
import { makePhotographs } from '../data/made-photographs.ts'
import { buildCache, cachedPictures, PictureStore } from '../data/pictures.ts'
import { drawBatch } from '../feed/draw.ts'
import { readRows } from '../run/curves.ts'
import { configPath, recipeOf } from './choose.ts'
import { type PredecessorConfig, parsePredecessorConfig } from './config.ts'
import { createPredecessorState, type PredecessorState } from './state.ts'
import { trainPredecessor } from './train.ts'
import { shapeOf } from './validation.ts'

const folder = mkdtempSync(join(tmpdir(), 'revelado-'))
const pictures = join(folder, 'cache')
beforeAll(async () => {
  await makePhotographs(join(folder, 'photographs'), 4)
  await buildCache(join(folder, 'photographs'), pictures)
})
afterAll(() => rmSync(folder, { recursive: true }))

/** Six steps: two of each part. */
const base = {
  name: 'test',
  recipe: 'predecessor',
  seed: 'predecessor.test',
  minutes: 6 / 60,
  threads: 1,
  validateEvery: 1000,
  validationPictures: 4,
  network: { widths: [4, 8, 12, 16], blocks: [1, 1, 1, 1] },
  phases: [
    { part: 'autoencoder', share: 1, size: 32, batch: 2 },
    { part: 'frozen', share: 1, size: 32, batch: 2 },
    { part: 'unfrozen', share: 1, size: 64, batch: 2 },
  ],
}
const config = parsePredecessorConfig(base)

type Values = Map<string, Float32Array>
const valuesOf = ({ slots, live }: PredecessorState): Values =>
  new Map([
    ...[...slots.values()].map((slot): [string, Float32Array] => [slot.name, slot.parameter.toFloat32Array()]),
    ...[...live.statistics].map(([name, tensor]): [string, Float32Array] => [name, tensor.toFloat32Array()]),
  ])
const run = (name: string, steps?: number, used: PredecessorConfig = config): Promise<PredecessorState> =>
  trainPredecessor(used, { folder: join(folder, name), pictures, clock: (start) => stepClock(1, start), steps })

function moved(before: Values, after: Values): string[] {
  return [...before].filter(([name, values]) => values.some((v, i) => v !== after.get(name)![i])).map(([name]) => name)
}

describe('a run of the predecessor’s recipe', () => {
  it('moves what learns in each part, goes on exactly, leaves curves and triptychs', async () => {
    const start = valuesOf(createPredecessorState(config))
    const whole = valuesOf(await run('whole'))
    const one = valuesOf(await run('parts', 2))
    const asAutoencoder = moved(start, one)
    expect(asAutoencoder).toContain(`${ENCODER}conv1.weight`)
    expect(asAutoencoder).toContain(`${ENCODER}bn1.running_mean`)
    expect(asAutoencoder.some((name) => name.startsWith('decoder.'))).toBe(false)
    const two = valuesOf(await run('parts', 2))
    const frozen = moved(one, two)
    expect(frozen).toContain('decoder.out.weight')
    expect(frozen).toContain(`${ENCODER}bn1.running_mean`)
    expect(frozen.some((name) => name.startsWith(ENCODER) && /conv\d\.weight$/.test(name))).toBe(false)
    expect(frozen.some((name) => name.startsWith('mirror.'))).toBe(false)
    const three = valuesOf(await run('parts'))
    expect(moved(two, three)).toContain(`${ENCODER}conv1.weight`)
    expect(moved(three, whole)).toEqual([])
    const [row] = readRows(join(folder, 'whole', 'curves.csv'))
    expect(row).toMatchObject({ step: '6', part: 'unfrozen', size: '64', encoder: 'own' })
    for (const name of ['train mse', 'validation mse']) expect(Number(row[name])).toBeGreaterThan(0)
    expect(readFileSync(join(folder, 'whole', 'sheet.png')).length).toBeGreaterThan(1000)
  })

  it('trains a critic alone, and then lets the losing side learn', async () => {
    const phases = [
      { part: 'frozen', share: 1, size: 32, batch: 2 },
      { part: 'critic', share: 1, size: 32, batch: 2 },
      { part: 'gan', share: 1, size: 32, batch: 2 },
    ]
    const more = { ...base, phases, critic: { widths: [4, 8] } }
    const losing = (threshold: number) => parsePredecessorConfig({ ...more, criticThreshold: threshold })
    const strict = losing(1e-6)
    const one = valuesOf(await run('critic', 2, strict))
    const two = valuesOf(await run('critic', 2, strict))
    const sides = (names: string[]) => new Set(names.map((name) => name.startsWith('critic.')))
    expect(sides(moved(one, two))).toEqual(new Set([true]))
    expect(sides(moved(two, valuesOf(await run('critic', 1, strict))))).toEqual(new Set([true]))
    const three = await run('critic', undefined, losing(100))
    expect(sides(moved(two, valuesOf(three))).has(false)).toBe(true)
    expect(three.progress.criticLoss).toBeGreaterThan(0)
    const [row] = readRows(join(folder, 'critic', 'curves.csv'))
    expect(Number(row['critic accuracy'])).toBeGreaterThanOrEqual(0)
    expect(Number(row['critic accuracy'])).toBeLessThanOrEqual(1)
  })

  it('begins with a given encoder, and then has no autoencoder', () => {
    const path = join(folder, 'resnet.safetensors')
    const { parameters, statistics } = autoencoderSizes(1, 64, 64, config.network)
    const write = (skip: string): void =>
      scope(() => {
        const tensors: Record<string, Tensor> = {}
        for (const spec of [...parameters.values(), ...statistics.values()])
          if (spec.name.startsWith(ENCODER) && spec.name !== ENCODER + skip)
            tensors[spec.name.slice(ENCODER.length)] = fromArray(initialValues({ ...spec, init: 'kaiming' }, 'given'), spec.shape)
        writeSafetensors(path, { ...tensors, 'fc.bias': fromArray(Float32Array.of(1), [1]) })
      })
    write('')
    const given = parsePredecessorConfig({ ...base, encoder: path })
    expect(given.phases.map(({ part }) => part)).toEqual(['frozen', 'unfrozen'])
    const values = valuesOf(createPredecessorState(given))
    for (const name of [`${ENCODER}layer2.0.conv1.weight`, `${ENCODER}bn1.running_var`]) {
      const spec = parameters.get(name) ?? statistics.get(name)!
      expect(values.get(name)).toEqual(initialValues({ ...spec, init: 'kaiming' }, 'given'))
    }
    expect([...values.keys()].some((name) => name.startsWith('mirror.'))).toBe(false)
    write('layer3.0.bn2.bias')
    expect(() => createPredecessorState(given)).toThrow('it has no layer3.0.bn2.bias')
    expect(() => createPredecessorState({ ...given, encoder: '/nowhere' })).toThrow('/nowhere')
  })
})

describe('its feed', () => {
  it('inverts or takes the colour away, half and half', () => {
    const store = new PictureStore(pictures)
    const batch = drawBatch(store, cachedPictures(pictures), shapeOf({ size: 64, batch: 40 }), 1, 0)
    store.close()
    const kinds = Array.from({ length: 40 }, (_, i) => [...batch.labels.subarray(4 * i, 4 * i + 2)])
    expect(kinds.every(([negative, bw]) => negative + bw === 1)).toBe(true)
    expect(Math.abs(kinds.filter(([negative]) => negative).length - 20)).toBeLessThan(10)
    // Wherever nothing else befell it, a negative is 255 − x to the step
    const n = 3 * 64 * 64
    const plain = kinds.filter(([negative], i) => {
      let same = 0
      for (let j = i * n; j < (i + 1) * n; j++) same += Number(Math.abs(1 - batch.tileTarget[j] - batch.tilePicture[j]) < 1 / 255)
      return negative && same > n / 2
    })
    expect(plain.length).toBeGreaterThan(3)
  })
})

describe('its command line', () => {
  it('takes a file or a recipe, not both or another', () => {
    expect(configPath(['mine.json'], undefined)).toBe('mine.json')
    expect(recipeOf(configPath([], 'predecessor'))).toBe('predecessor')
    expect(recipeOf(configPath([], 'revelado'))).toBe('revelado')
    expect(recipeOf('/nowhere')).toBe(undefined)
    expect(() => configPath([], undefined)).toThrow('received 0 files')
    expect(() => configPath(['a.json'], 'predecessor')).toThrow('1 files and a recipe')
    expect(() => configPath([], 'toString')).toThrow('predecessor or revelado')
  })
})
