// safetensors files: round trips, the format byte by byte, and damaged files.

import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fromArray, randn, tensor, zeros } from './create.ts'
import { TorchError } from './error.ts'
import { ops } from './ops.ts'
import { readSafetensors, readSafetensorsMetadata, writeSafetensors } from './safetensors.ts'
import { live, scope } from './scope.ts'
import type { DType } from './types.ts'

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'safetensors-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

const file = () => join(folder, 'file.safetensors')

const DTYPES: DType[] = ['float32', 'float64', 'bfloat16', 'float16', 'int64', 'int32', 'int16', 'int8', 'uint8', 'bool']

describe('a round trip', () => {
  test('keeps values, shapes, dtypes and metadata', () => {
    scope(() => {
      const tensors = Object.fromEntries(DTYPES.map((dtype) => [`a ${dtype}`, tensor([[0, 1, 100], [3, 4, 5]], { dtype })])) // biome-ignore format: a matrix
      writeSafetensors(file(), { ...tensors, scalar: tensor(2.5), empty: zeros([0, 3]) }, { step: '7', näme: 'ü' })
      const read = readSafetensors(file())
      expect(read.metadata).toEqual({ step: '7', näme: 'ü' })
      const before = live()
      expect(readSafetensorsMetadata(file())).toEqual(read.metadata)
      expect(live()).toBe(before)
      expect(Object.keys(read.tensors).sort()).toEqual([...Object.keys(tensors), 'scalar', 'empty'].sort())
      for (const [name, t] of Object.entries(tensors)) {
        expect([read.tensors[name].dtype, read.tensors[name].shape]).toEqual([t.dtype, [2, 3]])
        expect(read.tensors[name].toBytes()).toEqual(t.toBytes())
      }
      expect(read.tensors['scalar'].item()).toBe(2.5)
      expect(read.tensors['empty'].shape).toEqual([0, 3])
    })
  })

  test('writes channels_last weights in row-major order', () => {
    scope(() => {
      const w = randn([4, 3, 3, 3])
      writeSafetensors(file(), { w: ops.contiguous(w, { memory_format: 'channels_last' }) })
      expect(readSafetensors(file()).tensors['w'].toArray()).toEqual(w.toArray())
    })
  })

  test('leaves nothing beside the file, and no tensor but those it read', () => {
    const before = live()
    const { tensors } = scope(() => {
      writeSafetensors(file(), { a: zeros([2]) })
      return readSafetensors(file())
    })
    expect(live()).toBe(before + 1)
    tensors['a'].dispose()
    expect(existsSync(`${file()}.part`)).toBe(false)
  })
})

test('the file is what the format says', () => {
  scope(() => {
    writeSafetensors(file(), { b: fromArray(Uint8Array.of(7)), a: fromArray(Float32Array.of(1)) })
  })
  const bytes = readFileSync(file())
  const length = Number(bytes.readBigUInt64LE())
  expect(length % 8).toBe(0)
  expect(JSON.parse(bytes.subarray(8, 8 + length).toString())).toEqual({
    a: { dtype: 'F32', shape: [1], data_offsets: [0, 4] },
    b: { dtype: 'U8', shape: [1], data_offsets: [4, 5] },
  })
  expect([...bytes.subarray(8 + length)]).toEqual([0, 0, 0x80, 0x3f, 7])
})

describe('a damaged file', () => {
  const withHeader = (header: string, data = 4) => {
    const json = Buffer.from(header)
    const bytes = Buffer.alloc(8 + json.length + data)
    bytes.writeBigUInt64LE(BigInt(json.length))
    json.copy(bytes, 8)
    return bytes
  }
  const entry = (fields: object) => withHeader(JSON.stringify({ a: { dtype: 'F32', shape: [1], data_offsets: [0, 4], ...fields } }))

  test.each([
    ['empty', Buffer.alloc(0), /header/],
    ['of a few bytes', Buffer.from('abc'), /header/],
    ['with a header longer than itself', Buffer.from('ffffffffffffffff00', 'hex'), /header/],
    ['without JSON', withHeader('{"a":'), /JSON/],
    ['with a list for a header', withHeader('[1]'), /object/],
    ['with an unknown dtype', entry({ dtype: 'F31' }), /F31/],
    ['without a shape', entry({ shape: undefined }), /shape/],
    ['with a negative size', entry({ shape: [-1] }), /shape/],
    ['with a shape beyond its bytes', entry({ shape: [2] }), /place/],
    ['with bytes beyond its end', entry({ shape: [100], data_offsets: [0, 400] }), /place/],
    ['with its offsets turned round', entry({ shape: [0], data_offsets: [4, 0] }), /place/],
    ['with null for a tensor', withHeader('{"a":null}'), /dtype/],
  ])('%s is refused and leaks nothing', (_, bytes, message) => {
    const before = live()
    writeFileSync(file(), bytes)
    try {
      scope(() => readSafetensors(file()))
      expect.unreachable()
    } catch (error) {
      expect(error).toBeInstanceOf(TorchError)
      expect((error as TorchError).code).toBe('bad-file')
      expect((error as TorchError).message).toMatch(message)
    }
    expect(live()).toBe(before)
  })
})

test('a tensor that the format cannot hold leaves the old file as it was', () => {
  scope(() => {
    writeSafetensors(file(), { a: zeros([1]) })
    expect(() => writeSafetensors(file(), { a: ops.zeros([1], { dtype: 'complex64' }) })).toThrow(/complex64/)
    expect(Object.keys(readSafetensors(file()).tensors)).toEqual(['a'])
  })
})
