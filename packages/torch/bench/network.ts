// What the benchmark of a training step needs to know of a network.

import type { Tensor } from '../src/index.ts'

/**
 * A module with `build` is one half of a benchmark; the other is a Python file of the same name beside it (unet.ts, unet.py)
 * with `build(weights, inputs, settings)`, which returns the same loss as a function. Weights and inputs are handed from here
 * to there, so that both compute the same numbers.
 */
export interface NetworkModule {
  build(settings: Settings): Network
}

export interface Network {
  /** The leaves that are trained. */
  readonly weights: Readonly<Record<string, Tensor>>
  /** What the loss is computed from besides. */
  readonly inputs: Readonly<Record<string, Tensor>>
  /** Forward pass and loss, a scalar in float32. */
  loss(): Tensor
}

export interface Settings {
  readonly batch: number
  /** Side of the pictures in pixels. */
  readonly size: number
  /** Of the first layer. */
  readonly channels: number
  readonly dtype: 'float32' | 'bfloat16'
  readonly threads: number
}

export const DEFAULTS: Settings = { batch: 4, size: 64, channels: 16, dtype: 'float32', threads: 2 }

/** Of the optimiser, clipping and averaging, in both languages. */
export const TRAINING = { rate: 1e-4, weightDecay: 0.01, clip: 1, decay: 0.999 }
