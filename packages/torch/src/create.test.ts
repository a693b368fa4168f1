// Tensors from arrays and back.

import { describe, expect, test } from 'vitest'
import { arange, fromArray, full, linspace, ones, rand, randn, tensor, zeros } from './create.ts'
import { ops } from './ops.ts'
import { seed } from './runtime.ts'
import { live, scope } from './scope.ts'
import type { DType, TypedArray } from './types.ts'

describe('fill', () => {
  test('is float32 unless something else is asked for', () => {
    scope(() => {
      const all = [zeros([2]), ones([2]), full([2], 1), arange(0, 2), linspace(0, 1, 2), rand([2]), randn([2]), tensor([1, 2])]
      for (const t of all) expect([t.dtype, t.device, t.shape]).toEqual(['float32', 'cpu', [2]])
      expect(full([1], 3, { dtype: 'int64' }).dtype).toBe('int64')
    })
  })

  test('gives the values that were asked for', () => {
    scope(() => {
      expect([...arange(1, 2, 0.25).toArray()]).toEqual([1, 1.25, 1.5, 1.75])
      expect([...linspace(-1, 1, 3).toArray()]).toEqual([-1, 0, 1])
      expect([...tensor([[1, 2, 3], [4, 5, 6]]).toArray()]).toEqual([1, 2, 3, 4, 5, 6]) // biome-ignore format: a matrix
      expect(tensor(2.5).shape).toEqual([])
      expect(tensor([]).shape).toEqual([0])
    })
  })

  test('random numbers are repeated by their seed', () => {
    scope(() => {
      const draw = () => {
        seed(3)
        return [...randn([5]).toArray()]
      }
      expect(draw()).toEqual(draw())
    })
  })
})

describe('fromArray and toArray', () => {
  const arrays: [DType, TypedArray][] = [
    ['float32', Float32Array.of(1.5, -2)],
    ['float64', Float64Array.of(Math.PI, -1e300)],
    ['int64', BigInt64Array.of(2n ** 60n, -1n)],
    ['int32', Int32Array.of(-5, 7)],
    ['int16', Int16Array.of(-5, 7)],
    ['int8', Int8Array.of(-5, 7)],
    ['uint8', Uint8Array.of(255, 0)],
    ['uint16', Uint16Array.of(65535, 1)],
  ]
  test.each(arrays)('%s goes there and back', (dtype, array) => {
    scope(() => {
      const t = fromArray(array)
      expect(t.dtype).toBe(dtype)
      expect(t.toArray()).toEqual(array)
    })
  })

  test('a copy is a copy', () => {
    scope(() => {
      const array = Float32Array.of(1, 2)
      const t = fromArray(array)
      array[0] = 9
      t.toArray()[1] = 9
      expect([...t.toArray()]).toEqual([1, 2])
    })
  })

  test('the order is that of rows, whatever the memory format', () => {
    scope(() => {
      const t = ops.contiguous(
        fromArray(
          Float32Array.from({ length: 12 }, (_, i) => i),
          [1, 3, 2, 2],
        ),
        { memory_format: 'channels_last' },
      )
      expect(t.strides).toEqual([12, 1, 6, 3])
      expect([...t.toArray()]).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11])
    })
  })

  test('bytes can be named anything of their length', () => {
    scope(() => {
      const t = fromArray(Uint16Array.of(0x3f80, 0xc000), [2], { dtype: 'bfloat16' })
      expect([...t.toArray()]).toEqual([1, -2])
      expect(t.toArray()).toBeInstanceOf(Float32Array)
      expect([...t.toBytes()]).toEqual([0x80, 0x3f, 0, 0xc0])
    })
  })

  test('part of a buffer, and Node’s buffers', () => {
    scope(() => {
      expect([...fromArray(Float32Array.of(1, 2, 3, 4).subarray(1, 3)).toArray()]).toEqual([2, 3])
      expect([...fromArray(Buffer.from('ab')).toArray()]).toEqual([97, 98])
    })
  })

  test('empty arrays', () => {
    scope(() => {
      expect(fromArray(new Float32Array(0), [0, 3]).shape).toEqual([0, 3])
      expect(fromArray(new Float32Array(0), [0, 3], { share: true }).toArray().length).toBe(0)
      expect(zeros([0]).toArray({ share: true }).length).toBe(0)
    })
  })

  test('toFloat32Array converts', () => {
    scope(() => {
      expect(tensor([1, 0], { dtype: 'bool' }).toFloat32Array()).toEqual(Float32Array.of(1, 0))
      expect(tensor([1.5], { dtype: 'float64' }).toFloat32Array()).toEqual(Float32Array.of(1.5))
    })
  })
})

describe('shared memory', () => {
  test.each([
    ['an array', new Float32Array(2)],
    ['an array over a SharedArrayBuffer', new Float32Array(new SharedArrayBuffer(8))],
  ])('of %s is seen from both sides', (_, array) => {
    scope(() => {
      const t = fromArray(array, [2], { share: true })
      array[0] = 7
      expect(ops.select(t, 0, 0).item()).toBe(7)
      ops.fill_(t, 3)
      expect([...array]).toEqual([3, 3])
    })
  })

  test('of a tensor is seen from both sides, and outlives it', () => {
    const t = zeros([3])
    const array = t.toArray({ share: true })
    ops.fill_(t, 2)
    t.dispose()
    expect([...array]).toEqual([2, 2, 2])
  })

  test('does not leave with its buffer for another thread', () => {
    scope(() => {
      const array = Float32Array.of(1, 2)
      const t = fromArray(array, [2], { share: true })
      try {
        structuredClone(array.buffer, { transfer: [array.buffer] })
      } catch {
        // Newer versions of Node refuse, older ones ignore the transfer.
      }
      expect(array.length).toBe(2)
      expect([...t.toArray()]).toEqual([1, 2])
    })
  })

  test('is given back when the tensor is gone', () => {
    const before = live()
    for (let i = 0; i < 100; i++) fromArray(new Uint8Array(1e6), [1e6], { share: true }).dispose()
    expect(live()).toBe(before)
  })
})

describe('to', () => {
  test('converts, and returns the tensor itself where nothing changes', () => {
    scope(() => {
      const t = tensor([1.5])
      expect(t.to({ dtype: 'int32' }).dtype).toBe('int32')
      expect(t.to({ dtype: 'float32', device: 'cpu' })).toBe(t)
      const copy = t.to({ copy: true })
      ops.fill_(copy, 9)
      expect(t.item()).toBe(1.5)
    })
  })

  test('passes gradients on', () => {
    scope(() => {
      const t = tensor([3], { requiresGrad: true })
      ops.sum(ops.square(t.to({ dtype: 'float64', memoryFormat: 'contiguous_format' }))).backward()
      expect(t.grad!.item()).toBe(6)
    })
  })
})
