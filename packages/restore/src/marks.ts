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
  /** Wider than a scratch: a hole, a torn corner, a stain that hides. */
  readonly wide: boolean
}

/** Log-odds by logistic regression: a weight for each number that is known, and what there is without any. */
export interface Weighing {
  readonly weights: readonly number[]
  readonly bias: number
}

/** How marks of one kind are weighed: first by their traits, then by their traits and by their company. */
export interface Weighings {
  readonly first: Weighing
  readonly second: Weighing
}

/**
 * Says how likely a mark is damage, by what is known of it and by its company, for a picture with one scratch has more of them. In a
 * model's card as `find.judge`.
 */
export interface Judge extends Weighings {
  /** The same for wide marks, which are less often damage; absent: they are damage where FIND is as good as certain. */
  readonly wide?: Weighings & {
    /** Log-odds from which a wide mark is taken away where somebody says that the picture is damaged. @default `asked` of all */
    readonly asked?: number
  }
  /** Log-odds from which a mark is taken away unasked. */
  readonly unasked: number
  /** The same in a picture where a mark was taken away unasked: it is damaged. @default `unasked` */
  readonly damaged?: number
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

/** A judge without an opinion on wide marks believes those of which FIND says at least this of a square as wide. */
const SURE_OF_WIDE = logOdds(0.995)

const weigh = ({ weights, bias }: Weighing, known: readonly number[]): number => known.reduce((sum, v, i) => sum + weights[i] * v, bias)

/** What of a company counts where there is none. */
const ALONE = 0.1

/** For each mark of a picture and level its traits and its company: the logarithm of what all others have above even odds, by the first weighing. */
export function inCompany({ first, wide }: Pick<Judge, 'first' | 'wide'>, marks: readonly Mark[]): number[][] {
  const above = marks.map((mark) => {
    const weighing = mark.wide ? wide?.first : first
    return weighing ? Math.max(0, weigh(weighing, mark.traits)) : 0
  })
  const all = above.reduce((sum, v) => sum + v, 0)
  return marks.map(({ traits }, k) => [...traits, Math.log(ALONE + all - above[k])])
}

/** The log-odds that each of all marks of a picture and level is damage. */
export function verdicts(judge: Judge, marks: readonly Mark[]): number[] {
  return inCompany(judge, marks).map((known, k) => {
    if (!marks[k].wide) return weigh(judge.second, known)
    if (judge.wide) return weigh(judge.wide.second, known)
    return known[1] >= SURE_OF_WIDE ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY
  })
}

const radiusOfWide = ({ width, height }: Plane): number => Math.max(1, Math.round(WIDE * Math.max(width, height)))

/** 1 in shapes that a square as wide as no scratch fits into where all is at least `least` likely, with their corners, which are narrow. */
function wideShapes(opened: Plane, least: number): Plane {
  const over = createPlane(opened.width, opened.height)
  for (let i = 0; i < over.data.length; i++) if (opened.data[i] >= least) over.data[i] = 1
  return widenPlane(over, radiusOfWide(opened))
}

/** The evidence where `shapes` are, or where they are not; 0 elsewhere. */
function within(evidence: Plane, shapes: Plane, inside: boolean): Plane {
  const out = createPlane(evidence.width, evidence.height)
  for (let i = 0; i < out.data.length; i++) if (shapes.data[i] > 0 === inside) out.data[i] = evidence.data[i]
  return out
}

const meanOfOdds = (evidence: Plane, of: readonly number[]): number => of.reduce((sum, i) => sum + logOdds(evidence.data[i]), 0) / of.length

/** What hangs together and is at least as likely as `level`; the greatest log-odds of each are those of `peaks`. */
function marksIn(evidence: Plane, level: number, peaks: Plane, wide: boolean): Mark[] {
  const regions = components(evidence, level).filter(({ length }) => length >= LEAST_PIXELS)
  return regions.map((pixels) => ({
    pixels,
    traits: [meanOfOdds(evidence, pixels), logOdds(pixels.reduce((most, i) => Math.max(most, peaks.data[i]), 0))],
    wide,
  }))
}

/**
 * For each level the marks of a picture, narrow and wide ones: of a wide one the greatest log-odds are those of a whole square.
 * @param evidence 0..1, how likely a mark is seen at each pixel
 */
export function marksByLevel(evidence: Plane): Mark[][] {
  const opened = openPlane(evidence, radiusOfWide(evidence))
  const shapes = wideShapes(opened, LEVELS[0])
  const narrow = within(evidence, shapes, false)
  return LEVELS.map((level) => [
    ...marksIn(narrow, level, evidence, false),
    ...marksIn(within(evidence, wideShapes(opened, level), true), level, opened, true),
  ])
}
