// LOOK's answers joined with what the picture's tones say, at four times as many pixels as LOOK sees. They err on different pictures:
// LOOK knows skies and faces, the tones know where shadows, grain and small things lie.
import {
  fillLost,
  type PackedTrees,
  type Picture,
  type Raster,
  TONAL_LEAST,
  TONAL_LENGTH,
  TONAL_SIZE,
  tonalStatistics,
  unpackTrees,
  weighTrees,
} from '@revelado/core'
import { type Answer, meanAnswer, QUESTIONS, type Question } from './decisions.ts'
import type { Mask } from './mask.ts'
import { maskThumbnail, thumbnail } from './thumbnail.ts'

/** What joins LOOK's answer to one question with the tones'. */
export interface TonesJudge {
  /** Over core's `tonalStatistics`: log-odds of yes. */
  readonly trees: PackedTrees
  /** Weight of LOOK's log-odds, weight of the trees', and what is added. */
  readonly look: number
  readonly tones: number
  readonly bias: number
}

/** Judges by question; LOOK alone answers where there is none. In a model's card as `look.judges`. */
export type TonesJudges = Partial<Readonly<Record<Question, TonesJudge>>>

function readJudge(judge: unknown): TonesJudge | undefined {
  const { look, tones, bias, trees } = (judge ?? {}) as Partial<Record<keyof TonesJudge, unknown>>
  if (typeof look !== 'number' || typeof tones !== 'number' || typeof bias !== 'number') return undefined
  try {
    unpackTrees(trees as PackedTrees, TONAL_LENGTH)
  } catch {
    return undefined
  }
  return { trees: trees as PackedTrees, look, tones, bias }
}

/** The judges of a card, without those that ask for other tones than this version knows; undefined where none is left. */
export function readJudges(judges: unknown): TonesJudges | undefined {
  const given = (judges ?? {}) as Partial<Record<Question, unknown>>
  const known = QUESTIONS.flatMap((question) => {
    const judge = readJudge(given[question])
    return judge ? [[question, judge] as const] : []
  })
  return known.length > 0 ? Object.fromEntries(known) : undefined
}

/**
 * The picture as its tones are judged: no larger than `TONAL_SIZE`, by area.
 * @param lost what is known to be lost; it is filled from around
 */
export function tonesOf(raster: Raster, lost?: Mask): Picture {
  const scale = Math.min(1, TONAL_SIZE / Math.max(raster.width, raster.height))
  const [width, height] = [raster.width, raster.height].map((side) => Math.max(TONAL_LEAST, Math.round(side * scale)))
  const small = thumbnail(raster, width, height)
  return lost ? fillLost(small, maskThumbnail(lost, width, height)) : small
}

/** LOOK says nothing more surely than this. */
const CERTAIN = 1e-6

export const logistic = (z: number): number => 1 / (1 + Math.exp(-z))

/** The log-odds of what LOOK says, 0..1. */
export function logOdds(seen: number): number {
  const sure = Math.min(1 - CERTAIN, Math.max(CERTAIN, seen))
  return Math.log(sure / (1 - sure))
}

/**
 * How likely LOOK and the tones together make it, 0..1.
 * @param seen what LOOK says, 0..1
 * @param tones what the tones say, log-odds
 */
export function joinAnswers(seen: number, tones: number, { look, tones: weight, bias }: Omit<TonesJudge, 'trees'>): number {
  return logistic(look * logOdds(seen) + weight * tones + bias)
}

/**
 * The answer to each question: the mean over LOOK's views, joined with the tones where there is a judge.
 * @param views LOOK's probabilities for each view
 * @param lost what is known to be lost
 * @throws ReveladoError 'bad-argument' for a judge of other tones; `readJudges` leaves those out.
 */
export function answersOf(
  views: readonly Float32Array[],
  raster: Raster,
  judges: TonesJudges | undefined,
  lost?: Mask,
): Record<Question, Answer> {
  const statistics = judges && tonalStatistics(tonesOf(raster, lost))
  const answer = (question: Question): Answer => {
    const seen = meanAnswer(views, question)
    const judge = judges?.[question]
    if (!judge || !statistics) return { probability: seen }
    const tones = weighTrees(unpackTrees(judge.trees, TONAL_LENGTH), statistics)
    return { probability: joinAnswers(seen, tones, judge), tones: logistic(tones) }
  }
  return Object.fromEntries(QUESTIONS.map((question) => [question, answer(question)])) as Record<Question, Answer>
}
