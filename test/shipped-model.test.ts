// The model that is shipped: its files are those of its card, within budget, and libtorch agrees with ONNX Runtime on it.
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { noiseProfile, type Picture, PROFILE_LENGTH, rasterToPicture, resizeArea, squaresOf } from '@revelado/core'
import { readPicture } from '@revelado/files'
import { type Card, type FillInputs, type FindInputs, fill, find, type LookInputs, look, type RepairInputs, repair } from '@revelado/model'
import { fromArray, noGrad, scope, type Tensor } from '@revelado/torch'
import * as onnx from 'onnxruntime-node'
import { describe, expect, it } from 'vitest'
import { modelWeights } from '../packages/train/src/export.ts'
import { libtorchOps, Parameters } from '../packages/train/src/libtorch.ts'

/** Both run the same binary16 weights in float32, in another order. */
const PARITY = 1e-3
const BYTES_LIMIT = 32_000_000

const models = fileURLToPath(new URL('../models', import.meta.url))
const { default: name } = JSON.parse(readFileSync(join(models, 'default.json'), 'utf8')) as { default: string }
const folder = join(models, name)
const card = JSON.parse(readFileSync(join(folder, 'card.json'), 'utf8')) as Card
const examples = fileURLToPath(new URL('../examples', import.meta.url))

async function example(file: string, width: number, height: number): Promise<Picture> {
  return resizeArea(rasterToPicture((await readPicture(join(examples, file))).raster), width, height)
}

type Arrays = Record<string, { data: Float32Array; dims: number[] }>

async function byOnnx(file: string, inputs: Arrays): Promise<Record<string, Float32Array>> {
  const session = await onnx.InferenceSession.create(join(folder, file), { intraOpNumThreads: 1 })
  const feeds = Object.fromEntries(Object.entries(inputs).map(([key, { data, dims }]) => [key, new onnx.Tensor('float32', data, dims)]))
  const results = await session.run(feeds)
  return Object.fromEntries(Object.entries(results).map(([key, tensor]) => [key, tensor.data as Float32Array]))
}

function byLibtorch(
  inputs: Arrays,
  run: (ops: ReturnType<typeof libtorchOps>, t: Record<string, Tensor>) => object,
): Record<string, Float32Array> {
  const parameters = new Parameters(1)
  for (const [key, { data, shape }] of modelWeights(folder)) parameters.set(key, data, shape)
  return scope(() =>
    noGrad(() => {
      const tensors = Object.fromEntries(Object.entries(inputs).map(([key, { data, dims }]) => [key, fromArray(data, dims)]))
      const out = run(libtorchOps(parameters), tensors) as Record<string, Tensor>
      return Object.fromEntries(Object.entries(out).map(([key, tensor]) => [key, tensor.toFloat32Array()]))
    }),
  )
}

/** @param keys what restoring asks the graph for; a graph may give more, that an earlier network described */
function expectAlike(shipped: Record<string, Float32Array>, trained: Record<string, Float32Array>, keys: readonly string[]): void {
  for (const key of keys) {
    let most = 0
    for (let i = 0; i < shipped[key].length; i++) most = Math.max(most, Math.abs(shipped[key][i] - trained[key][i]))
    expect(most, key).toBeLessThanOrEqual(PARITY)
  }
}

describe('the shipped model', () => {
  it('is what its card says, within 32,000,000 bytes', () => {
    let bytes = 0
    const parts = [card.find, card.fill, card.look, card.repair].filter((part) => part !== undefined)
    for (const part of parts) {
      const file = readFileSync(join(folder, part.file))
      bytes += file.length
      expect(createHash('sha256').update(file).digest('hex')).toBe(part.sha256)
    }
    expect(bytes).toBeLessThanOrEqual(BYTES_LIMIT)
    expect(readdirSync(folder).sort()).toEqual(['card.json', ...parts.map(({ file }) => file)].sort())
  })

  it('has a card with its sources, figures and failures', () => {
    // The collection, and the old prints that the trees know
    expect(card.dataSources.reduce((sum, { photographs }) => sum + photographs, 0)).toBe(19_320 + 1_863)
    expect(card.training.samplesSeen).toBeGreaterThan(0)
    expect(Object.keys(card.figures).length).toBeGreaterThan(0)
    expect(card.knownFailures.length).toBeGreaterThan(0)
  })

  it('gives the same in libtorch and ONNX Runtime', async () => {
    const negative = await example('colour-negative.jpg', 96, 128)
    const whole: Arrays = {
      picture: { data: negative.data, dims: [1, 3, 128, 96] },
      lost: { data: new Float32Array(128 * 96), dims: [1, 1, 128, 96] },
      hints: { data: new Float32Array(3 * 128 * 96), dims: [1, 3, 128, 96] },
      switches: { data: new Float32Array(4).fill(-1), dims: [1, 4] },
    }
    expectAlike(
      await byOnnx('look.onnx', whole),
      byLibtorch(whole, (ops, t) => look(ops, t as unknown as LookInputs<Tensor>)),
      ['probabilities', 'used', 'development', 'small', 'spread'],
    )

    const print = await example('damaged-print.jpg', 96, 96)
    const picture = { data: print.data, dims: [1, 3, 96, 96] }
    expectAlike(
      await byOnnx('find.onnx', { picture }),
      byLibtorch({ picture }, (ops, t) => find(ops, t as unknown as FindInputs<Tensor>)),
      ['hidden'],
    )
    const plane = { data: new Float32Array(96 * 96), dims: [1, 1, 96, 96] }
    if (card.fill) {
      const told = { picture, lost: { ...plane, data: plane.data.map((_, i) => (i % 96 > 40 && i % 96 < 60 ? 1 : 0)) } }
      expectAlike(
        await byOnnx('fill.onnx', told),
        byLibtorch(told, (ops, t) => fill(ops, t as unknown as FillInputs<Tensor>)),
        ['painted'],
      )
    }
    const tile: Arrays = {
      tile: picture,
      developed: picture,
      look: picture,
      confidence: plane,
      lost: plane,
      switches: { data: Float32Array.of(0, 1), dims: [1, 2] },
    }
    // A REPAIR that was told no profile begins as one that makes nothing of it
    const profile = {
      data: noiseProfile(print, squaresOf(print)),
      dims: [1, PROFILE_LENGTH],
    }
    expectAlike(
      await byOnnx('repair.onnx', { ...tile, ...(card.repair.profile && { profile }) }),
      byLibtorch({ ...tile, profile }, (ops, t) => repair(ops, t as unknown as RepairInputs<Tensor>)),
      ['restored', 'gate', 'spread'],
    )
  }, 240_000)
})
