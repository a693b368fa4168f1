// Checks before operators that check nothing themselves and would read or write past the end of memory.

import { TorchError } from './error.ts'
import { native } from './native.ts'

/** Sees the arguments as they go to libtorch: tensors are handles. */
type Guard = (name: string, args: readonly unknown[]) => void

/**
 * The fused optimisers walk parameters, gradients and averages as flat memory: they must be alike in all but their values.
 * `lists` and `counts` are the places of these arguments, `largest` that of the averages that only AMSGrad has.
 */
function alike({ lists, counts, largest }: { lists: readonly number[]; counts?: number; largest?: number }): Guard {
  return (name, args) => {
    const parameters = args[0]
    if (!Array.isArray(parameters)) return
    const refuse = (what: string): never => {
      throw new TorchError('bad-argument', `${name}: ${what}`)
    }
    for (const list of lists) {
      const others = args[list]
      if (!Array.isArray(others)) return
      if (others.length !== parameters.length) refuse(`argument ${list} must hold as many tensors as there are parameters`)
      const index = native.firstDifference(parameters, others)
      if (index >= 0) refuse(`parameter ${index} and its tensor in argument ${list} must have the same shape, strides, dtype and device`)
    }
    const steps = counts === undefined ? undefined : args[counts]
    if (Array.isArray(steps) && (steps.length !== parameters.length || steps.some((step) => native.shape(step).length > 0))) {
      refuse('a count of steps, a scalar tensor, is needed for each parameter')
    }
    const maxima = largest === undefined ? undefined : args[largest]
    const amsgrad = args[ADAM_AMSGRAD] === true
    if (Array.isArray(maxima) && (amsgrad || maxima.length > 0)) {
      if (maxima.length !== parameters.length || native.firstDifference(parameters, maxima) >= 0) {
        refuse('AMSGrad needs its averages for each parameter, of the same shape, strides, dtype and device')
      }
    }
  }
}

/** The place of `amsgrad` among the arguments of Adam and AdamW. */
const ADAM_AMSGRAD = 11

const adam = alike({ lists: [1, 2, 3], counts: 5, largest: 4 })
const sgdWithMomentum = alike({ lists: [1, 2] })
const sgdWithout = alike({ lists: [1] })
const sgd: Guard = (name, args) => ((args[2] as unknown[] | undefined)?.length === 0 ? sgdWithout : sgdWithMomentum)(name, args)
const adagrad = alike({ lists: [1, 2], counts: 3 })

export const GUARDS: Readonly<Record<string, Guard>> = {
  'aten::_fused_adam_': adam,
  'aten::_fused_adam_.tensor_lr': adam,
  'aten::_fused_adamw_': adam,
  'aten::_fused_adamw_.tensor_lr': adam,
  'aten::_fused_sgd_': sgd,
  'aten::_fused_sgd_.tensor_lr': sgd,
  'aten::_fused_adagrad_': adagrad,
  'aten::_fused_adagrad_.tensor_lr': adagrad,
}
