// Makes REPAIR's spread honest: one factor for all spreads, found on validation pictures and folded into the last bias.
import type { Weights } from '@revelado/model'
import { noGrad, scope } from '@revelado/torch'
import type { Network } from './config.ts'
import type { Batch } from './feed/batch.ts'
import { libtorchOps, Parameters } from './libtorch.ts'
import { runChain } from './stages/chain.ts'

/** Nominal coverages 5, 10 … 95 %. */
const LEVELS = Array.from({ length: 19 }, (_, i) => (i + 1) / 20)
/** Factors tried, by their natural logarithm. */
const WIDEST = 3
const STEP = 0.02
/** Every so many values are enough to know a distribution. */
const STRIDE = 17
const LEAST_SPREAD = 1 / 25500
/** The last convolution's channels of the spread (the fifth of five, of 2 × 2 pixels) and the slope in front of the exponential. */
const SPREAD_CHANNELS = [16, 17, 18, 19]
const SLOPE = 4

export interface Calibration {
  /** What all spreads are multiplied by. */
  readonly factor: number
  /** Mean over 19 levels of |coverage − nominal|, before and after. */
  readonly before: number
  readonly after: number
}

/** Mean difference of coverage and nominal when spreads are multiplied by `factor`; `ratios` ascending. */
function miss(ratios: Float32Array, factor: number): number {
  let sum = 0
  for (const level of LEVELS) {
    const bound = -factor * Math.log(1 - level)
    let [low, high] = [0, ratios.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if (ratios[middle] <= bound) low = middle + 1
      else high = middle
    }
    sum += Math.abs(low / ratios.length - level)
  }
  return sum / LEVELS.length
}

/**
 * The factor under which Laplace intervals of scale factor · b cover what they should.
 * @param ratios |error| / b, in any order; sorted in place
 */
export function fitSpread(ratios: Float32Array): Calibration {
  if (ratios.length === 0) throw new RangeError('expected errors to calibrate the spread by but received none')
  ratios.sort()
  const before = miss(ratios, 1)
  let best = { factor: 1, after: before }
  for (let log = -WIDEST; log <= WIDEST; log += STEP) {
    const factor = Math.exp(log)
    const after = miss(ratios, factor)
    if (after < best.after) best = { factor, after }
  }
  return { ...best, before }
}

/** |error| / spread of the restored pictures of batches whose tile is the canvas, inside the frame. */
function errorRatios(weights: Weights, network: Network, batches: readonly Batch[]): Float32Array {
  const parameters = new Parameters(1)
  for (const [name, { shape, data }] of weights) parameters.set(name, data, shape)
  const ratios: number[] = []
  for (const batch of batches) {
    const [restored, spread] = scope(() =>
      noGrad(() => {
        const { repaired } = runChain(libtorchOps(parameters), network, batch)
        return [repaired.restored.toFloat32Array(), repaired.spread.toFloat32Array()]
      }),
    )
    const pixels = batch.shape.canvas ** 2
    for (let i = 0; i < restored.length; i += STRIDE) {
      const at = Math.floor(i / (3 * pixels)) * pixels + (i % pixels)
      if (batch.tileFrame[at] < 0.5) continue
      const value = Math.min(1, Math.max(0, restored[i]))
      ratios.push(Math.abs(value - batch.tileTarget[i]) / Math.max(spread[at], LEAST_SPREAD))
    }
  }
  return Float32Array.from(ratios)
}

/**
 * Calibrates REPAIR's spread on validation batches.
 * @param weights changed: the bias of `repair.out` is replaced
 */
export function calibrate(
  weights: Map<string, { shape: number[]; data: Float32Array }>,
  network: Network,
  batches: readonly Batch[],
): Calibration {
  const found = fitSpread(errorRatios(weights, network, batches))
  const bias = weights.get('repair.out.bias')!
  const data = bias.data.slice()
  for (const channel of SPREAD_CHANNELS) data[channel] += Math.log(found.factor) / SLOPE
  weights.set('repair.out.bias', { ...bias, data })
  return found
}
