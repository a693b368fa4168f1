// Marks, one by one: what FIND finds likely and what hangs together is one mark, and is taken for damage or left as a whole, by how sure
// FIND is of it and by the company it has. Size, shape, lightness and contrast would tell more of our own damage on photographs of one
// size, but people's prints are of any size, and their scratches stand out more than ours.
import { components, createPlane, openPlane, type Plane, widenPlane } from '@revelado/core'

/**
 * What is at least as likely belongs to a mark. A scratch may run into something doubtful and be one with it at the first level: at the
 * second it stands alone.
 */
export const LEVELS = [0.5, 0.8] as const
/** Smaller ones are left alone, in FIND's pixels. */
const LEAST_PIXELS = 4
/** What is wider than twice this share of the long side is no scratch and no crack. */
const WIDE = 0.016
/** Log-odds beyond this say no more. */
const CERTAIN = 10

/** What is known of a mark, in the order in which a judge weighs it. Neither depends on how large the picture is, or the mark. */
export const TRAITS = ['mean log-odds', 'greatest log-odds'] as const

export interface Mark {
  /** Indices of its pixels. */
  readonly pixels: readonly number[]
  /** A number for each of `TRAITS`. */
  readonly traits: readonly number[]
}

/** Log-odds by logistic regression: a weight for each number that is known, and what there is without any. */
export interface Weighing {
  readonly weights: readonly number[]
  readonly bias: number
}

/**
 * Says how likely a mark is damage: first by its traits, then by its traits and by its company, for a picture with one scratch has more
 * of them. In a model's card as `find.judge`.
 */
export interface Judge {
  readonly first: Weighing
  readonly second: Weighing
  /** Log-odds from which a mark is taken away unasked. */
  readonly unasked: number
  /** The same where somebody says that the picture is damaged. */
  readonly asked: number
}

/** Of a probability, 0..1; no further from 0 than `CERTAIN`. */
export const logOdds = (p: number): number => Math.max(-CERTAIN, Math.min(CERTAIN, Math.log(p / (1 - p))))

/** Of a model whose marks nobody has judged: what is certain somewhere is damage. */
export const PLAIN_JUDGE: Judge = {
  first: { weights: TRAITS.map(() => 0), bias: 0 },
  second: { weights: [...TRAITS.map((_, i) => (i === 1 ? 1 : 0)), 0], bias: 0 },
  unasked: logOdds(0.995),
  asked: logOdds(0.8),
}

const weigh = ({ weights, bias }: Weighing, known: readonly number[]): number => known.reduce((sum, v, i) => sum + weights[i] * v, bias)

/** What of a company counts where there is none. */
const ALONE = 0.1

/** For each mark of a picture and level its traits and its company: the logarithm of what all others have above even odds, by the first weighing. */
export function inCompany(first: Weighing, marks: readonly Mark[]): number[][] {
  const above = marks.map(({ traits }) => Math.max(0, weigh(first, traits)))
  const all = above.reduce((sum, v) => sum + v, 0)
  return marks.map(({ traits }, k) => [...traits, Math.log(ALONE + all - above[k])])
}

/** The log-odds that each of all marks of a picture and level is damage. */
export function verdicts({ first, second }: Judge, marks: readonly Mark[]): number[] {
  return inCompany(first, marks).map((known) => weigh(second, known))
}

const radiusOfWide = ({ width, height }: Plane): number => Math.max(1, Math.round(WIDE * Math.max(width, height)))

/** The evidence that a square as wide as no scratch still fits under. */
export const wideEvidence = (evidence: Plane): Plane => openPlane(evidence, radiusOfWide(evidence))

/** 1 in wide shapes of at least `least`, with their corners, which are narrow. */
export function shapesIn(wide: Plane, least: number): Plane {
  const over = createPlane(
    wide.width,
    wide.height,
    wide.data.map((v) => (v >= least ? 1 : 0)),
  )
  return widenPlane(over, radiusOfWide(wide))
}

/** The evidence without what lies in wide shapes. */
export function narrowEvidence(evidence: Plane, wide: Plane): Plane {
  const shapes = shapesIn(wide, LEVELS[0]).data
  return createPlane(
    evidence.width,
    evidence.height,
    evidence.data.map((v, i) => (shapes[i] > 0 ? 0 : v)),
  )
}

const meanOfOdds = (evidence: Plane, of: readonly number[]): number => of.reduce((sum, i) => sum + logOdds(evidence.data[i]), 0) / of.length

/**
 * The narrow marks that FIND finds at least as likely as `level`; what lies in wide shapes is none.
 * @param evidence 0..1, how likely a mark is seen at each pixel
 * @param narrow of `narrowEvidence`
 */
export function marksIn(evidence: Plane, narrow: Plane, level: number): Mark[] {
  const regions = components(narrow, level).filter(({ length }) => length >= LEAST_PIXELS)
  return regions.map((pixels) => ({
    pixels,
    traits: [meanOfOdds(evidence, pixels), logOdds(pixels.reduce((most, i) => Math.max(most, evidence.data[i]), 0))],
  }))
}

/**
 * For each level the marks of a picture.
 * @param wide of `wideEvidence`
 */
export function marksByLevel(evidence: Plane, wide: Plane): Mark[][] {
  const narrow = narrowEvidence(evidence, wide)
  return LEVELS.map((level) => marksIn(evidence, narrow, level))
}
