import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createPicture } from '@revelado/core'
import { afterAll, describe, expect, it } from 'vitest'
import { type ModelJson, readGraphModel } from '../../tools/tensorflow/graph-model.ts'
import { tensorflowToOnnx } from '../../tools/tensorflow/to-onnx.ts'
import { fillUp, loadMaxim, SIDE } from './maxim.ts'

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

describe('fillUp', () => {
  it('mirrors without doubling the rim', () => {
    const { width, height, data } = fillUp(small)
    expect([width, height]).toEqual([SIDE, SIDE])
    const row = (c: number, y: number) =>
      [...data.subarray((c * SIDE + y) * SIDE, (c * SIDE + y) * SIDE + 6)].map((v) => Math.round(v * 20))
    expect(row(0, 0)).toEqual([0, 1, 2, 1, 0, 1])
    expect(row(0, 1)).toEqual([3, 4, 5, 4, 3, 4])
    expect(row(2, 2)).toEqual([12, 13, 14, 13, 12, 13])
  })

  it('refuses what is larger', () => {
    expect(() => fillUp(createPicture(SIDE + 1, 2))).toThrow('257 × 2')
  })
})

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
})
