// Calling operators: which overload, arguments by name, what comes back.

import { describe, expect, test } from 'vitest'
import { ones, rand, tensor, zeros } from './create.ts'
import { call, namespace, operatorNames, ops } from './ops.ts'
import { scope } from './scope.ts'
import { Tensor } from './tensor.ts'

const list = (t: Tensor) => Array.from(t.toArray(), Number)

describe('an overload is picked by the kinds of the arguments', () => {
  test('tensor or number', () => {
    scope(() => {
      expect(list(ops.add(tensor([1, 2]), tensor([10, 20])))).toEqual([11, 22])
      expect(list(ops.add(tensor([1, 2]), 5))).toEqual([6, 7])
      expect(list(ops.pow(tensor([2, 3]), 2))).toEqual([4, 9])
      expect(list(ops.pow(2, tensor([2, 3])))).toEqual([4, 8])
    })
  })

  test('all elements, or along dimensions', () => {
    scope(() => {
      const x = tensor([
        [1, 2],
        [3, 4],
      ])
      expect(ops.sum(x).item()).toBe(10)
      expect(list(ops.sum(x, [0]))).toEqual([4, 6])
      expect(ops.mean(x, [1], true).shape).toEqual([2, 1])
      expect(ops.max(x).item()).toBe(4)
      const [largest, places] = ops.max(x, 1)
      expect([list(largest), list(places)]).toEqual([
        [2, 4],
        [1, 1],
      ])
    })
  })

  test('by the names of options', () => {
    scope(() => {
      expect(ops.upsample_nearest2d(ones([1, 1, 2, 2]), [6, 4]).shape).toEqual([1, 1, 6, 4])
      expect(ops.upsample_nearest2d(ones([1, 1, 2, 2]), null, [2, 3]).shape).toEqual([1, 1, 4, 6])
      expect(ops.conv2d(ones([1, 1, 4, 4]), ones([1, 1, 3, 3]), { padding: 'same' }).shape).toEqual([1, 1, 4, 4])
      expect(ops.var(tensor([1, 2, 3]), { correction: 0 }).item()).toBeCloseTo(2 / 3, 6)
    })
  })

  test('dtypes, devices and memory formats are told apart', () => {
    scope(() => {
      expect(ops.to(ones([2]), 'float64').dtype).toBe('float64')
      expect(ops.to(ones([2]), 'cpu', 'int32').dtype).toBe('int32')
      expect(ops.contiguous(ones([1, 2, 2, 2]), { memory_format: 'channels_last' }).strides).toEqual([8, 1, 4, 2])
    })
  })
})

describe('arguments', () => {
  test('by name, after any number of positions', () => {
    scope(() => {
      const [x, w] = [ones([1, 1, 5, 5]), ones([1, 1, 3, 3])]
      const shapes = [
        ops.conv2d(x, w, null, [2, 2], [1, 1]),
        ops.conv2d(x, w, null, 2, 1),
        ops.conv2d(x, w, null, 2, { padding: 1 }),
        ops.conv2d(x, w, { stride: 2, padding: 1 }),
        ops.conv2d.default(x, w, undefined, { padding: [1, 1], stride: 2 }),
      ].map((y) => y.shape)
      for (const shape of shapes) expect(shape).toEqual([1, 1, 3, 3])
    })
  })

  test('lists may hold null where the operator allows it', () => {
    scope(() => {
      const x = tensor([
        [1, 2],
        [3, 4],
      ])
      const second = ops.full([1], 1, { dtype: 'int64' })
      expect(list(ops.index(x, [null, second]))).toEqual([2, 4])
    })
  })

  test('whole numbers beyond 2^53 are given and come back as bigint', () => {
    scope(() => {
      const large = ops.full([], 2n ** 60n + 1n, { dtype: 'int64' })
      expect(large.item()).toBe(2n ** 60n + 1n)
      expect(ops.full([], 7, { dtype: 'int64' }).item()).toBe(7)
      expect(ops.full([], true, { dtype: 'bool' }).item()).toBe(true)
    })
  })

  test('the objects and arrays that were handed over are left as they were', () => {
    scope(() => {
      const options = { padding: 1 }
      const tensors = [ones([1]), ones([1])]
      ops.conv2d(ones([1, 1, 3, 3]), ones([1, 1, 3, 3]), options)
      ops.stack(tensors)
      expect(options).toEqual({ padding: 1 })
      expect(tensors.every((t) => t instanceof Tensor)).toBe(true)
    })
  })
})

describe('results', () => {
  test('an operator in place returns the same object', () => {
    scope(() => {
      const x = tensor([-1, 2])
      expect(ops.relu_(x)).toBe(x)
      expect(list(x)).toEqual([0, 2])
      expect(ops.add_(x, 1)).toBe(x)
      expect(list(x)).toEqual([1, 3])
    })
  })

  test('`out` is written to and returned', () => {
    scope(() => {
      const out = zeros([2])
      expect(namespace('aten').add.out(tensor([1, 2]), tensor([3, 4]), { out })).toBe(out)
      expect(namespace('aten').add(tensor([1, 2]), tensor([4, 4]), { out })).toBe(out)
      expect(list(out)).toEqual([5, 6])
    })
  })

  test('several come as an array, lists as arrays', () => {
    scope(() => {
      expect(ops.split(rand([6, 2]), 2).map((t) => t.shape)).toEqual([
        [2, 2],
        [2, 2],
        [2, 2],
      ])
      expect(ops.topk(tensor([3, 9, 4]), 2).map(list)).toEqual([
        [9, 4],
        [1, 2],
      ])
    })
  })
})

describe('the registry', () => {
  test('has thousands of operators, all of which can be looked up', () => {
    const names = operatorNames()
    expect(names.length).toBeGreaterThan(3000)
    const missing = names.filter((name) => {
      const [, library, base, overload] = /^(\w+)::(\w+)(?:\.(\w+))?$/.exec(name)!
      return typeof namespace(library)[base][overload ?? 'default'] !== 'function'
    })
    expect(missing).toEqual([])
  })

  test('is reached by full names too', () => {
    scope(() => {
      expect(list(call('aten::add.Tensor', tensor([1]), tensor([2]), { alpha: 10 }) as Tensor)).toEqual([21])
      expect(list(call('aten::relu', tensor([-1, 1])) as Tensor)).toEqual([0, 1])
    })
  })

  test('makes each operator once', () => {
    expect(ops.relu).toBe(ops.relu)
    expect('relu' in ops && !('convolve2d' in ops)).toBe(true)
  })
})
