// Many normal numbers at little cost, for grain and photons: 4,096 quantiles of the normal distribution, picked at random.
import { exp, Random } from '@revelado/core'

const BITS = 12
const COUNT = 1 << BITS
const MASK = COUNT - 1

/** Quantiles at (i + ½)/4096, by Newton's method on the distribution's tail integral, which is summed from the middle outwards. */
function quantiles(): Float32Array {
  const out = new Float32Array(COUNT)
  const root = Math.sqrt(2 * Math.PI)
  const step = 1 / 64
  let x = 0
  let area = 0 // of the density from 0 to x
  const density = (u: number): number => exp(-0.5 * u * u) / root
  for (let i = 0; i < COUNT / 2; i++) {
    const wanted = (i + 0.5) / COUNT
    for (;;) {
      // Simpson's rule over at most one step, so that the error stays far below float32.
      const d = density(x)
      const h = Math.min(step, (wanted - area) / d)
      if (h < 1e-12) break
      area += (h / 6) * (d + 4 * density(x + h / 2) + density(x + h))
      x += h
    }
    out[COUNT / 2 + i] = x
    out[COUNT / 2 - 1 - i] = -x
  }
  let power = 0
  for (const q of out) power += q * q
  const scale = Math.sqrt(COUNT / power) // cut tails would leave the deviation just below 1
  return out.map((q) => q * scale)
}

let table: Float32Array | undefined

function scaled(values: Float32Array, by: number): Float32Array {
  const out = new Float32Array(values.length)
  for (let i = 0; i < out.length; i++) out[i] = values[i] * by
  return out
}

/** Fills `out` with normal numbers of mean 0 and the given deviation, none beyond 3.7 deviations; returns it. */
export function fillNoise(seed: number | string, out: Float32Array, deviation = 1): Float32Array {
  table ??= quantiles()
  const quantile = deviation === 1 ? table : scaled(table, deviation)
  const random = new Random(seed)
  let a = random.bits() | 0
  let b = random.bits() | 0
  let c = random.bits() | 0
  let counter = 1
  for (let i = 0; i < out.length; i += 2) {
    // sfc32, as in core's Random, with its state in registers.
    const t = (((a + b) | 0) + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (((c << 21) | (c >>> 11)) + t) | 0
    out[i] = quantile[t & MASK]
    out[i + 1] = quantile[t >>> (32 - BITS)] // past the end of an odd array: nothing is written
  }
  return out
}
