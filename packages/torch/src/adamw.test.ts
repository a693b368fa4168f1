// The optimiser, clipping and the average of weights, against PyTorch's own.

import { describe, expect, test } from 'vitest'
import { leaf, reference, relativeError, values } from '../fixtures/reference.ts'
import { AdamW } from './adamw.ts'
import { noGrad } from './autograd.ts'
import { updateAverage } from './average.ts'
import { ones } from './create.ts'
import { clipGradNorm, gradNorm } from './gradient-norm.ts'
import { ops } from './ops.ts'
import { live, scope } from './scope.ts'
import type { Tensor } from './tensor.ts'

/** float32 over five steps. */
const FLOAT32 = 1e-5

/** The same as `adamw` in make_reference.py. */
function lossAt(step: number, parameters: readonly Tensor[]): Tensor {
  const losses = parameters.map((p, i) => ops.square(ops.sub(ops.sum(ops.mul(p, values(p.shape, 20 + step + i))), 1)))
  return losses.reduce((a, b) => ops.add(a, b))
}

const options = { rate: 0.01, betas: [0.9, 0.99], weightDecay: 0.05 } as const

describe('AdamW', () => {
  test('takes gradients that lie in another order of memory than their parameters', () => {
    scope(() => {
      const kernel = noGrad(() => ops.contiguous(values([3, 2, 2, 2], 1), { memory_format: 'channels_last' }))
      kernel.requiresGrad = true
      const plain = leaf([3, 2, 2, 2], 1)
      using optimiser = new AdamW({ kernel, plain }, options)
      ops.sum(ops.mul(kernel, ops.contiguous(kernel))).backward()
      ops.sum(ops.mul(plain, plain)).backward()
      kernel.grad = ops.contiguous(kernel.grad!)
      optimiser.step()
      expect(relativeError(ops.contiguous(kernel).toFloat32Array(), [...plain.toFloat32Array()])).toBeLessThan(FLOAT32)
    })
  })

  test('with clipping and averaging goes where PyTorch goes', () => {
    scope(() => {
      const parameters = [leaf([5, 4], 1), leaf([7], 2)]
      const averages = noGrad(() => parameters.map((p) => ops.clone(p)))
      using optimiser = new AdamW({ a: parameters[0], b: parameters[1] }, options)
      const norms: number[] = []
      for (let step = 0; step < 5; step++) {
        lossAt(step, parameters).backward()
        expect(gradNorm(parameters).item()).toBeCloseTo(reference.adamw.norms[step], 5)
        norms.push(clipGradNorm(parameters, 1).item())
        expect(gradNorm(parameters).item()).toBeLessThan(1 + FLOAT32)
        optimiser.step()
        optimiser.clear()
        updateAverage(averages, parameters, 0.9)
      }
      expect(relativeError(norms, reference.adamw.norms)).toBeLessThan(FLOAT32)
      parameters.forEach((p, i) => {
        expect(relativeError(p.toFloat32Array(), reference.adamw.parameters[i])).toBeLessThan(FLOAT32)
      })
      averages.forEach((p, i) => {
        expect(relativeError(p.toFloat32Array(), reference.adamw.average[i])).toBeLessThan(FLOAT32)
      })
    })
  })

  test('goes on exactly where a loaded state left off', () => {
    scope(() => {
      const run = (w: Tensor, optimiser: AdamW, from: number, to: number) => {
        for (let step = from; step < to; step++) {
          lossAt(step, [w]).backward()
          optimiser.step()
          optimiser.clear()
        }
        return [...w.toFloat32Array()]
      }
      const whole = leaf([6], 1)
      using first = new AdamW({ w: whole }, options)
      const wanted = run(whole, first, 0, 6)
      const halves = leaf([6], 1)
      using before = new AdamW({ w: halves }, options)
      run(halves, before, 0, 3)
      using after = new AdamW({ w: halves }, options)
      after.load(before.state())
      expect(run(halves, after, 3, 6)).toEqual(wanted)
    })
  })

  test('leaves parameters without a gradient alone', () => {
    scope(() => {
      const [used, unused] = [leaf([2], 1), leaf([2], 2)]
      const before = [...unused.toFloat32Array()]
      using optimiser = new AdamW({ used, unused }, options)
      ops.sum(used).backward()
      optimiser.step()
      expect([...unused.toFloat32Array()]).toEqual(before)
      expect(optimiser.state()['used.count'].item()).toBe(1)
      expect(optimiser.state()['unused.count'].item()).toBe(0)
    })
  })

  test('outlives the scope it was made in, until it is disposed', () => {
    const before = live()
    const optimiser = scope(() => new AdamW({ w: leaf([2], 1) }))
    expect(live()).toBe(before + 3)
    optimiser.dispose()
    expect(live()).toBe(before)
  })
})

describe('clipGradNorm', () => {
  test('changes nothing below the limit', () => {
    scope(() => {
      const w = ones([4], { requiresGrad: true })
      ops.sum(w).backward()
      expect(clipGradNorm([w], 10).item()).toBe(2)
      expect([...w.grad!.toFloat32Array()]).toEqual([1, 1, 1, 1])
    })
  })

  test('is zero where there are no gradients', () => {
    scope(() => expect(clipGradNorm([ones([2], { requiresGrad: true })], 1).item()).toBe(0))
  })
})
