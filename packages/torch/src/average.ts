// The exponential moving average of weights (EMA).

import { noGrad } from './autograd.ts'
import { ops } from './ops.ts'
import type { Tensor } from './tensor.ts'

/** average ← decay · average + (1 − decay) · weight, in place, for all at once. Both lists hold the same shapes in the same order. */
export function updateAverage(averages: readonly Tensor[], weights: readonly Tensor[], decay: number): void {
  if (averages.length > 0) noGrad(() => ops._foreach_lerp_.Scalar(averages, weights, 1 - decay))
}
