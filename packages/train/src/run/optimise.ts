// One step of AdamW (Loshchilov and Hutter 2019), or of Muon for the kernels it is made for, with clipped gradients and a
// moving average of the weights.
import { laidLike, noGrad, scope, type Tensor, ops as torch } from '@revelado/torch'
import type { TrainConfig } from '../config.ts'
import { isMuons, muonStep } from './muon.ts'
import type { Slot } from './state.ts'

const BETA1 = 0.9
const BETA2 = 0.99
const EPSILON = 1e-8

/** All parameters in one call. */
function adamwStep(slots: readonly Slot[], gradients: readonly Tensor[], rate: number, weightDecay: number): void {
  torch._fused_adamw_(
    slots.map((slot) => slot.parameter),
    [...gradients],
    slots.map((slot) => slot.moment),
    slots.map((slot) => slot.variance),
    [],
    slots.map((slot) => slot.steps),
    { lr: rate, beta1: BETA1, beta2: BETA2, weight_decay: weightDecay, eps: EPSILON, amsgrad: false, maximize: false },
  )
}

/**
 * Applies the gradients of `slots` and clears them.
 * @param rate learning rate of this step
 * @returns the norm of all gradients before clipping
 */
export function optimise(
  slots: readonly Slot[],
  config: Pick<TrainConfig, 'optimiser' | 'clip' | 'weightDecay' | 'ema'>,
  rate: number,
): number {
  return noGrad(() =>
    scope(() => {
      const used = slots.filter((slot) => slot.parameter.grad !== null)
      const gradients = used.map((slot) => laidLike(slot.parameter, slot.parameter.grad!))
      const parameters = used.map((slot) => slot.parameter)
      const held = used.flatMap(({ parameter, mask }, i) => (mask ? [{ parameter, mask, gradient: gradients[i] }] : []))
      const before = held.map(({ parameter }) => torch.clone(parameter))
      for (const { gradient, mask } of held) torch.mul_(gradient, mask)
      const norm = torch.linalg_vector_norm(torch.stack(torch._foreach_norm(gradients))).item()
      if (!Number.isFinite(norm)) {
        for (const slot of used) slot.parameter.grad = null
        return norm
      }
      if (norm > config.clip) torch._foreach_mul_(gradients, config.clip / norm)
      const counts = used.map((slot) => slot.steps)
      torch._foreach_add_(counts, 1)
      const muons = used.map((slot) => config.optimiser === 'muon' && isMuons(slot.parameter.shape))
      const hidden = used.filter((_, i) => muons[i])
      if (hidden.length > 0)
        muonStep(
          hidden,
          gradients.filter((_, i) => muons[i]),
          rate,
          config.weightDecay,
        )
      adamwStep(
        used.filter((_, i) => !muons[i]),
        gradients.filter((_, i) => !muons[i]),
        rate,
        config.weightDecay,
      )
      // Weight decay and Muon move what no gradient moves
      for (const [i, { parameter, mask }] of held.entries()) torch.copy_(parameter, torch.where(torch.gt(mask, 0), parameter, before[i]))
      // The average of a part that has just begun to learn follows faster
      const step = torch.amin(torch.stack(counts)).item()
      const decay = Math.min(config.ema, (1 + step) / (10 + step))
      torch._foreach_lerp_(
        used.map((slot) => slot.average),
        parameters,
        1 - decay,
      )
      for (const slot of used) slot.parameter.grad = null
      return norm
    }),
  )
}
