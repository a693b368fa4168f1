// Fits boosted symmetric trees (core's `SymmetricTrees`) to yes-or-no questions: gradient boosting by Newton's steps on the log-odds
// (Friedman 2001; Chen and Guestrin 2016, "XGBoost", equations 5 to 7), over histograms of each number; each tree asks what tells a drawn
// part of the observations apart (Friedman 2002, "Stochastic gradient boosting").
import { Random, roundLeaves, type SymmetricTrees, toBfloat16 } from '@revelado/core'

export interface TreeOptions {
  /** @default 600 */
  readonly trees?: number
  /** Questions a tree, 1 to 8. @default 6 */
  readonly depth?: number
  /** Share of Newton's step that is taken. @default 0.06 */
  readonly rate?: number
  /** Added to the curvature of each leaf. @default 10 */
  readonly ridge?: number
  /** Share of the numbers that a tree may ask about. @default 0.3 */
  readonly share?: number
  /** Share of the observations that a tree's questions are chosen by; its leaves are fitted to all. @default 1 */
  readonly sample?: number
  readonly seed?: string
  /** Called with what the trees say of each observation, after every tree. */
  readonly onTree?: (tree: number, said: Float64Array) => void
}

/** Values between two neighbouring edges are alike. */
const BINS = 64

/** Values, of those that bfloat16 can hold, that split a number into at most 64 parts of about as many observations each. */
function edgesOf(rows: Float32Array, width: number, number: number): Float32Array {
  const count = rows.length / width
  const sorted = Float32Array.from({ length: count }, (_, i) => rows[i * width + number]).sort()
  const edges = new Set<number>()
  for (let k = 1; k < BINS; k++) {
    const at = Math.floor((k * count) / BINS)
    if (at > 0 && sorted[at] > sorted[at - 1]) edges.add(toBfloat16((sorted[at] + sorted[at - 1]) / 2))
    else if (sorted[at] < sorted[count - 1]) edges.add(toBfloat16(sorted[at]))
  }
  return Float32Array.from(edges).sort()
}

/** How many of the edges each observation's number is above. */
function binned(rows: Float32Array, width: number, number: number, edges: Float32Array): Uint8Array {
  return Uint8Array.from({ length: rows.length / width }, (_, i) => {
    const value = rows[i * width + number]
    let low = 0
    let high = edges.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (value > edges[middle]) low = middle + 1
      else high = middle
    }
    return low
  })
}

interface Question {
  readonly number: number
  /** Yes above the edge of this place. */
  readonly edge: number
  readonly gain: number
}

/** First and second derivatives of the loss by the log-odds, and the leaf each observation has come to. */
interface State {
  readonly gradient: Float64Array
  readonly curvature: Float64Array
  readonly leaf: Uint8Array
  /** Places of the observations that questions are chosen by. */
  readonly sample: Uint32Array
}

/** The question about one number that parts the leaves best: the sum over their parts of gradient² over curvature. */
function bestEdge(bins: Uint8Array, edges: number, leaves: number, state: State, ridge: number, number: number): Question {
  const gradients = new Float64Array(leaves * BINS)
  const curvatures = new Float64Array(leaves * BINS)
  const { gradient, curvature, leaf, sample } = state
  for (let j = 0; j < sample.length; j++) {
    const i = sample[j]
    const k = leaf[i] * BINS + bins[i]
    gradients[k] += gradient[i]
    curvatures[k] += curvature[i]
  }
  const gains = new Float64Array(edges)
  for (let l = 0; l < leaves; l++) {
    let g = 0
    let h = 0
    for (let b = 0; b <= edges; b++) {
      g += gradients[l * BINS + b]
      h += curvatures[l * BINS + b]
    }
    let below = 0
    let curved = 0
    for (let b = 0; b < edges; b++) {
      below += gradients[l * BINS + b]
      curved += curvatures[l * BINS + b]
      gains[b] += (below * below) / (curved + ridge) + ((g - below) * (g - below)) / (h - curved + ridge)
    }
  }
  let edge = 0
  for (let b = 1; b < edges; b++) if (gains[b] > gains[edge]) edge = b
  return { number, edge, gain: gains[edge] }
}

/**
 * Fits trees that say the log-odds of yes.
 * @param rows observations one after another, `width` numbers each
 * @param is 1 where the answer is yes, 0 where it is no, one for each observation
 * @throws RangeError without observations of both kinds, when all are alike, for more than 256 numbers, or when `rows` does not fit.
 */
export function fitTrees(rows: Float32Array, width: number, is: Uint8Array, options: TreeOptions = {}): SymmetricTrees {
  const { trees = 600, depth = 6, rate = 0.06, ridge = 10, share = 0.3, sample = 1, seed = 'trees', onTree } = options
  const yes = is.reduce((sum, v) => sum + v, 0)
  if (width > 256) throw new RangeError(`expected at most 256 numbers but received ${width}`)
  if (rows.length !== width * is.length || yes === 0 || yes === is.length)
    throw new RangeError(`expected ${is.length} observations of ${width} numbers, of both kinds`)
  const edges = Array.from({ length: width }, (_, k) => edgesOf(rows, width, k))
  const bins = edges.map((own, k) => binned(rows, width, k, own))
  // What is the same everywhere has no edges
  const telling = edges.flatMap((own, k) => (own.length > 0 ? [k] : []))
  if (telling.length === 0) throw new RangeError('expected numbers that tell observations apart but all are the same')
  const random = new Random(seed)
  const size = 1 << depth
  const bias = Math.log(yes / (is.length - yes))
  const said = new Float64Array(is.length).fill(bias)
  const numbers = new Uint8Array(trees * depth)
  const thresholds = new Float32Array(trees * depth)
  const leaves = new Float32Array(trees * size)
  const all = Uint32Array.from(is, (_, i) => i)
  const gradient = new Float64Array(is.length)
  const curvature = new Float64Array(is.length)
  const leaf = new Uint8Array(is.length)
  for (let tree = 0; tree < trees; tree++) {
    for (let i = 0; i < is.length; i++) {
      const p = 1 / (1 + Math.exp(-said[i]))
      gradient[i] = p - is[i]
      curvature[i] = p * (1 - p)
    }
    leaf.fill(0)
    const state: State = { gradient, curvature, leaf, sample: sample < 1 ? all.filter(() => random.uniform() < sample) : all }
    const drawn = telling.filter(() => random.uniform() < share)
    const allowed = drawn.length > 0 ? drawn : telling
    for (let level = 0; level < depth; level++) {
      const asked = allowed
        .map((k) => bestEdge(bins[k], edges[k].length, 1 << level, state, ridge, k))
        .reduce((best, question) => (question.gain > best.gain ? question : best))
      numbers[tree * depth + level] = asked.number
      thresholds[tree * depth + level] = edges[asked.number][asked.edge]
      const own = bins[asked.number]
      for (let i = 0; i < own.length; i++) if (own[i] > asked.edge) leaf[i] |= 1 << level
    }
    const gradients = new Float64Array(size)
    const curvatures = new Float64Array(size)
    for (let i = 0; i < is.length; i++) {
      gradients[leaf[i]] += gradient[i]
      curvatures[leaf[i]] += curvature[i]
    }
    // As they will be packed, so that the next trees make good what rounding did
    leaves.set(roundLeaves(Float32Array.from(gradients, (gradient, l) => (-rate * gradient) / (curvatures[l] + ridge))), tree * size)
    for (let i = 0; i < is.length; i++) said[i] += leaves[tree * size + leaf[i]]
    onTree?.(tree, said)
  }
  return { depth, numbers, thresholds, leaves, bias }
}
