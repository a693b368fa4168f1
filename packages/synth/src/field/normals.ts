// Many normal random numbers quickly: Marsaglia and Tsang's ziggurat with 256 layers (2000), in Doornik's careful form (2005).
import { exp, log, type Random } from '@revelado/core'

const LAYERS = 256
/** Where the tail begins and the area of each layer, for 256 layers (Marsaglia and Tsang 2000). */
const TAIL = 3.6541528853610088
const AREA = 0.00492867323399

const edge = new Float64Array(LAYERS + 1)
/** edge[i] / 2²³: 24 signed bits times this lie within the layer. */
const edgeStep = new Float64Array(LAYERS)
{
  let f = exp(-0.5 * TAIL * TAIL)
  edge[0] = AREA / f
  edge[1] = TAIL
  for (let i = 2; i < LAYERS; i++) {
    edge[i] = Math.sqrt(-2 * log(AREA / edge[i - 1] + f))
    f = exp(-0.5 * edge[i] * edge[i])
  }
  for (let i = 0; i < LAYERS; i++) edgeStep[i] = edge[i] / 8388608
}

function tail(random: Random): number {
  for (;;) {
    const x = log(1 - random.uniform()) / TAIL
    const y = log(1 - random.uniform())
    if (-2 * y >= x * x) return TAIL - x
  }
}

/** Where `settle` leaves its number: given back, each would be an object of its own. */
const settled = new Float64Array(1)

/** A normal number from bits that the quick path may have refused: tries new ones until some fit. */
function settle(random: Random, bits: number): void {
  for (;;) {
    const i = bits & 255
    const x = ((bits >> 8) + 0.5) * edgeStep[i]
    settled[0] = x
    if (Math.abs(x) < edge[i + 1]) return
    if (i === 0) {
      settled[0] = x < 0 ? -tail(random) : tail(random)
      return
    }
    const high = exp(-0.5 * (edge[i] * edge[i] - x * x))
    const low = exp(-0.5 * (edge[i + 1] * edge[i + 1] - x * x))
    if (low + random.uniform() * (high - low) < 1) return
    bits = random.bits()
  }
}

/** Fills `out` with independent normal numbers of mean 0 and the given deviation; returns it. */
export function fillNormals<T extends Float32Array | Float64Array>(random: Random, out: T, deviation = 1): T {
  // sfc32, as in core's Random, with its state in registers: a third of the time of asking for each number.
  let a = random.bits() | 0
  let b = random.bits() | 0
  let c = random.bits() | 0
  let counter = 1
  for (let k = 0; k < out.length; k++) {
    const bits = (((a + b) | 0) + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (((c << 21) | (c >>> 11)) + bits) | 0
    const i = bits & 255
    const x = ((bits >> 8) + 0.5) * edgeStep[i]
    if (Math.abs(x) < edge[i + 1]) out[k] = deviation * x
    else {
      settle(random, bits)
      out[k] = deviation * settled[0]
    }
  }
  return out
}

/** `n` independent standard normal numbers. */
export function normals(random: Random, n: number): Float32Array {
  return fillNormals(random, new Float32Array(n))
}
