// Boosted symmetric trees: every branch of a tree asks the same question at each level, so a tree is a few comparisons and one leaf looked
// up among 2^depth (Kohavi 1994, "Bottom-up induction of oblivious, read-once decision graphs"; Prokhorenkova et al. 2018, "CatBoost").
import { ReveladoError } from './errors.ts'

/** Trees over up to 256 numbers; what they say is the sum of one leaf each. */
export interface SymmetricTrees {
  /** Questions of each tree, 1 to 8. */
  readonly depth: number
  /** Which number each question is about, tree by tree, the first question first. */
  readonly numbers: Uint8Array
  /** A question's answer is yes where its number is above this. */
  readonly thresholds: Float32Array
  /** 2^depth values of each tree: at place Σ answer of question k · 2^k. */
  readonly leaves: Float32Array
  /** What is said without any tree. */
  readonly bias: number
}

/** The sum of the bias and of each tree's leaf, for `values[from]` and what follows. */
export function weighTrees({ depth, numbers, thresholds, leaves, bias }: SymmetricTrees, values: Float32Array, from = 0): number {
  let sum = bias
  for (let question = 0, first = 0; question < numbers.length; first += 1 << depth) {
    let leaf = 0
    for (let k = 0; k < depth; k++, question++) if (values[from + numbers[question]] > thresholds[question]) leaf |= 1 << k
    sum += leaves[first + leaf]
  }
  return sum
}

/** Trees as they stand in a file: base64 of little-endian arrays; each tree's leaves are whole numbers of sevenths of its greatest. */
export interface PackedTrees {
  readonly depth: number
  readonly bias: number
  /** Uint8 */
  readonly numbers: string
  /** bfloat16 */
  readonly thresholds: string
  /** bfloat16: each tree's greatest leaf by size. */
  readonly greatest: string
  /** Four bits a leaf, the first in the lower ones: sevenths + 8. */
  readonly leaves: string
}

const STEPS = 7
const ZERO = 8
const BITS = 4
const DEEPEST = 8

const word = new Uint32Array(1)
const float = new Float32Array(word.buffer)

/** The nearest number that bfloat16 can hold: the upper half of a float32. */
export function toBfloat16(value: number): number {
  float[0] = value
  word[0] = (word[0] + 0x8000) & 0xffff0000
  return float[0]
}

/** The upper halves of numbers that bfloat16 can hold. */
const upperHalves = (values: Float32Array): Uint16Array => Uint16Array.from(new Uint32Array(values.slice().buffer), (bits) => bits >>> 16)

const fromUpperHalves = (halves: Uint16Array): Float32Array => new Float32Array(Uint32Array.from(halves, (bits) => bits << 16).buffer)

function toBase64(array: Uint8Array | Uint16Array): string {
  let text = ''
  for (const byte of new Uint8Array(array.buffer, array.byteOffset, array.byteLength)) text += String.fromCharCode(byte)
  return btoa(text)
}

const fromBase64 = (text: string): ArrayBuffer => Uint8Array.from(atob(text), (character) => character.charCodeAt(0)).buffer

/** The greatest of one tree's leaves by size, as it is packed. */
const greatestOf = (leaves: Float32Array): number => toBfloat16(leaves.reduce((most, leaf) => Math.max(most, Math.abs(leaf)), 0))

/** A zero is never negative. */
const toSevenths = (leaf: number, most: number): number => Math.max(-STEPS, Math.min(STEPS, Math.round((STEPS * leaf) / (most || 1)))) + 0

/** One tree's leaves as they come back from packing. Trees that are fitted to what is left by rounded ones lose nothing when packed. */
export function roundLeaves(leaves: Float32Array): Float32Array {
  const most = greatestOf(leaves)
  return leaves.map((leaf) => (toSevenths(leaf, most) / STEPS) * most)
}

/** Packs the trees; leaves, and thresholds that bfloat16 cannot hold, are rounded. */
export function packTrees({ depth, numbers, thresholds, leaves, bias }: SymmetricTrees): PackedTrees {
  const size = 1 << depth
  const greatest = Float32Array.from({ length: leaves.length / size }, (_, tree) =>
    greatestOf(leaves.subarray(tree * size, (tree + 1) * size)),
  )
  const steps = Uint8Array.from(leaves, (leaf, i) => ZERO + toSevenths(leaf, greatest[Math.floor(i / size)]))
  return {
    depth,
    bias,
    numbers: toBase64(numbers),
    thresholds: toBase64(upperHalves(thresholds.map(toBfloat16))),
    greatest: toBase64(upperHalves(greatest)),
    leaves: toBase64(Uint8Array.from({ length: steps.length / 2 }, (_, i) => steps[2 * i] | (steps[2 * i + 1] << BITS))),
  }
}

/**
 * The trees of a file.
 * @param known how many numbers the trees may ask about
 * @throws ReveladoError 'bad-argument' when they are not whole, or ask about other numbers.
 */
export function unpackTrees({ depth, bias, numbers, thresholds, greatest, leaves }: PackedTrees, known: number): SymmetricTrees {
  const size = 1 << depth
  const asked = new Uint8Array(fromBase64(numbers))
  const limits = fromUpperHalves(new Uint16Array(fromBase64(thresholds)))
  const most = fromUpperHalves(new Uint16Array(fromBase64(greatest)))
  const pairs = new Uint8Array(fromBase64(leaves))
  const whole = depth >= 1 && depth <= DEEPEST && asked.length === depth * most.length && limits.length === asked.length
  if (!whole || 2 * pairs.length !== size * most.length || asked.some((number) => number >= known))
    throw new ReveladoError('bad-argument', `expected whole trees over ${known} numbers but received others`)
  return {
    depth,
    bias,
    numbers: asked,
    thresholds: limits,
    leaves: Float32Array.from({ length: 2 * pairs.length }, (_, i) => {
      const step = ((pairs[i >> 1] >> (BITS * (i & 1))) & (2 * ZERO - 1)) - ZERO
      return (step / STEPS) * most[Math.floor(i / size)]
    }),
  }
}
