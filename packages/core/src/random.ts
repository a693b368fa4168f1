// Seeded, splittable random numbers: the same sequence in every JavaScript engine.
// Generator: sfc32 (Doty-Humphrey's Small Fast Chaotic, 128-bit state), seeded through FNV-1a and a finaliser.

import { exp, log } from './math.ts'

function mix(h: number): number {
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return (h ^ (h >>> 16)) >>> 0
}

function hashText(text: string, basis: number): number {
  let h = basis
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193)
  return mix(h)
}

const LAYERS = 128
/** Where the tail begins, and the area of each of 128 layers (Marsaglia and Tsang 2000, table for 128). */
const FIRST_EDGE = 3.442619855899
const LAYER_AREA = 9.91256303526217e-3

interface Ziggurat {
  /** Right edges of the layers, 0 at the end. */
  readonly edge: Float64Array
  /** Share of a layer that lies below the curve for certain. */
  readonly ratio: Float64Array
}

let ziggurat: Ziggurat | undefined

function makeZiggurat(): Ziggurat {
  const edge = new Float64Array(LAYERS + 1)
  const ratio = new Float64Array(LAYERS)
  let f = exp(-0.5 * FIRST_EDGE * FIRST_EDGE)
  edge[0] = LAYER_AREA / f
  edge[1] = FIRST_EDGE
  for (let i = 2; i < LAYERS; i++) {
    edge[i] = Math.sqrt(-2 * log(LAYER_AREA / edge[i - 1] + f))
    f = exp(-0.5 * edge[i] * edge[i])
  }
  for (let i = 0; i < LAYERS; i++) ratio[i] = edge[i + 1] / edge[i]
  ziggurat = { edge, ratio }
  return ziggurat
}

/** A stream of random numbers. Streams of different seeds, or of different `split` labels, are independent. */
export class Random {
  readonly seed: string
  readonly #state: Int32Array

  /** @param seed a number or any text; the same seed gives the same stream. */
  constructor(seed: number | string) {
    this.seed = String(seed)
    this.#state = Int32Array.of(hashText(this.seed, 0x811c9dc5), hashText(this.seed, 0x9e3779b9), hashText(this.seed, 0x243f6a88), 1)
    for (let i = 0; i < 12; i++) this.bits()
  }

  /** A child stream that does not depend on how many numbers were drawn from this one. */
  split(label: number | string): Random {
    return new Random(`${this.seed}/${label}`)
  }

  /** 32 random bits as an unsigned integer. */
  bits(): number {
    const s = this.#state
    const t = (s[0] + s[1] + s[3]) | 0
    s[3] = (s[3] + 1) | 0
    s[0] = s[1] ^ (s[1] >>> 9)
    s[1] = (s[2] + (s[2] << 3)) | 0
    s[2] = (((s[2] << 21) | (s[2] >>> 11)) + t) | 0
    return t >>> 0
  }

  /** Uniform in [low, high). */
  uniform(low = 0, high = 1): number {
    return low + (high - low) * (this.bits() / 4294967296)
  }

  /** A whole number from low to high, both included. */
  int(low: number, high: number): number {
    return low + Math.floor((this.bits() / 4294967296) * (high - low + 1))
  }

  /** True with probability p. */
  chance(p: number): boolean {
    return this.bits() / 4294967296 < p
  }

  /** One of the items, each as likely. */
  pick<T>(items: readonly T[]): T {
    return items[this.int(0, items.length - 1)]
  }

  /** Normal with the given mean and standard deviation (ziggurat of Marsaglia and Tsang 2000 in Doornik's form of 2005). */
  normal(mean = 0, deviation = 1): number {
    const { edge, ratio } = ziggurat ?? makeZiggurat()
    for (;;) {
      const bits = this.bits()
      const layer = bits & (LAYERS - 1)
      const u = (bits | 0) >> 7
      const v = u * (1 / 16777216)
      if (v < ratio[layer] && v > -ratio[layer]) return mean + deviation * (v * edge[layer])
      if (layer === 0) {
        const tail = this.#tail()
        return mean + deviation * (v < 0 ? -tail : tail)
      }
      const x = v * edge[layer]
      const outer = exp(-0.5 * (edge[layer] * edge[layer] - x * x))
      const inner = exp(-0.5 * (edge[layer + 1] * edge[layer + 1] - x * x))
      if (inner + this.uniform() * (outer - inner) < 1) return mean + deviation * x
    }
  }

  /** The normal distribution beyond the first edge (Marsaglia 1964). */
  #tail(): number {
    for (;;) {
      const x = log(1 - this.uniform()) / FIRST_EDGE
      const y = log(1 - this.uniform())
      if (-2 * y > x * x) return FIRST_EDGE - x
    }
  }

  /** Fills `out` with normal numbers: the same that as many calls of `normal` give. */
  fillNormal(out: Float32Array | Float64Array, mean = 0, deviation = 1): void {
    for (let i = 0; i < out.length; i++) out[i] = this.normal(mean, deviation)
  }

  /** Fills `out` with uniform numbers in [low, high): the same that as many calls of `uniform` give. */
  fillUniform(out: Float32Array | Float64Array, low = 0, high = 1): void {
    for (let i = 0; i < out.length; i++) out[i] = this.uniform(low, high)
  }

  /** Log-uniform in [low, high): as likely between 1 and 2 as between 10 and 20. */
  logUniform(low: number, high: number): number {
    return low * exp(this.uniform() * log(high / low))
  }

  /** Triangular on low..high with the given mode. */
  triangular(low: number, mode: number, high: number): number {
    const u = this.uniform()
    const f = (mode - low) / (high - low)
    return u < f ? low + Math.sqrt(u * (high - low) * (mode - low)) : high - Math.sqrt((1 - u) * (high - low) * (high - mode))
  }

  /** Poisson with the given mean (Knuth's product method; meant for means below 100). */
  poisson(mean: number): number {
    const limit = exp(-mean)
    let k = 0
    for (let p = this.uniform(); p > limit; p *= this.uniform()) k++
    return k
  }

  /** Gamma with shape k ≥ 1 and the given scale (Marsaglia and Tsang 2000). */
  gamma(shape: number, scale = 1): number {
    const d = shape - 1 / 3
    const c = 1 / Math.sqrt(9 * d)
    for (;;) {
      const x = this.normal()
      const w = 1 + c * x
      const v = w * w * w
      if (v > 0 && log(1 - this.uniform()) < 0.5 * x * x + d - d * v + d * log(v)) return d * v * scale
    }
  }

  /** The whole numbers 0..n−1 in random order (Fisher and Yates). */
  permutation(n: number): number[] {
    const order = Array.from({ length: n }, (_, i) => i)
    for (let i = n - 1; i > 0; i--) {
      const j = this.int(0, i)
      const t = order[i]
      order[i] = order[j]
      order[j] = t
    }
    return order
  }
}
