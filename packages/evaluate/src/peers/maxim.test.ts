import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createPicture } from '@revelado/core'
import { afterAll, describe, expect, it } from 'vitest'
import { type ModelJson, readGraphModel } from '../../tools/tensorflow/graph-model.ts'
import { tensorflowToOnnx } from '../../tools/tensorflow/to-onnx.ts'
import { loadMaxim, SIDE } from './maxim.ts'
import { loadPredecessor } from './predecessor.ts'

const folder = mkdtempSync(join(tmpdir(), 'revelado-'))
afterAll(() => rmSync(folder, { recursive: true }))

const small = createPicture(
  3,
  2,
  'srgb',
  Float32Array.from({ length: 18 }, (_, i) => i / 20),
)

/** A graph that moves channels on and halves them: [r, g, b] → [g, b, r] / 2, as a convolution of TensorFlow.js. */
function rotating(): Uint8Array {
  const kernel = { name: 'kernel', op: 'Const', attr: {} }
  const strides = { list: { i: ['1', '1', '1', '1'] } }
  const json: ModelJson = {
    modelTopology: {
      node: [
        { name: 'out', op: 'Identity', input: ['conv:0', '^kernel'], attr: {} },
        {
          name: 'conv',
          op: 'Conv2D',
          input: ['picture', 'kernel'],
          attr: { padding: { s: btoa('SAME') }, data_format: { s: btoa('NHWC') }, strides, dilations: strides },
        },
        { name: 'picture', op: 'Placeholder', attr: {} },
        kernel,
      ],
    },
    weightsManifest: [{ paths: ['a.bin'], weights: [{ name: 'kernel', dtype: 'float32', shape: [1, 1, 3, 3] }] }],
  }
  const shard = new Uint8Array(Float32Array.of(0, 0, 0.5, 0.5, 0, 0, 0, 0.5, 0).buffer)
  return tensorflowToOnnx(readGraphModel(json, [shard]), 'rotating', { width: SIDE, height: SIDE })
}

describe('loadMaxim', () => {
  it('is nothing where there is no file', async () => {
    expect(await loadMaxim(join(folder, 'empty'))).toBeUndefined()
  })

  it('gives a picture of the same size, translated from TensorFlow.js', async () => {
    writeFileSync(join(folder, 'maxim-denoising.onnx'), rotating())
    const { width, height, data } = await (await loadMaxim(folder))!.restore(small)
    expect([width, height]).toEqual([3, 2])
    for (const [i, v] of data.entries()) expect(v).toBeCloseTo(small.data[(i + 6) % 18] / 2, 6)
  })

  it('refuses what is larger than its file takes', async () => {
    await expect((await loadMaxim(folder))!.restore(createPicture(SIDE + 1, 2))).rejects.toThrow('257 × 2')
  })
})

describe('loadPredecessor', () => {
  it('fills pictures up to what the network takes, and gives back their own size', async () => {
    expect(await loadPredecessor(join(folder, 'empty'))).toBeUndefined()
    writeFileSync(join(folder, 'predecessor.onnx'), rotating())
    const picture = createPicture(250, 227)
    for (let i = 0; i < picture.data.length; i++) picture.data[i] = (i % 97) / 97
    const { width, height, data } = await (await loadPredecessor(folder))!.restore(picture)
    expect([width, height]).toEqual([250, 227])
    const n = width * height
    for (const i of [0, 249, n - 1, n + 5, 3 * n - 1]) expect(data[i]).toBeCloseTo(picture.data[(i + n) % (3 * n)] / 2, 6)
  })
})
