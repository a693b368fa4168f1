// AdamW (Loshchilov and Hutter, 2019, algorithm 2) in libtorch's fused kernel: one pass over the memory of all parameters.

import { noGrad } from './autograd.ts'
import { zeros } from './create.ts'
import { TorchError } from './error.ts'
import { native } from './native.ts'
import { ops } from './ops.ts'
import { keep, scope } from './scope.ts'
import { handleOf, type Tensor } from './tensor.ts'

export interface AdamWOptions {
  /** The learning rate. @default 1e-3 */
  rate?: number
  /** Decay of the averages of gradient and squared gradient. @default [0.9, 0.999] */
  betas?: readonly [number, number]
  /** @default 1e-8 */
  epsilon?: number
  /** Shrinks the parameters by rate · decay each step. @default 0.01 */
  weightDecay?: number
}

/** What the optimiser knows of one parameter. */
interface Entry {
  readonly parameter: Tensor
  readonly average: Tensor
  readonly square: Tensor
  /** A float scalar: how many steps this parameter has had. */
  readonly count: Tensor
}

const STATES = ['average', 'square', 'count'] as const

/**
 * The gradient in the parameter's order of memory, which the fused kernels want; libtorch gives some (of 1 × 1 and transposed
 * kernels) in another.
 */
export function laidLike(parameter: Tensor, gradient: Tensor): Tensor {
  if (parameter.strides.join() === gradient.strides.join()) return gradient
  return ops.copy_(ops.empty_like(parameter), gradient)
}

/**
 * Names give the parameters' state a name in checkpoints. Parameters without a gradient are left alone, as in PyTorch.
 *
 * @example
 * const optimiser = new AdamW({ weight, bias }, { rate: 1e-3 })
 * scope(() => { loss().backward(); optimiser.step(); optimiser.clear() })
 */
export class AdamW {
  /** Of the next step; change it to follow a schedule. */
  rate: number
  weightDecay: number
  readonly betas: readonly [number, number]
  readonly epsilon: number
  readonly #entries: ReadonlyMap<string, Entry>

  constructor(parameters: Readonly<Record<string, Tensor>>, options: AdamWOptions = {}) {
    this.rate = options.rate ?? 1e-3
    this.betas = options.betas ?? [0.9, 0.999]
    this.epsilon = options.epsilon ?? 1e-8
    this.weightDecay = options.weightDecay ?? 0.01
    this.#entries = scope(() => {
      const entries = new Map(Object.entries(parameters).map(([name, parameter]) => [name, makeEntry(parameter)]))
      // Held by the optimiser, whatever scope it was made in.
      for (const entry of entries.values()) for (const part of STATES) keep(entry[part])
      return entries
    })
  }

  /** One step with the gradients that `backward` left. */
  step(): void {
    scope(() => {
      const entries: Entry[] = []
      const gradients: Tensor[] = []
      for (const entry of this.#entries.values()) {
        const gradient = entry.parameter.grad
        if (gradient === null) continue
        entries.push(entry)
        gradients.push(gradient)
      }
      if (entries.length > 0)
        noGrad(() =>
          this.#update(
            entries,
            gradients.map((gradient, i) => laidLike(entries[i].parameter, gradient)),
          ),
        )
    })
  }

  #update(entries: readonly Entry[], gradients: readonly Tensor[]): void {
    const parameters = entries.map((entry) => entry.parameter)
    const averages = entries.map((entry) => entry.average)
    const squares = entries.map((entry) => entry.square)
    const counts = entries.map((entry) => entry.count)
    ops._foreach_add_.Scalar(counts, 1)
    ops._fused_adamw_(parameters, gradients, averages, squares, [], counts, {
      lr: this.rate,
      beta1: this.betas[0],
      beta2: this.betas[1],
      weight_decay: this.weightDecay,
      eps: this.epsilon,
      amsgrad: false,
      maximize: false,
    })
  }

  /** Forgets the gradients. */
  clear(): void {
    native.clearGrads([...this.#entries.values()].map((entry) => handleOf(entry.parameter)))
  }

  /** The state by name (`weight.average`, `weight.square`, `weight.count`): the tensors themselves, for a checkpoint. */
  state(): Record<string, Tensor> {
    const state: Record<string, Tensor> = {}
    for (const [name, entry] of this.#entries) {
      for (const part of STATES) state[`${name}.${part}`] = entry[part]
    }
    return state
  }

  /** Copies what `state` gave; every tensor must be there. */
  load(state: Readonly<Record<string, Tensor>>): void {
    noGrad(() => {
      for (const [name, own] of Object.entries(this.state())) {
        const saved = state[name]
        if (saved === undefined) throw new TorchError('bad-argument', `the optimiser's state lacks '${name}'`)
        ops.copy_(own, saved)
      }
    })
  }

  /** Frees the state, not the parameters. */
  dispose(): void {
    for (const entry of this.#entries.values()) for (const part of STATES) entry[part].dispose()
  }

  [Symbol.dispose](): void {
    this.dispose()
  }
}

function makeEntry(parameter: Tensor): Entry {
  return noGrad(() => ({
    parameter,
    average: ops.zeros_like(parameter),
    square: ops.zeros_like(parameter),
    count: zeros([], { device: parameter.device }),
  }))
}
