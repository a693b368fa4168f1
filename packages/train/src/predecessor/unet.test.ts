// The predecessor's network against PyTorch in both modes of batch normalisation (fixtures/make-predecessor.py made the values),
// and against ONNX Runtime.
import { readFileSync } from 'node:fs'
import { fromHalf, predecessorSizes, predecessorUnet, type ResNetConfig, toHalf, writeGraph } from '@revelado/model'
import { fromArray, noGrad, scope, setThreads, type Tensor, ops as torch } from '@revelado/torch'
import * as onnx from 'onnxruntime-node'
import { describe, expect, it } from 'vitest'
import { libtorchOps, Parameters } from '../libtorch.ts'

interface Stored {
  shapes: Record<string, number[]>
  still: number[]
  training: number[]
  loss: number
  gradients: Record<string, number>
  statistics: Record<string, number[]>
}
const stored = JSON.parse(readFileSync(new URL('../../fixtures/predecessor.json', import.meta.url), 'utf8')) as Stored

// Two threads on busy cores wait for each other
setThreads(1)

const tiny: ResNetConfig = { widths: [4, 8, 12, 16], blocks: [2, 1, 1, 1] }
const [N, H, W] = [2, 64, 32]
/** Thirty layers of float32 sums in another order. */
const SAME = 2e-4
const EVERY = 997

const made = (length: number, k: number): Float32Array => Float32Array.from({ length }, (_, i) => Math.sin(i * (k + 1) * 0.7))
const size = (shape: readonly number[]): number => shape.reduce((a, b) => a * b, 1)

/** As `fill` in make-predecessor.py. */
function madeValues(name: string, shape: readonly number[]): Float32Array {
  const k = [...name].reduce((sum, c) => sum + c.charCodeAt(0), 0) % 61
  const x = made(size(shape), k)
  const scale = shape.length === 4 ? Math.sqrt(2 / size(shape.slice(1))) : 0
  if (scale) return x.map((v) => v * scale)
  if (name.endsWith('running_var')) return x.map((v) => 1 + 0.5 * v)
  return name.endsWith('weight') ? x.map((v) => 1 + 0.2 * v) : x.map((v) => 0.1 * v)
}

function madeParameters(values = madeValues): Parameters {
  const { parameters, statistics } = predecessorSizes(1, 64, 64, tiny)
  const made = new Parameters(1)
  for (const [name, { shape }] of parameters) made.set(name, values(name, shape), shape)
  for (const [name, { shape }] of statistics) made.statistic(name, shape, values(name, shape))
  return made
}

const picture = (k: number): Float32Array => made(N * 3 * H * W, k).map((v) => 0.5 + 0.5 * v)
const tensorOf = (k: number): Tensor => fromArray(picture(k), [N, 3, H, W])

function expectSame(values: ArrayLike<number>, wanted: readonly number[], scale = 1): void {
  for (const [i, value] of wanted.entries()) expect(Math.abs(values[i * scale] - value), `${i}`).toBeLessThan(SAME)
}

describe('the predecessor’s network', () => {
  it('has the parameters and statistics of PyTorch’s, by name and shape', () => {
    const { parameters, statistics } = predecessorSizes(1, 64, 64, tiny)
    const shapes = Object.fromEntries([...parameters, ...statistics].map(([name, { shape }]) => [name, [...shape]]))
    expect(shapes).toEqual(stored.shapes)
  })

  it('gives PyTorch’s picture by its statistics, and leaves them alone', () => {
    const parameters = madeParameters()
    const before = parameters.statistics.get('encoder.bn1.running_mean')!.toFloat32Array()
    const out = scope(() => noGrad(() => predecessorUnet(libtorchOps(parameters), tensorOf(0), tiny).toFloat32Array()))
    expectSame(out, stored.still, EVERY)
    expect(parameters.statistics.get('encoder.bn1.running_mean')!.toFloat32Array()).toEqual(before)
  })

  it('gives PyTorch’s picture, gradients and new statistics where it trains', () => {
    const parameters = madeParameters()
    scope(() => {
      const out = predecessorUnet(libtorchOps(parameters, { training: true }), tensorOf(0), tiny)
      expectSame(
        noGrad(() => torch.detach(out).toFloat32Array()),
        stored.training,
        EVERY,
      )
      const loss = torch.mse_loss(out, tensorOf(5))
      loss.backward()
      expect(loss.item()).toBeCloseTo(stored.loss, 4)
      for (const [name, norm] of Object.entries(stored.gradients)) {
        const found = noGrad(() => torch.linalg_vector_norm(parameters.tensors.get(name)!.grad!).item())
        expect(Math.abs(found / norm - 1), name).toBeLessThan(1e-3)
      }
    })
    for (const [name, values] of Object.entries(stored.statistics)) expectSame(parameters.statistics.get(name)!.toFloat32Array(), values)
  })

  it('is the same in ONNX Runtime', async () => {
    const rounded = (name: string, shape: readonly number[]): Float32Array => madeValues(name, shape).map((v) => fromHalf(toHalf(v)))
    const { parameters, statistics } = predecessorSizes(1, 64, 64, tiny)
    const weights = new Map([...parameters, ...statistics].map(([name, { shape }]) => [name, { shape, data: rounded(name, shape) }]))
    const shape = ['n', 3, 'height', 'width']
    const graph = writeGraph({ name: 'predecessor', inputs: { picture: shape }, outputs: { restored: shape } }, weights, (ops, inputs) => ({
      restored: predecessorUnet(ops, inputs.picture, tiny),
    }))
    const session = await onnx.InferenceSession.create(graph, { intraOpNumThreads: 1 })
    const { restored } = await session.run({ picture: new onnx.Tensor('float32', picture(0), [N, 3, H, W]) })
    const out = scope(() => noGrad(() => predecessorUnet(libtorchOps(madeParameters(rounded)), tensorOf(0), tiny).toFloat32Array()))
    expectSame(restored.data as Float32Array, [...out])
  })
})
