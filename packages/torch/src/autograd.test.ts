// Gradients: against PyTorch's stored values, against finite differences, and of gradients.

import { describe, expect, test } from 'vitest'
import { leaf, reference, relativeError, values } from '../fixtures/reference.ts'
import { enableGrad, grad, gradOrNull, noGrad } from './autograd.ts'
import { fromArray, ones, randn, tensor, zeros } from './create.ts'
import { ops } from './ops.ts'
import { seed } from './runtime.ts'
import { scope } from './scope.ts'
import type { Tensor } from './tensor.ts'
import type { DType } from './types.ts'

/** float32 keeps 24 bits; sums over some hundred products lose a few, and their order may differ between machines. */
const FLOAT32 = 1e-5
const FLOAT64 = 1e-12

function networkInputs(dtype: DType): Record<string, Tensor> {
  return {
    x: leaf([2, 3, 8, 8], 1, dtype),
    w1: leaf([8, 3, 3, 3], 2, dtype),
    b1: leaf([8], 3, dtype),
    scale: leaf([8], 4, dtype),
    shift: leaf([8], 5, dtype),
    depthwise: leaf([8, 1, 3, 3], 6, dtype),
    w2: leaf([12, 8, 3, 3], 7, dtype),
    up: leaf([12, 4, 2, 2], 8, dtype),
    w3: leaf([3, 12, 1, 1], 9, dtype),
  }
}

/** The same as `network` in make_reference.py. */
function networkLoss(inputs: Record<string, Tensor>, dtype: DType): Tensor {
  const { x, w1, b1, scale, shift, depthwise, w2, up, w3 } = inputs
  let a = ops.conv2d(x, w1, b1, { padding: 1 })
  a = ops.silu(ops.group_norm(a, 2, scale, shift))
  a = ops.add(a, ops.conv2d(a, depthwise, { padding: 1, groups: 8 }))
  let b = ops.relu(ops.conv2d(a, w2, { stride: 2, padding: 1 }))
  b = ops.conv_transpose2d(b, up, { stride: 2 })
  const c = ops.cat([a, b], 1)
  let y = ops.sigmoid(ops.conv2d(c, w3))
  y = ops.upsample_bilinear2d(ops.max_pool2d(y, 2), null, false, [2, 2])
  const pixels = ops.l1_loss(y, values([2, 3, 8, 8], 10, dtype))
  return ops.add(pixels, ops.mse_loss(ops.mean(y, [2, 3]), values([2, 3], 11, dtype)))
}

describe.each([
  ['float32', FLOAT32],
  ['float64', FLOAT64],
] as const)('a network in %s', (dtype, tolerance) => {
  test('gives the loss and the gradients of PyTorch', () => {
    scope(() => {
      const inputs = networkInputs(dtype)
      const loss = networkLoss(inputs, dtype)
      loss.backward()
      expect(relativeError([loss.item()], [reference[dtype].loss])).toBeLessThan(tolerance)
      for (const [name, wanted] of Object.entries(reference[dtype].gradients)) {
        const got = inputs[name].grad!.toArray() as Float32Array
        expect(relativeError(got, wanted), name).toBeLessThan(tolerance)
      }
    })
  })
})

describe('finite differences', () => {
  /** Central differences with a step of 1e-5 in float64 are good to about step², 1e-10, times third derivatives; kinks are unlikely. */
  const TOLERANCE = 1e-7
  const STEP = 1e-5

  test('agree with backward for every input of the network', () => {
    scope(() => {
      const inputs = networkInputs('float64')
      networkLoss(inputs, 'float64').backward()
      for (const [name, input] of Object.entries(inputs)) {
        const gradient = input.grad!.toArray() as Float64Array
        const start = input.toArray() as Float64Array
        for (const i of [0, (start.length / 2) | 0, start.length - 1]) {
          const lossAt = (value: number) =>
            scope(() => {
              const moved = start.slice()
              moved[i] = value
              return noGrad(() => networkLoss({ ...inputs, [name]: fromArray(moved, input.shape) }, 'float64').item())
            })
          const slope = (lossAt(start[i] + STEP) - lossAt(start[i] - STEP)) / (2 * STEP)
          expect(Math.abs(slope - gradient[i]), `${name}[${i}]`).toBeLessThan(TOLERANCE)
        }
      }
    })
  })

  test('agree with the gradient of a gradient penalty', () => {
    scope(() => {
      seed(1)
      const x = randn([2, 3, 6, 6], { dtype: 'float64' })
      const w = randn([4, 3, 3, 3], { dtype: 'float64', requiresGrad: true })
      const penalty = (weight: Tensor) => {
        const input = ops.detach(x)
        input.requiresGrad = true
        const y = ops.sum(ops.tanh(ops.conv2d(input, weight, { padding: 1 })))
        const [g] = grad([y], [input], { createGraph: true })
        return ops.mean(ops.square(ops.sub(ops.linalg_vector_norm(ops.flatten(g, 1), 2, [1]), 1)))
      }
      penalty(w).backward()
      const gradient = w.grad!.toArray() as Float64Array
      const start = w.toArray() as Float64Array
      for (const i of [0, 50, 107]) {
        const at = (value: number) => penalty(fromArray(Object.assign(start.slice(), { [i]: value }), w.shape)).item()
        const slope = (at(start[i] + STEP) - at(start[i] - STEP)) / (2 * STEP)
        expect(Math.abs(slope - gradient[i]) / Math.max(1, Math.abs(slope)), `w[${i}]`).toBeLessThan(TOLERANCE)
      }
    })
  })
})

test('double backward gives the values of PyTorch', () => {
  scope(() => {
    const x = leaf([2, 3, 6, 6], 1, 'float64')
    const w1 = leaf([4, 3, 3, 3], 2, 'float64')
    const w2 = leaf([1, 4, 3, 3], 3, 'float64')
    const y = ops.conv2d(ops.silu(ops.conv2d(x, w1, { padding: 1 })), w2, { stride: 2 })
    const [g] = grad([ops.sum(y)], [x], { createGraph: true })
    const loss = ops.mean(ops.square(ops.sub(ops.linalg_vector_norm(ops.flatten(g, 1), 2, [1]), 1)))
    loss.backward()
    expect(relativeError([loss.item()], [reference.penalty.loss])).toBeLessThan(FLOAT64)
    expect(relativeError(w1.grad!.toArray() as Float64Array, reference.penalty.w1)).toBeLessThan(FLOAT64)
    expect(relativeError(w2.grad!.toArray() as Float64Array, reference.penalty.w2)).toBeLessThan(FLOAT64)
  })
})

describe('backward', () => {
  test('adds to what is there, and null forgets it', () => {
    scope(() => {
      const x = tensor([1, 2, 3], { requiresGrad: true })
      const y = ops.sum(ops.square(x))
      y.backward({ retainGraph: true })
      y.backward()
      expect([...x.grad!.toFloat32Array()]).toEqual([4, 8, 12])
      x.grad = null
      expect(x.grad).toBeNull()
    })
  })

  test('takes the gradient of a result with many elements', () => {
    scope(() => {
      const x = tensor([1, 2, 3], { requiresGrad: true })
      ops.mul(x, 2).backward({ gradient: tensor([1, 10, 100]) })
      expect([...x.grad!.toFloat32Array()]).toEqual([2, 20, 200])
    })
  })

  test('can be kept to some leaves', () => {
    scope(() => {
      const [a, b] = [tensor([1], { requiresGrad: true }), tensor([2], { requiresGrad: true })]
      ops.sum(ops.mul(a, b)).backward({ inputs: [a] })
      expect(a.grad!.item()).toBe(2)
      expect(b.grad).toBeNull()
    })
  })

  test('keeps the memory format of the weights', () => {
    scope(() => {
      const w = ops.contiguous(values([4, 3, 3, 3], 1), { memory_format: 'channels_last' })
      w.requiresGrad = true
      const x = ops.contiguous(values([2, 3, 8, 8], 2), { memory_format: 'channels_last' })
      ops.sum(ops.conv2d(x, w)).backward()
      expect(w.strides).toEqual([27, 1, 9, 3])
      expect(w.grad!.strides).toEqual([27, 1, 9, 3])
    })
  })
})

describe('grad', () => {
  test('leaves .grad alone and gives null for what is not used', () => {
    scope(() => {
      const [a, b] = [ones([2], { requiresGrad: true }), ones([2], { requiresGrad: true })]
      const y = ops.sum(ops.mul(a, 3))
      const [da, db] = gradOrNull([y], [a, b], { retainGraph: true })
      expect([...da!.toFloat32Array()]).toEqual([3, 3])
      expect(db).toBeNull()
      expect(a.grad).toBeNull()
      expect(() => grad([y], [b])).toThrow(/not have been used/)
    })
  })
})

describe('noGrad', () => {
  test('records nothing, and enableGrad does again', () => {
    scope(() => {
      const x = ones([2], { requiresGrad: true })
      const [off, on] = noGrad(() => [ops.mul(x, 2), enableGrad(() => ops.mul(x, 2))])
      expect([off.requiresGrad, on.requiresGrad, ops.mul(x, 2).requiresGrad]).toEqual([false, true, true])
    })
  })

  test('is undone by an exception', () => {
    scope(() => {
      const x = ones([2], { requiresGrad: true })
      expect(() => noGrad(() => ops.matmul(x, zeros([5])))).toThrow()
      expect(ops.mul(x, 2).requiresGrad).toBe(true)
    })
  })

  test('refuses an async function', () => {
    expect(() => noGrad(async () => 1)).toThrow(/await/)
  })
})

test('activations can be computed again instead of kept', () => {
  scope(() => {
    const x = values([2, 3, 8, 8], 1)
    const w = leaf([3, 3, 3, 3], 2)
    const layer = (input: Tensor) => ops.silu(ops.conv2d(input, w, { padding: 1 }))
    ops.sum(ops.square(layer(x))).backward()
    const wanted = [...w.grad!.toFloat32Array()]
    w.grad = null
    const y = noGrad(() => layer(x))
    y.requiresGrad = true
    ops.sum(ops.square(y)).backward()
    layer(x).backward({ gradient: y.grad! })
    expect([...w.grad!.toFloat32Array()]).toEqual(wanted)
  })
})
