// Fits the gain of REPAIR's corrections: which share of a correction is right, by the noise profile, its size and REPAIR's spread.
import { Random } from '@revelado/core'
import type { Card } from '@revelado/model'
import { AdamW, fromArray, noGrad, scope, type Tensor, ops as torch } from '@revelado/torch'

/** `most` times a logistic function of `out` over the hyperbolic tangents of `hidden`, which weigh a picture's profile and a pixel's traits. */
type Gain = NonNullable<Card['repair']['gain']>

/** Some pixels of some pictures. */
export interface Corrections {
  /** What is known of each picture, all of one length. */
  readonly profiles: readonly Float32Array[]
  /** For each pixel: which picture it is of. */
  readonly picture: Int32Array
  /** [pixels, n]: what is known of each pixel beside. */
  readonly traits: Float32Array
  /** For each pixel the mean over its channels: of the correction's square, of correction times what should have been added, of the square of that. */
  readonly square: Float32Array
  readonly along: Float32Array
  readonly wanted: Float32Array
}

/**
 * Pictures are compared by how many decibels they gain or lose, and what is left is measured against this much: of a picture that is
 * nearer to the truth than 40 dB nobody sees the rest.
 */
const UNSEEN = 1e-4
/** The share of the steps after which errors are weighed by what the network leaves, instead of by what one gain for all pixels would. */
const FIRST = 0.4
const LEAST_DEVIATION = 1e-6
/** The gain begins near 0.9. */
const FIRST_BIAS = 2

interface Sums {
  readonly count: Float64Array
  readonly square: Float64Array
  readonly along: Float64Array
  readonly wanted: Float64Array
}

function sumsOf({ profiles, picture, square, along, wanted }: Corrections): Sums {
  const of = () => new Float64Array(profiles.length)
  const sums = { count: of(), square: of(), along: of(), wanted: of() }
  for (let i = 0; i < picture.length; i++) {
    sums.count[picture[i]]++
    sums.square[picture[i]] += square[i]
    sums.along[picture[i]] += along[i]
    sums.wanted[picture[i]] += wanted[i]
  }
  return sums
}

/** Squared errors of a picture count one over what is left of it: so decibels are added up (iteratively reweighted). */
const weightsOf = (left: ArrayLike<number>): Float32Array => Float32Array.from(left, (error) => 1 / (Math.max(0, error) + UNSEEN))

/** For each picture the mean squared error that the best gain for all its pixels would leave. */
function leastErrors(corrections: Corrections): Float64Array {
  const { count, square, along, wanted } = sumsOf(corrections)
  return count.map((n, k) => (square[k] > 0 ? wanted[k] - along[k] ** 2 / square[k] : wanted[k]) / Math.max(1, n))
}

/** Writes what is known of a pixel: its picture's profile, and its traits. */
type Known = (i: number, into: Float32Array) => void

/** Mean and deviation of each number that is known, over the pixels. */
function moments(known: Known, numbers: number, pixels: number): { mean: Float64Array; deviation: Float64Array } {
  const [sum, squares, row] = [new Float64Array(numbers), new Float64Array(numbers), new Float32Array(numbers)]
  for (let i = 0; i < pixels; i++) {
    known(i, row)
    for (let t = 0; t < numbers; t++) {
      sum[t] += row[t]
      squares[t] += row[t] * row[t]
    }
  }
  const mean = sum.map((v) => v / pixels)
  return { mean, deviation: squares.map((v, t) => Math.max(LEAST_DEVIATION, Math.sqrt(Math.max(0, v / pixels - mean[t] ** 2)))) }
}

export interface FitOptions {
  /** No gain is larger. @default 1 */
  readonly most?: number
  /** Width of the hidden layer. @default 16 */
  readonly hidden?: number
  /** @default 3000 */
  readonly steps?: number
  /** Pixels a step. @default 8192 */
  readonly batch?: number
  /** @default 0.01, falling to nothing */
  readonly rate?: number
  readonly seed?: string | number
}

/** @throws RangeError without a pixel. */
export function fitGain(corrections: Corrections, options: FitOptions = {}): Gain {
  const { most = 1, hidden: width = 16, steps = 3000, batch = 8192, rate = 1e-2, seed = 1 } = options
  const { profiles, picture, traits, square, along } = corrections
  if (picture.length === 0) throw new RangeError('expected pixels of corrected pictures but received none')
  const given = profiles[0].length
  const own = traits.length / picture.length
  const numbers = given + own
  const known: Known = (i, into) => {
    into.set(profiles[picture[i]])
    for (let t = 0; t < own; t++) into[given + t] = traits[own * i + t]
  }
  const { mean, deviation } = moments(known, numbers, picture.length)
  let weights = weightsOf(leastErrors(corrections))
  const random = new Random(seed)
  const leaf = (shape: number[], by: number, bias = 0): Tensor => {
    const count = shape.reduce((a, b) => a * b)
    const tensor = fromArray(
      Float32Array.from({ length: count }, () => (by > 0 ? random.normal(0, by) : bias)),
      shape,
    )
    tensor.requiresGrad = true
    return tensor
  }
  return scope(() => {
    const parameters = {
      w: leaf([width, numbers], 1 / Math.sqrt(numbers)),
      b: leaf([width], 0),
      v: leaf([1, width], 1 / Math.sqrt(width)),
      c: leaf([1], 0, FIRST_BIAS),
    }
    const gainsOf = (rows: Float32Array): Tensor => {
      const count = rows.length / numbers
      const said = torch.tanh(torch.linear(fromArray(rows, [count, numbers]), parameters.w, parameters.b))
      return torch.mul(torch.sigmoid(torch.reshape(torch.linear(said, parameters.v, parameters.c), [count])), most)
    }
    const row = new Float32Array(numbers)
    const write = (i: number, rows: Float32Array, at: number): void => {
      known(i, row)
      for (let t = 0; t < numbers; t++) rows[at * numbers + t] = (row[t] - mean[t]) / deviation[t]
    }
    const allGains = (): Float32Array => {
      const gains = new Float32Array(picture.length)
      for (let from = 0; from < gains.length; from += batch) {
        const rows = new Float32Array(Math.min(batch, gains.length - from) * numbers)
        for (let k = 0; k < rows.length / numbers; k++) write(from + k, rows, k)
        gains.set(
          scope(() => noGrad(() => gainsOf(rows).toFloat32Array())),
          from,
        )
      }
      return gains
    }
    using optimiser = new AdamW(parameters, { rate, weightDecay: 1e-3 })
    const [rows, a, b] = [numbers * batch, batch, batch].map((length) => new Float32Array(length))
    for (let step = 0; step < steps; step++) {
      if (step === Math.floor(FIRST * steps)) weights = weightsOf(errorsOf(corrections, allGains()).map(({ gained }) => gained))
      for (let k = 0; k < batch; k++) {
        const i = random.int(0, picture.length - 1)
        write(i, rows, k)
        a[k] = weights[picture[i]] * square[i]
        b[k] = 2 * weights[picture[i]] * along[i]
      }
      optimiser.rate = rate * (1 - step / steps)
      scope(() => {
        const gain = gainsOf(rows)
        const error = torch.sub(torch.mul(torch.mul(gain, gain), fromArray(a, [batch])), torch.mul(gain, fromArray(b, [batch])))
        torch.mean(error).backward()
        optimiser.step()
        optimiser.clear()
      })
    }
    const [w, bias, v, c] = [parameters.w, parameters.b, parameters.v, parameters.c].map((tensor) => tensor.toFloat32Array())
    const plain = (k: number) => Array.from({ length: numbers }, (_, t) => w[k * numbers + t] / deviation[t])
    return {
      hidden: Array.from({ length: width }, (_, k) => ({
        weights: plain(k),
        bias: bias[k] - plain(k).reduce((sum, weight, t) => sum + weight * mean[t], 0),
      })),
      out: { weights: [...v], bias: c[0] },
    }
  })
}

/**
 * For each picture the mean squared error of its pixels: untouched, with the whole correction, with each pixel's own gain.
 * @param gains for each pixel
 */
export function errorsOf(corrections: Corrections, gains: Float32Array): { untouched: number; whole: number; gained: number }[] {
  const { picture, square, along } = corrections
  const { count, square: squares, along: alongs, wanted } = sumsOf(corrections)
  const gained = Float64Array.from(wanted)
  for (let i = 0; i < picture.length; i++) gained[picture[i]] += gains[i] * (gains[i] * square[i] - 2 * along[i])
  return corrections.profiles.map((_, k) => {
    const n = Math.max(1, count[k])
    return { untouched: wanted[k] / n, whole: (wanted[k] - 2 * alongs[k] + squares[k]) / n, gained: gained[k] / n }
  })
}
