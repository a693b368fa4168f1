// Scopes free what is made inside, whatever happens.

import { beforeEach, describe, expect, test } from 'vitest'
import { fromArray, ones, tensor, zeros } from './create.ts'
import { ops } from './ops.ts'
import { keep, live, scope } from './scope.ts'
import type { Tensor } from './tensor.ts'

let before = 0
beforeEach(() => {
  before = live()
})

describe('scope', () => {
  test('frees what was made inside', () => {
    const sum = scope(() => ops.sum(ops.add(ones([3]), 1)).item())
    expect(sum).toBe(6)
    expect(live()).toBe(before)
  })

  test('lets what is returned live on, also within arrays, objects and maps', () => {
    const result = scope(() => {
      ones([9])
      return { list: [ones([1]), [ones([2])]], map: new Map([['a', ones([3])]]), other: 'text', none: null }
    })
    expect(live()).toBe(before + 3)
    const all = [result.list[0] as Tensor, (result.list[1] as Tensor[])[0], result.map.get('a')!]
    expect(all.map((t) => t.shape[0])).toEqual([1, 2, 3])
    for (const t of all) t.dispose()
    expect(live()).toBe(before)
  })

  test('gives what is returned to the scope outside', () => {
    scope(() => {
      const inner = scope(() => ones([2]))
      expect(inner.shape).toEqual([2])
      expect(live()).toBe(before + 1)
    })
    expect(live()).toBe(before)
  })

  test('frees what was made until an exception', () => {
    let escaped: Tensor | undefined
    expect(() =>
      scope(() => {
        escaped = ones([2])
        scope(() => ops.matmul(ones([2, 3]), ones([2, 3])))
      }),
    ).toThrow(/mat1 and mat2/)
    expect(live()).toBe(before)
    expect(() => escaped?.shape).toThrow(/disposed/)
  })

  test('survives what goes round in circles', () => {
    const circle: { self?: unknown; t: Tensor } = scope(() => {
      const object: { self?: unknown; t: Tensor } = { t: ones([1]) }
      object.self = object
      return object
    })
    circle.t.dispose()
    expect(live()).toBe(before)
  })

  test('does not free twice what was disposed inside', () => {
    scope(() => {
      const t = ones([1])
      t.dispose()
      t.dispose()
      expect(live()).toBe(before)
    })
    expect(live()).toBe(before)
  })

  test('refuses an async function and frees what it made', () => {
    expect(() => scope(async () => ones([1]))).toThrow(/await/)
    expect(live()).toBe(before)
  })

  test('owns the tensors of operators with several results, and gradients', () => {
    scope(() => {
      const x = tensor([3, 1, 2], { requiresGrad: true })
      const [values, indices] = ops.sort(x)
      ops.sum(values).backward()
      expect([...(indices.toArray() as BigInt64Array)]).toEqual([1n, 2n, 0n])
      expect(x.grad?.shape).toEqual([3])
    })
    expect(live()).toBe(before)
  })
})

describe('keep', () => {
  test('takes a tensor out of all scopes', () => {
    const kept = scope(() => scope(() => keep(zeros([4]))))
    scope(() => expect(kept.shape).toEqual([4]))
    expect(live()).toBe(before + 1)
    kept.dispose()
  })

  test('outlives an exception', () => {
    let kept: Tensor | undefined
    expect(() =>
      scope(() => {
        kept = keep(zeros([4]))
        throw new Error('stop')
      }),
    ).toThrow('stop')
    expect(kept?.shape).toEqual([4])
    kept?.dispose()
  })
})

test('using disposes at the end of the block', () => {
  {
    using t = zeros([3])
    expect(t.shape).toEqual([3])
  }
  expect(live()).toBe(before)
})

test('a disposed handle is not revived by a tensor that takes its place', () => {
  const first = fromArray(Float32Array.of(1))
  const handle = first.handle
  first.dispose()
  const second = fromArray(Float32Array.of(2))
  expect(second.handle).not.toBe(handle)
  second.dispose()
})
