// What a training set is mixed of: how many of each kind and severity, and how often each light and heavy damage is drawn.
import type { Random } from '@revelado/core'
import type { Kind, Severity } from './recipe.ts'

export interface Mixture {
  readonly kinds: Readonly<Record<Kind, number>>
  readonly severities: Readonly<Record<Severity, number>>
  /** Share of black-and-white prints that are toned. */
  readonly toned: number
  /** Share of damaged positives that are faded, flat, badly exposed, cast or unevenly lit. */
  readonly faded: number
  /** Share of positives that are negatives turned round by plain inversion, as users' files often are. */
  readonly inverted: number
  /** Share of negatives that are no film but 255 − x, as the predecessor's were. */
  readonly complement: number
  /** Share of positives that show what they lie on: a paper margin, a mat, a page. */
  readonly mounted: number
  /** Share of colour pictures whose colours are few and dull, as some photographs are: nothing is wrong with them. */
  readonly muted: number
  /** Share of samples without a last JPEG that are rounded to 16 bit. */
  readonly deep: number
  /**
   * Scratches, stains, dust and the dirt on film are drawn up to this many times as large, evenly by their logarithm: on a scan
   * they are as large as the scan is fine, while noise and JPEG blocks stay pixels. 1 draws them for a picture of training size.
   */
  readonly marks: number
  /** Light damages of positives, in groups of which each is drawn once at most. */
  readonly light: readonly Group[]
  /** Losses of positives, of which one is drawn, or two. */
  readonly heavy: Group
  /** Film stocks and scanners kept for testing (never in training). */
  readonly heldOut: boolean
}

/** Damages of one group exclude each other in a sample: nobody needs two kinds of blur to learn blur. */
export type Group = Readonly<Record<string, number>>

export const TONE: Group = { fading: 4, 'low-contrast': 2, exposure: 2, cast: 3, 'uneven-light': 2 }
/** A grey print cannot have a colour cast of its own: what it has is toning. */
export const TONE_GREY: Group = { fading: 4, 'low-contrast': 3, exposure: 3, 'uneven-light': 2.5 }

export const LIGHT: readonly Group[] = [
  { 'gaussian-noise': 11, 'poisson-noise': 2, 'luma-noise': 2, 'correlated-noise': 3, 'film-grain': 4, 'salt-and-pepper': 2 },
  { jpeg: 13 },
  { 'gaussian-blur': 2, 'motion-blur': 1.2, defocus: 1.3, rescale: 2 },
  { scratches: 4 },
  { dust: 3.5 },
  { stains: 2.5 },
  { halftone: 1, 'paper-texture': 1 },
]

/** What happens to negatives: the camera's blur, marks on the film, the scanner's noise and the file's compression. */
export const LIGHT_NEGATIVE: readonly Group[] = [
  { 'gaussian-noise': 6, 'poisson-noise': 2, 'luma-noise': 1.5, 'correlated-noise': 3 },
  { jpeg: 8 },
  { 'gaussian-blur': 2, 'motion-blur': 1, defocus: 1, rescale: 1.5 },
  { scratches: 6 },
  { dust: 5 },
  { stains: 1 },
]

export const HEAVY: Group = {
  'lost-shapes': 8,
  gouges: 3,
  tears: 3,
  folds: 2,
  creases: 6,
  'torn-edges': 3,
  'hiding-stains': 3,
  tape: 2,
  mould: 2,
  ink: 2.5,
  cracks: 2.5,
  flaking: 3,
}

export const HEAVY_NEGATIVE: Group = {
  'lost-shapes': 5,
  gouges: 4,
  'torn-edges': 1,
  'hiding-stains': 3,
  tape: 1,
  mould: 3,
  ink: 0.5,
  cracks: 2,
  flaking: 3,
}

/** The project's own mixture. */
export const REVELADO_MIXTURE: Mixture = {
  kinds: { 'colour-negative': 0.27, 'bw-negative': 0.18, bw: 0.3, colour: 0.25 },
  severities: { clean: 0.1, light: 0.65, heavy: 0.25 },
  toned: 1 / 3,
  faded: 0.3,
  inverted: 0.03,
  mounted: 0.3,
  muted: 0,
  complement: 0,
  marks: 1,
  deep: 0.04,
  light: LIGHT,
  heavy: HEAVY,
  heldOut: false,
}

/** Draws a key with a chance in proportion to its weight. */
export function pickWeighted<K extends string>(random: Random, weights: Readonly<Record<K, number>>): K {
  const keys = Object.keys(weights) as K[]
  let sum = 0
  for (const key of keys) sum += weights[key]
  let left = random.uniform(0, sum)
  for (const key of keys) if ((left -= weights[key]) < 0) return key
  return keys[keys.length - 1]
}

/** Draws `count` names from different groups, each group with the weight of its sum. */
export function pickFromGroups(random: Random, groups: readonly Group[], count: number): string[] {
  const left = new Map(groups.map((group) => [group, Object.values(group).reduce((a, b) => a + b)]))
  const names: string[] = []
  while (names.length < count && left.size > 0) {
    let at = random.uniform(
      0,
      [...left.values()].reduce((a, b) => a + b),
    )
    let chosen = groups[0]
    for (const [group, weight] of left) {
      chosen = group
      if ((at -= weight) < 0) break
    }
    left.delete(chosen)
    names.push(pickWeighted(random, chosen))
  }
  return names
}
