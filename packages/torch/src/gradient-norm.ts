// The length of all gradients together, and clipping to it.

import { noGrad } from './autograd.ts'
import { ops } from './ops.ts'
import { scope } from './scope.ts'
import type { Tensor } from './tensor.ts'

/** √Σ g² over the gradients of all parameters: a scalar tensor. */
export function gradNorm(parameters: readonly Tensor[]): Tensor {
  return scope(() => noGrad(() => normOf(gradientsOf(parameters))))
}

/**
 * Scales the gradients down in place where their norm is above `largest`, as PyTorch's clip_grad_norm_ does. Returns the norm
 * before clipping, a scalar tensor. Reads nothing back from the device.
 */
export function clipGradNorm(parameters: readonly Tensor[], largest: number): Tensor {
  return scope(() =>
    noGrad(() => {
      const gradients = gradientsOf(parameters)
      const norm = normOf(gradients)
      const factor = ops.clamp_(ops.div(ops.full([], largest, { dtype: norm.dtype, device: norm.device }), ops.add(norm, EPSILON)), null, 1)
      if (gradients.length > 0) ops._foreach_mul_.Tensor(gradients, factor)
      return norm
    }),
  )
}

/** PyTorch's: keeps the factor finite. */
const EPSILON = 1e-6

function gradientsOf(parameters: readonly Tensor[]): Tensor[] {
  return parameters.map((parameter) => parameter.grad).filter((gradient) => gradient !== null)
}

function normOf(gradients: readonly Tensor[]): Tensor {
  if (gradients.length === 0) return ops.zeros([], { dtype: 'float32' })
  return ops.linalg_vector_norm(ops.stack(ops._foreach_norm(gradients, 2)), 2)
}
