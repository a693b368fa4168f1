// How values are spread: moments, and quantiles from a histogram, which is several times as fast as sorting.
import { log } from '../../math.ts'

/** Mean, standard deviation (never 0), skewness, log of the kurtosis, mean absolute deviation over the standard deviation. */
export interface Moments {
  readonly mean: number
  readonly deviation: number
  readonly skewness: number
  readonly logKurtosis: number
  readonly absolute: number
}

/** Added to a standard deviation, so that a plane of one value has finite moments. */
const LEAST_DEVIATION = 1e-5
/** Added to a kurtosis before its logarithm. */
const LEAST_KURTOSIS = 0.1

export function momentsOf(values: Float32Array): Moments {
  const n = values.length
  let mean = 0
  for (let i = 0; i < n; i++) mean += values[i]
  mean /= n
  let second = 0
  let third = 0
  let fourth = 0
  let absolute = 0
  for (let i = 0; i < n; i++) {
    const e = values[i] - mean
    const square = e * e
    second += square
    third += square * e
    fourth += square * square
    absolute += e < 0 ? -e : e
  }
  const deviation = Math.sqrt(second / n) + LEAST_DEVIATION
  const cube = deviation * deviation * deviation
  return {
    mean,
    deviation,
    skewness: third / n / cube,
    logKurtosis: log(fourth / n / (cube * deviation) + LEAST_KURTOSIS),
    absolute: absolute / n / deviation,
  }
}

/** Pearson's correlation of two planes whose moments are known. */
export function correlation(a: Float32Array, b: Float32Array, ofA: Moments, ofB: Moments): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += (a[i] - ofA.mean) * (b[i] - ofB.mean)
  return sum / a.length / (ofA.deviation * ofB.deviation)
}

const BINS = 4096

/** A histogram of 4,096 equal bins between the least and the greatest value, for each class apart. */
export class Histogram {
  private readonly counts: Uint32Array
  private readonly totals: Uint32Array
  private readonly least: number
  private readonly scale: number

  /** @param classes to which class, 0 … `count` − 1, each value belongs. @default one class */
  constructor(values: Float32Array, classes?: Uint8Array, count = 1) {
    let least = Number.POSITIVE_INFINITY
    let most = Number.NEGATIVE_INFINITY
    for (let i = 0; i < values.length; i++) {
      const value = values[i]
      if (value < least) least = value
      if (value > most) most = value
    }
    this.least = least
    this.scale = most > least ? (BINS - 1) / (most - least) : 0
    this.counts = new Uint32Array(count * BINS)
    this.totals = new Uint32Array(count)
    const { counts, totals, scale } = this
    if (classes)
      for (let i = 0; i < values.length; i++) {
        counts[classes[i] * BINS + Math.trunc((values[i] - least) * scale)]++
        totals[classes[i]]++
      }
    else {
      for (let i = 0; i < values.length; i++) counts[Math.trunc((values[i] - least) * scale)]++
      totals[0] = values.length
    }
  }

  /** The values that the given shares of a class lie below, `shares` rising; zeros for a class of none. */
  quantiles(shares: readonly number[], k = 0): number[] {
    const total = this.totals[k]
    if (total === 0) return shares.map(() => 0)
    if (this.scale === 0) return shares.map(() => this.least)
    let bin = 0
    let below = 0
    return shares.map((share) => {
      const wanted = Math.min(total - 1, Math.floor(share * total))
      while (below + this.counts[k * BINS + bin] <= wanted) below += this.counts[k * BINS + bin++]
      return this.least + (bin + 0.5) / this.scale
    })
  }
}

/** Added to both sides of a ratio: an eighth of an 8-bit step. */
const LEAST = 5e-4

export const logRatio = (a: number, b: number): number => log((a + LEAST) / (b + LEAST))
