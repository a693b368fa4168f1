// The predecessor's recipe: half plain inversions, half black and white, with light or heavy damage in its shares.
import { Random } from '@revelado/core'
import type { Parameters } from './damage/damage.ts'
import { findDamage } from './damage/register.ts'
import { type Group, pickFromGroups, pickWeighted } from './mixture.ts'
import type { Kind, Recipe, Severity, Step } from './recipe.ts'

/** Of 9,895 photographs; for any other number the same shares, rounded by largest remainder. */
export const PREDECESSOR_COUNTS = {
  kinds: { 'colour-negative': 4948, bw: 4947 },
  severities: { light: 6432, heavy: 2474, clean: 989 },
  splits: { train: 8906, test: 989 },
} as const

/** What one photograph of a set becomes, before its size is known. */
export interface Allotment {
  readonly kind: Kind
  readonly severity: Severity
  readonly split: 'train' | 'test'
}

const LIGHT: readonly Group[] = [
  { jpeg: 1 },
  { 'salt-and-pepper': 1 },
  { 'gaussian-blur': 1 },
  { 'gaussian-noise': 1.5 },
  { 'low-contrast': 0.5 },
]
const HEAVY: Group = { 'lost-shapes': 3, gouges: 1, 'hiding-stains': 2 }

/** Shares `total` out in proportion to `weights`, whole numbers, by largest remainder; equal remainders go to the first. */
export function apportion<K extends string>(total: number, weights: Readonly<Record<K, number>>): Record<K, number> {
  const keys = Object.keys(weights) as K[]
  const sum = keys.reduce((a, key) => a + weights[key], 0)
  const exact = keys.map((key) => (total * weights[key]) / sum)
  const shares = exact.map(Math.floor)
  const byRemainder = keys.map((_, i) => i).sort((a, b) => exact[b] - shares[b] - (exact[a] - shares[a]) || a - b)
  const missing = total - shares.reduce((a, b) => a + b, 0)
  for (const i of byRemainder.slice(0, missing)) shares[i]++
  return Object.fromEntries(keys.map((key, i) => [key, shares[i]])) as Record<K, number>
}

function dealt<K extends string>(random: Random, total: number, weights: Readonly<Record<K, number>>): K[] {
  const shares = apportion(total, weights)
  const inOrder = (Object.keys(shares) as K[]).flatMap((key) => Array.from({ length: shares[key] }, () => key))
  return random.permutation(total).map((i) => inOrder[i])
}

/** Deals kinds, severities and the train and test halves out to `total` photographs; each count is exact, none depends on another. */
export function allotPredecessor(total: number, seed: number | string): Allotment[] {
  const random = new Random(seed)
  const kinds = dealt(random.split('kinds'), total, PREDECESSOR_COUNTS.kinds)
  const severities = dealt(random.split('severities'), total, PREDECESSOR_COUNTS.severities)
  const splits = dealt(random.split('splits'), total, PREDECESSOR_COUNTS.splits)
  return kinds.map((kind, i) => ({ kind, severity: severities[i], split: splits[i] }))
}

/** Draws one recipe of the predecessor's kind; `allotment` fixes what it says, the rest is drawn in the predecessor's shares. */
export function drawPredecessorRecipe(
  seed: number | string,
  { width, height, allotment }: { readonly width: number; readonly height: number; readonly allotment?: Partial<Allotment> },
): Recipe {
  const random = new Random(seed).split('predecessor')
  const kind = pickWeighted(random, PREDECESSOR_COUNTS.kinds)
  const severity = pickWeighted(random, PREDECESSOR_COUNTS.severities)
  const chosen = { kind: allotment?.kind ?? kind, severity: allotment?.severity ?? severity }
  const negative = chosen.kind !== 'bw'
  const steps: Step[] = [
    negative
      ? { name: 'inversion', parameters: {} }
      : { name: 'bw-conversion', parameters: { weights: [0.299, 0.587, 0.114], linear: false, contrast: 1 } },
  ]
  const add = (name: string): void => {
    const parameters: Parameters = findDamage(name)!.draw(random.split(name), { width, height, scale: 1 })
    steps.push({ name, parameters })
  }
  if (chosen.severity === 'light') {
    // JPEG comes last, as it does in life; the others in the order drawn.
    const names = pickFromGroups(random, LIGHT, random.int(1, 3))
    for (const name of names.filter((n) => n !== 'jpeg')) add(name)
    if (names.includes('jpeg')) add('jpeg')
  } else if (chosen.severity === 'heavy') add(pickWeighted(random, HEAVY))
  const tone = steps.some(({ name }) => name === 'low-contrast') && !negative
  steps.push({ name: 'rounding', parameters: { bits: 8 } })
  return {
    version: 1,
    seed,
    width,
    height,
    kind: chosen.kind,
    severity: chosen.severity,
    labels: { negative: negative ? 1 : 0, bw: negative ? 0 : 1, tone: tone ? 1 : 0, lost: chosen.severity === 'heavy' ? 1 : 0 },
    steps,
  }
}
