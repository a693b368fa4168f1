// Mixed precision.

import { describe, expect, test } from 'vitest'
import { leaf, reference, relativeError, values } from '../fixtures/reference.ts'
import { autocast } from './autocast.ts'
import { ones } from './create.ts'
import { ops } from './ops.ts'
import { scope } from './scope.ts'

/** bfloat16 keeps 8 bits: sums taken in another order may round to the neighbour. */
const BFLOAT16 = 2 ** -7

const convolved = () => ops.conv2d(ones([1, 1, 3, 3]), ones([1, 1, 3, 3])).dtype

describe('autocast', () => {
  test('gives the values and gradients of PyTorch', () => {
    scope(() => {
      const x = values([1, 3, 6, 6], 1)
      const w = leaf([4, 3, 3, 3], 2)
      const { y, loss } = autocast('cpu', 'bfloat16', () => {
        const y = ops.conv2d(x, w, { padding: 1 })
        return { y, loss: ops.mse_loss(y.to({ dtype: 'float32' }), values([1, 4, 6, 6], 3)) }
      })
      loss.backward()
      expect(`torch.${y.dtype}`).toBe(reference.mixedPrecision.dtype)
      expect(w.grad!.dtype).toBe('float32')
      expect(relativeError(y.toFloat32Array(), reference.mixedPrecision.y)).toBeLessThan(BFLOAT16)
      expect(relativeError([loss.item()], [reference.mixedPrecision.loss])).toBeLessThan(BFLOAT16)
      expect(relativeError(w.grad!.toFloat32Array(), reference.mixedPrecision.w)).toBeLessThan(BFLOAT16)
    })
  })

  test('ends with its function, also by an exception, and nests', () => {
    scope(() => {
      expect(autocast('cpu', 'bfloat16', convolved)).toBe('bfloat16')
      expect(convolved()).toBe('float32')
      expect(() =>
        autocast('cpu', 'bfloat16', () => {
          throw new Error('stop')
        }),
      ).toThrow('stop')
      expect(convolved()).toBe('float32')
      const inner = autocast('cpu', 'bfloat16', () => [
        autocast('cpu', null, convolved),
        autocast('cpu', 'float16', () => ops.matmul(ones([2, 2]), ones([2, 2])).dtype),
        convolved(),
      ])
      expect(inner).toEqual(['float32', 'float16', 'bfloat16'])
    })
  })

  test('keeps no cast of a weight beyond its end', () => {
    scope(() => {
      const w = leaf([1, 1, 1, 1], 1)
      const product = () => autocast('cpu', 'bfloat16', () => ops.conv2d(ones([1, 1, 1, 1]), w)).item()
      const before = product()
      ops.mul_(ops.detach(w), 2)
      expect(product()).toBe(2 * before)
    })
  })
})
