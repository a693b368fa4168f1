// One description, two interpreters: libtorch and ONNX Runtime must agree, on random weights of every kind of layer.
import { applyDevelopment, createPicture, PROFILE_LENGTH, Random } from '@revelado/core'
import {
  develop,
  FIND_CONFIG,
  type FillInputs,
  type FindConfig,
  type FindInputs,
  fill,
  fillGraph,
  fillSizes,
  find,
  findGraph,
  findSizes,
  fromHalf,
  LOOK_CONFIG,
  type LookConfig,
  type LookInputs,
  look,
  lookGraph,
  lookSizes,
  type ParameterSpec,
  type RepairInputs,
  repair,
  repairGraph,
  repairReach,
  repairSizes,
  startingDevelopment,
  toHalf,
  type Weights,
} from '@revelado/model'
import { fromArray, noGrad, scope, type Tensor } from '@revelado/torch'
import * as onnx from 'onnxruntime-node'
import { describe, expect, it } from 'vitest'
import { libtorchOps, Parameters } from './libtorch.ts'

/** Float32 arithmetic in another order. */
const SAME = 1e-4
/** core looks its curves up in tables. */
const SAME_DEVELOPMENT = 2e-4

type Array = { data: Float32Array; dims: number[] }

/** Weights of every parameter, none zero, exactly representable in binary16. */
function randomWeights(parameters: ReadonlyMap<string, ParameterSpec>): Weights {
  const weights = new Map<string, { shape: readonly number[]; data: Float32Array }>()
  for (const [name, { shape, init }] of parameters) {
    const random = new Random(name)
    const length = shape.reduce((a, b) => a * b, 1)
    const deviation = shape.length > 1 ? 0.7 / Math.sqrt(length / shape[0]) : 0.02
    const data = Float32Array.from({ length }, (_, i) =>
      fromHalf(toHalf(random.normal(0, deviation) + (init instanceof Float32Array ? init[i] : 0))),
    )
    weights.set(name, { shape, data })
  }
  return weights
}

function randomArray(seed: string, dims: number[]): Array {
  const random = new Random(seed)
  return { dims, data: Float32Array.from({ length: dims.reduce((a, b) => a * b, 1) }, () => random.uniform()) }
}

async function byOnnx(graph: Uint8Array, inputs: Record<string, Array>): Promise<Record<string, Float32Array>> {
  const session = await onnx.InferenceSession.create(graph, { intraOpNumThreads: 1 })
  const feeds = Object.fromEntries(Object.entries(inputs).map(([name, { data, dims }]) => [name, new onnx.Tensor('float32', data, dims)]))
  const results = await session.run(feeds)
  return Object.fromEntries(Object.entries(results).map(([name, tensor]) => [name, tensor.data as Float32Array]))
}

function byLibtorch(
  weights: Weights,
  inputs: Record<string, Array>,
  describeIt: (ops: ReturnType<typeof libtorchOps>, inputs: Record<string, Tensor>) => object,
): Record<string, Float32Array> {
  const parameters = new Parameters(1)
  for (const [name, { data, shape }] of weights) parameters.set(name, data, shape)
  return scope(() =>
    noGrad(() => {
      const tensors = Object.fromEntries(Object.entries(inputs).map(([name, { data, dims }]) => [name, fromArray(data, dims)]))
      const out = describeIt(libtorchOps(parameters), tensors) as Record<string, Tensor>
      return Object.fromEntries(Object.entries(out).map(([name, tensor]) => [name, tensor.toFloat32Array()]))
    }),
  )
}

function largestDifference(a: Float32Array, b: Float32Array): number {
  expect(a.length).toBe(b.length)
  let most = 0
  for (let i = 0; i < a.length; i++) most = Math.max(most, Math.abs(a[i] - b[i]))
  return most
}

describe('libtorch and ONNX', () => {
  const lookInputs = (switches: number[]): Record<string, Array> => ({
    picture: randomArray('picture', [1, 3, 64, 96]),
    lost: randomArray('lost', [1, 1, 64, 96]),
    hints: randomArray('hints', [1, 3, 64, 96]),
    switches: { data: Float32Array.from(switches), dims: [1, 4] },
  })

  // The decisions do not depend on width: they are tried on a narrow LOOK, the one that is shipped once.
  const narrow: LookConfig = { widths: [16, 16, 24], blocks: [1, 1, 2], global: 32 }
  it.each([
    ['its own decisions', [-1, -1, -1, -1], LOOK_CONFIG],
    ['its own decisions, narrow', [-1, -1, -1, -1], narrow],
    ['a negative', [1, 0, 1, 0], narrow],
    ['a faded print with losses', [0, 1, 0.5, 1], narrow],
  ] as const)('agree on LOOK: %s', async (_, switches, config) => {
    const weights = randomWeights(lookSizes(1, 64, 96, config).parameters)
    const inputs = lookInputs([...switches])
    const shipped = await byOnnx(lookGraph(weights, config), inputs)
    const trained = byLibtorch(weights, inputs, (ops, t) => look(ops, t as unknown as LookInputs<Tensor>, config))
    for (const [name, values] of Object.entries(shipped)) expect(largestDifference(values, trained[name]), name).toBeLessThan(SAME)
  })

  const shallow: FindConfig = { widths: [8, 16], down: [1, 1], up: [1] }
  it.each([
    ['as shipped', FIND_CONFIG],
    ['shallow', shallow],
  ] as const)('agree on FIND: %s', async (_, config) => {
    const weights = randomWeights(findSizes(1, 64, 96, config).parameters)
    const inputs = { picture: randomArray('picture', [2, 3, 64, 96]) }
    const shipped = await byOnnx(findGraph(weights, config), inputs)
    const trained = byLibtorch(weights, inputs, (ops, t) => find(ops, t as unknown as FindInputs<Tensor>, config))
    expect(largestDifference(shipped.hidden, trained.hidden)).toBeLessThan(SAME)
    // Random weights must not leave the answer where it began
    expect(largestDifference(shipped.hidden, shipped.hidden.slice().fill(shipped.hidden[0]))).toBeGreaterThan(0.01)
  })

  it('agree on FILL', async () => {
    const weights = randomWeights(fillSizes(1, 64, 96).parameters)
    const lost = randomArray('lost', [2, 1, 64, 96])
    const inputs = {
      picture: randomArray('picture', [2, 3, 64, 96]),
      lost: { ...lost, data: lost.data.map((v) => (v > 0.5 ? 1 : 0)) },
    }
    const { painted } = await byOnnx(fillGraph(weights), inputs)
    const trained = byLibtorch(weights, inputs, (ops, t) => fill(ops, t as unknown as FillInputs<Tensor>))
    expect(largestDifference(painted, trained.painted)).toBeLessThan(SAME)
    const changed = painted.filter((v, i) => v !== inputs.picture.data[i]).length
    const n = 64 * 96
    const told = inputs.picture.data.filter((_, i) => inputs.lost.data[Math.floor(i / (3 * n)) * n + (i % n)] > 0).length
    expect(changed).toBeGreaterThan(0.9 * told)
    expect(changed).toBeLessThanOrEqual(told)
  })

  it('agree on REPAIR', async () => {
    const weights = randomWeights(repairSizes(1, 64, 64).parameters)
    const picture = (name: string): Array => randomArray(name, [1, 3, 48, 64])
    const plane = (name: string): Array => randomArray(name, [1, 1, 48, 64])
    const inputs = {
      tile: picture('tile'),
      developed: picture('developed'),
      look: picture('look'),
      confidence: plane('confidence'),
      lost: plane('told'),
      switches: { data: Float32Array.of(0.5, 1), dims: [1, 2] },
      profile: randomArray('profile', [1, PROFILE_LENGTH]),
    }
    const shipped = await byOnnx(repairGraph(weights), inputs)
    const trained = byLibtorch(weights, inputs, (ops, t) => repair(ops, t as unknown as RepairInputs<Tensor>))
    for (const [name, values] of Object.entries(shipped)) expect(largestDifference(values, trained[name]), name).toBeLessThan(SAME)
  })
})

describe('REPAIR’s reach', () => {
  it('is what a pixel depends on, and no more', async () => {
    const weights = randomWeights(repairSizes(1, 64, 64).parameters)
    const graph = repairGraph(weights)
    const reach = repairReach()
    const width = 2 * reach + 64
    const make = (seed: string, channels: number): Array => randomArray(seed, [1, channels, 8, width])
    const inputs = {
      tile: make('tile', 3),
      developed: make('developed', 3),
      look: make('look', 3),
      confidence: make('confidence', 1),
      lost: make('lost', 1),
      switches: { data: Float32Array.of(1, 1), dims: [1, 2] },
      profile: randomArray('profile', [1, PROFILE_LENGTH]),
    }
    const before = (await byOnnx(graph, inputs)).restored
    inputs.tile.data[0] += 1
    const after = (await byOnnx(graph, inputs)).restored
    let farthest = 0
    for (let i = 0; i < before.length; i++) if (before[i] !== after[i]) farthest = Math.max(farthest, i % width)
    expect(farthest).toBeGreaterThan(reach / 2)
    expect(farthest).toBeLessThanOrEqual(reach)
  })
})

describe('the development', () => {
  const pixels = randomArray('pixels', [1, 3, 40])
  const run = (numbers: Float32Array): Float32Array =>
    byLibtorch(new Map(), { pixels, numbers: { data: numbers, dims: [1, 78] } }, (ops, t) => ({ out: develop(ops, t.pixels, t.numbers) }))
      .out

  it('starts as the identity and as the inversion', () => {
    expect(largestDifference(run(startingDevelopment('identity')), pixels.data)).toBeLessThan(1e-6)
    expect(
      largestDifference(
        run(startingDevelopment('inversion')),
        pixels.data.map((v) => 1 - v),
      ),
    ).toBeLessThan(1e-6)
  })

  it('is the one that core applies at full size', () => {
    const random = new Random('a development')
    const numbers = startingDevelopment('inversion').map((v) => v + random.normal(0, 0.1))
    const picture = createPicture(8, 5, 'srgb', pixels.data)
    expect(largestDifference(applyDevelopment(picture, numbers).data, run(numbers))).toBeLessThan(SAME_DEVELOPMENT)
  })
})
