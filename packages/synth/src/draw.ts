// Draws recipes: what kind of picture, how badly damaged, by what, and in which order.
import { Random } from '@revelado/core'
import type { Parameters, Size } from './damage/damage.ts'
import { findDamage } from './damage/register.ts'
import { drawNegative } from './film/index.ts'
import { HEAVY_NEGATIVE, LIGHT_NEGATIVE, type Mixture, pickFromGroups, pickWeighted, REVELADO_MIXTURE, TONE, TONE_GREY } from './mixture.ts'
import { drawMount } from './mount.ts'
import { drawMuted } from './muted.ts'
import type { Kind, Recipe, Severity, Step } from './recipe.ts'

export interface RecipeOptions {
  readonly width: number
  readonly height: number
  /** Pixels that one pixel of training size (short side ≈ 200) is worth here: damage grows with it. Default 1. */
  readonly scale?: number
  /** What differs from REVELADO_MIXTURE; `kinds` and `severities` are replaced as a whole. */
  readonly mixture?: Partial<Mixture>
}

/** Where a damage stands in the life of a picture; two places where it may be either. Smaller is earlier. */
const PLACE: Record<string, readonly number[]> = {
  muted: [4],
  mount: [5],
  'bw-conversion': [10],
  'motion-blur': [15],
  defocus: [15],
  'gaussian-blur': [15, 70],
  'film-grain': [20],
  'poisson-noise': [20, 75],
  'film-negative': [25],
  inversion: [25],
  toning: [30],
  halftone: [32],
  fading: [35],
  'low-contrast': [36, 72],
  exposure: [37, 72],
  cast: [37, 73],
  'uneven-light': [38],
  'paper-texture': [50],
  stains: [55],
  scratches: [62],
  dust: [65],
  'gaussian-noise': [21, 76],
  'luma-noise': [21, 76],
  'correlated-noise': [21, 76],
  'salt-and-pepper': [77],
  rescale: [80],
  jpeg: [90],
  rounding: [99],
}
/** Losses happen to the print or the film: after its tones have aged, before it is scanned. */
const PLACE_OF_LOSS = [60] as const
/** On a negative the scanner's noise comes after the film. */
const AFTER_FILM = 25

interface Placed {
  readonly at: number
  readonly step: Step
}

function place(random: Random, step: Step, negative: boolean): Placed {
  const places = (PLACE[step.name] ?? PLACE_OF_LOSS).filter((at) => !negative || at > AFTER_FILM || !step.name.includes('noise'))
  return { at: random.pick(places), step }
}

/** Scanners are quieter than cameras at night, and a negative holds its picture in a narrow range: noise of a print would bury it. */
const SCANNER_NOISE = 0.35

function quieter(parameters: Parameters): Parameters {
  const { sigma, photons } = parameters
  return {
    ...parameters,
    ...(typeof sigma === 'number' && { sigma: SCANNER_NOISE * sigma }),
    ...(typeof photons === 'number' && { photons: photons / (SCANNER_NOISE * SCANNER_NOISE) }),
  }
}

/**
 * Draws what happens to one photograph of the given size; the same seed gives the same recipe.
 * @example const sample = applyRecipe(photo, drawRecipe('shelf 3, box 7', { width: 300, height: 200 }))
 */
export function drawRecipe(seed: number | string, options: RecipeOptions): Recipe {
  const mixture = { ...REVELADO_MIXTURE, ...options.mixture }
  const random = new Random(seed).split('recipe')
  const kind = pickWeighted(random, mixture.kinds)
  const severity = pickWeighted(random, mixture.severities)
  const inverted = (kind === 'bw' || kind === 'colour') && random.chance(mixture.inverted)
  const film = kind === 'bw-negative' || kind === 'colour-negative' || inverted
  const damages = damageNames(random, kind, severity, mixture, inverted)
  const size: Size = { width: options.width, height: options.height, scale: options.scale ?? 1 }
  const marks = mixture.marks > 1 ? random.split('marks').logUniform(1, mixture.marks) : 1

  const placed: Placed[] = []
  const add = (name: string, parameters: Parameters): void => {
    placed.push(place(random, { name, parameters }, film))
  }
  if (film && !inverted && random.split('complement').chance(mixture.complement)) {
    if (kind === 'bw-negative') add('bw-conversion', findDamage('bw-conversion')!.draw(random.split('bw-conversion'), size))
    add('inversion', {})
  } else if (film) {
    const negative = drawNegative(random.split('film'), {
      kind: kind.startsWith('bw') ? 'bw' : 'colour',
      heldOut: mixture.heldOut,
      inverted,
    })
    const { dirt } = negative
    const marked = dirt && marks > 1 ? { ...negative, dirt: { ...dirt, size: marks * dirt.size } } : negative
    add('film-negative', marked as unknown as Parameters)
  }
  const muting = random.split('muted')
  if (!film && kind === 'colour' && muting.chance(mixture.muted)) add('muted', drawMuted(muting))
  const mounting = random.split('mount')
  if (!film && mounting.chance(mixture.mounted)) add('mount', drawMount(mounting, kind === 'bw'))
  for (const name of damages.names) {
    const damage = findDamage(name)!
    const parameters = damage.draw(random.split(name), damage.reach === 'marks' ? { ...size, scale: marks * size.scale } : size)
    add(name, film && name.endsWith('-noise') ? quieter(parameters) : parameters)
  }
  const deep = !damages.names.includes('jpeg') && severity !== 'clean' && random.chance(mixture.deep)
  add('rounding', { bits: deep ? 16 : 8 })
  placed.sort((a, b) => a.at - b.at)

  return {
    version: 1,
    seed,
    width: options.width,
    height: options.height,
    kind,
    severity,
    labels: {
      negative: kind.endsWith('negative') ? 1 : 0,
      bw: kind.startsWith('bw') ? 1 : 0,
      tone: damages.tone || inverted ? 1 : 0,
      lost: severity === 'heavy' ? 1 : 0,
    },
    steps: placed.map(({ step }) => step),
  }
}

/** Old prints faded before somebody photographed them in poor light. */
const SECOND_TONE = 0.3

/** The names of what is drawn beside the film itself, and whether the tone of a positive suffers. */
function damageNames(
  random: Random,
  kind: Kind,
  severity: Severity,
  mixture: Mixture,
  inverted: boolean,
): { names: string[]; tone: boolean } {
  const names: string[] = []
  const negative = kind.endsWith('negative')
  let tone = false
  if (kind === 'bw' && !inverted) {
    names.push('bw-conversion')
    if (random.chance(mixture.toned)) {
      names.push('toning')
      tone = true
    }
  }
  if (severity === 'clean') return { names, tone }
  if (!negative && !inverted && random.chance(mixture.faded)) {
    const group = kind === 'bw' ? TONE_GREY : TONE
    const tones = new Set([pickWeighted(random, group)])
    if (random.chance(SECOND_TONE)) tones.add(pickWeighted(random, group))
    names.push(...tones)
    // One curve for the whole picture cannot undo light that differs from place to place: that is REPAIR's to mend
    if ([...tones].some((name) => name !== 'uneven-light')) tone = true
  }
  const groups = negative || inverted ? LIGHT_NEGATIVE : mixture.light
  if (severity === 'light') names.push(...pickFromGroups(random, groups, random.pick([1, 1, 1, 1, 2, 2, 2, 3, 3])))
  else {
    const losses = negative || inverted ? HEAVY_NEGATIVE : mixture.heavy
    names.push(pickWeighted(random, losses))
    if (random.chance(0.3)) {
      const second = pickWeighted(random, losses)
      if (!names.includes(second)) names.push(second)
    }
    names.push(...pickFromGroups(random, groups, random.pick([0, 0, 1, 1, 2])))
  }
  return { names, tone }
}
