// Seeds, generators, threads, and other threads of JavaScript.

import { resolve } from 'node:path'
import { Worker } from 'node:worker_threads'
import { describe, expect, test } from 'vitest'
import { reference, relativeError } from '../fixtures/reference.ts'
import { ones, rand, randn } from './create.ts'
import { Generator } from './generator.ts'
import { ops } from './ops.ts'
import {
  cpuHasFastBf16,
  hasDevice,
  seed,
  setCudnnBenchmark,
  setDeterministic,
  setThreads,
  synchronize,
  threads,
  torchVersion,
} from './runtime.ts'
import { live, scope } from './scope.ts'

/** The normal distribution goes through logarithm and cosine, whose last bits depend on the CPU. */
const TRANSCENDENTAL = 1e-5

describe('random numbers', () => {
  test('of a seed are those of PyTorch', () => {
    scope(() => {
      seed(7)
      expect(relativeError(randn([20]).toFloat32Array(), reference.random.randn)).toBeLessThan(TRANSCENDENTAL)
      expect(relativeError(rand([5]).toFloat32Array(), reference.random.rand)).toBeLessThan(TRANSCENDENTAL)
    })
  })

  test('of a generator are those of PyTorch, and do not touch the default', () => {
    scope(() => {
      seed(7)
      const generator = new Generator(11)
      const own = randn([4], { generator }).toFloat32Array()
      expect(relativeError(own, reference.random.generator)).toBeLessThan(TRANSCENDENTAL)
      expect(relativeError(randn([20]).toFloat32Array(), reference.random.randn)).toBeLessThan(TRANSCENDENTAL)
    })
  })
})

test('the number of threads can be set', () => {
  const before = threads()
  setThreads(1)
  expect(threads()).toBe(1)
  setThreads(before)
})

test('operators without a deterministic version are refused where that is asked for', () => {
  const before = setDeterministic(true)
  try {
    scope(() => {
      const x = ones([1, 1, 4, 4], { requiresGrad: true })
      expect(() => ops.sum(ops.put_(ops.clone(x), ops.zeros([2], { dtype: 'int64' }), ones([2])))).toThrow(/deterministic/)
    })
  } finally {
    expect(setDeterministic(before)).toBe(true)
  }
})

test('cuDNN’s search for the fastest algorithm is switched on and off', () => {
  const before = setCudnnBenchmark(true)
  expect(setCudnnBenchmark(before)).toBe(true)
  expect(setCudnnBenchmark(before)).toBe(before)
})

test('the machine is described', () => {
  expect(torchVersion()).toMatch(/^\d+\.\d+\.\d+/)
  expect(hasDevice('cpu')).toBe(true)
  expect(cpuHasFastBf16()).toBeTypeOf('boolean')
  synchronize('cpu')
})

test('worker threads have tensors of their own', async () => {
  const before = live()
  const script = resolve(import.meta.dirname, '../fixtures/worker.ts')
  const answers = await Promise.all(
    [1, 2].map(
      (value) =>
        new Promise((answer, fail) => {
          const worker = new Worker(
            `import('tsx/esm/api').then(({ tsImport }) => tsImport(${JSON.stringify(script)}, { parentURL: 'file:///' }))`,
            {
              eval: true,
              workerData: value,
            },
          )
          worker.once('message', answer)
          worker.once('error', fail)
        }),
    ),
  )
  expect(answers).toEqual([
    { gradient: 2, live: 0 },
    { gradient: 4, live: 0 },
  ])
  expect(live()).toBe(before)
})
