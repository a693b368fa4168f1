// Many normal random numbers quickly: Marsaglia and Tsang's ziggurat with 256 layers (2000), in Doornik's careful form (2005).
import { exp, log, type Random } from '@revelado/core'

const LAYERS = 256
/** Where the tail begins and the area of each layer, for 256 layers (Marsaglia and Tsang 2000). */
const TAIL = 3.6541528853610088
const AREA = 0.00492867323399

const edge = new Float64Array(LAYERS + 1)
const ratio = new Float64Array(LAYERS)
{
  let f = exp(-0.5 * TAIL * TAIL)
  edge[0] = AREA / f
  edge[1] = TAIL
  for (let i = 2; i < LAYERS; i++) {
    edge[i] = Math.sqrt(-2 * log(AREA / edge[i - 1] + f))
    f = exp(-0.5 * edge[i] * edge[i])
  }
  for (let i = 0; i < LAYERS; i++) ratio[i] = edge[i + 1] / edge[i]
}

function tail(random: Random): number {
  for (;;) {
    const x = log(1 - random.uniform()) / TAIL
    const y = log(1 - random.uniform())
    if (-2 * y >= x * x) return TAIL - x
  }
}

/** One normal number that the quick path refused: layer `i`, position `u` in −1..1. NaN when this point misses too. */
function slow(random: Random, i: number, u: number): number {
  if (i === 0) return u < 0 ? -tail(random) : tail(random)
  const x = u * edge[i]
  const high = exp(-0.5 * (edge[i] * edge[i] - x * x))
  const low = exp(-0.5 * (edge[i + 1] * edge[i + 1] - x * x))
  return low + random.uniform() * (high - low) < 1 ? x : Number.NaN
}

/** Fills `out` with independent normal numbers of mean 0 and the given deviation; returns it. */
export function fillNormals<T extends Float32Array | Float64Array>(random: Random, out: T, deviation = 1): T {
  for (let k = 0; k < out.length; k++) {
    let x: number
    do {
      const bits = random.bits()
      const i = bits & 255
      const u = ((bits >> 8) + 0.5) / 8388608
      x = Math.abs(u) < ratio[i] ? u * edge[i] : slow(random, i, u)
    } while (Number.isNaN(x))
    out[k] = deviation * x
  }
  return out
}

/** `n` independent standard normal numbers. */
export function normals(random: Random, n: number): Float32Array {
  return fillNormals(random, new Float32Array(n))
}
