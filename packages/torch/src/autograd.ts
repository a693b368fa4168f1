// Gradients apart from `Tensor.backward`, and the switch that turns their recording off.

import { TorchError } from './error.ts'
import { native } from './native.ts'
import { isThenable } from './scope.ts'
import { handleOf, Tensor } from './tensor.ts'

export interface GradOptions {
  /** d(loss)/d(output) for each output; needed for outputs with more than one element. */
  gradients?: readonly Tensor[]
  /** Keeps the graph for another pass. @default false, or createGraph */
  retainGraph?: boolean
  /** Records the pass itself, for derivatives of derivatives. @default false */
  createGraph?: boolean
}

/** d(outputs)/d(inputs), summed over the outputs; touches no `grad`. An input that the outputs do not depend on is an error. */
export function grad(outputs: readonly Tensor[], inputs: readonly Tensor[], options: GradOptions = {}): Tensor[] {
  return rawGrad(outputs, inputs, options, false).map((handle) => new Tensor(handle as number))
}

/** As `grad`, with null for inputs that the outputs do not depend on. */
export function gradOrNull(outputs: readonly Tensor[], inputs: readonly Tensor[], options: GradOptions = {}): (Tensor | null)[] {
  return rawGrad(outputs, inputs, options, true).map((handle) => (handle === null ? null : new Tensor(handle)))
}

function rawGrad(outputs: readonly Tensor[], inputs: readonly Tensor[], options: GradOptions, allowUnused: boolean) {
  const { gradients, retainGraph, createGraph = false } = options
  return native.grad(
    outputs.map(handleOf),
    inputs.map(handleOf),
    gradients?.map(handleOf) ?? null,
    retainGraph ?? createGraph,
    createGraph,
    allowUnused,
  )
}

/** Forgets the gradients of tensors. */
export function clearGrads(tensors: readonly Tensor[]): void {
  native.clearGrads(tensors.map(handleOf))
}

/** Runs `f` without recording for gradients. `f` must not be async. */
export function noGrad<T>(f: () => T): T {
  return withGrad(false, f)
}

/** Runs `f` with recording, also within `noGrad`. `f` must not be async. */
export function enableGrad<T>(f: () => T): T {
  return withGrad(true, f)
}

function withGrad<T>(enabled: boolean, f: () => T): T {
  const before = native.gradEnabled(enabled)
  try {
    const result = f()
    if (isThenable(result)) throw new TorchError('bad-argument', 'noGrad and enableGrad cannot span an await: use no async function.')
    return result
  } finally {
    native.gradEnabled(before)
  }
}
