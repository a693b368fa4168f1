// Find, then fill: FIND says of the whole picture what hides it (scratches, cracks, dust, holes), and what it is sure of is treated as
// if the caller had marked it. A network that has to guess what covers a hole while it paints it paints badly.
import { createPlane, type Plane, type Raster, widenPlane } from '@revelado/core'
import { decisionOn } from './decisions.ts'
import { evidenceIn } from './evidence.ts'
import type { Inspection } from './inspect.ts'
import type { Marked } from './marked.ts'
import { type Judge, marksByLevel, PLAIN_JUDGE, verdicts } from './marks.ts'
import { joinMasks, type Mask } from './mask.ts'
import type { SettledChoices } from './options.ts'
import type { RestoreModel } from './session.ts'

/** What FIND says of a picture alone, in log-odds, can be this much more than what it says of its mirror image too. */
const DOUBT_OF_ONE_VIEW = 1
/** The found region is widened by this many of FIND's pixels: its edge is mixed with what covers it. */
const EDGE = 1
/** More than this is no loss that could be filled: the finding is not trusted. */
const MOST = 0.5

function enlarged(marked: Plane, width: number, height: number): Mask {
  const data = new Uint8Array(width * height)
  for (let y = 0, i = 0; y < height; y++) {
    const row = Math.floor((y * marked.height) / height) * marked.width
    for (let x = 0; x < width; x++, i++) data[i] = marked.data[row + Math.floor((x * marked.width) / width)] > 0 ? 255 : 0
  }
  return { width, height, data }
}

/**
 * The log-odds that what is at each pixel is damage, by the mark that speaks for it most, whatever its level; below all where nothing is
 * likely.
 * @param stricter how much less is said of wide marks
 */
export function judged(likely: Plane, judge: Judge, stricter = 0): Plane {
  const odds = createPlane(likely.width, likely.height, new Float32Array(likely.data.length).fill(Number.NEGATIVE_INFINITY))
  for (const marks of marksByLevel(likely)) {
    const said = verdicts(judge, marks)
    for (const [k, { pixels, wide }] of marks.entries())
      for (const i of pixels) odds.data[i] = Math.max(odds.data[i], wide ? said[k] - stricter : said[k])
  }
  return odds
}

const countFrom = ({ data }: Plane, least: number): number => data.reduce((count, v) => (v >= least ? count + 1 : count), 0)

/** Unasked, the judge has no opinion on wide marks of a negative: its perforation looks like holes, and FIND must be as good as certain. */
function judgeFor(judge: Judge, damage: 'auto' | 'on', negative: boolean): Judge {
  return negative && damage === 'auto' ? { ...judge, wide: undefined } : judge
}

/** The log-odds from which marks are taken. Unasked, one mark that is sure enough says that the picture is damaged: its others need less. */
function leastTaken(odds: Plane, { unasked, damaged = unasked, asked }: Judge, damage: 'auto' | 'on'): number {
  if (damage === 'on') return asked
  return countFrom(odds, unasked) > 0 ? Math.min(unasked, damaged) : unasked
}

export interface Finding {
  /** What is lost by FIND and by what was marked, at the picture's size; absent where FIND found nothing that it may take away. */
  readonly mask?: Mask
  /** Share of the picture that would be taken away if somebody asked, by marks that are nearer to what is taken unasked, 0..1. */
  readonly left: number
}

const NOTHING: Finding = { left: 0 }

/**
 * What FIND is sure of, joined with what was marked: nothing where it is not to search (unasked it does not beside what somebody
 * marked), where nothing may be painted, and where the model has no FIND.
 * @throws ReveladoError 'no-model' when the graph is not FIND.
 */
export async function findLost(
  raster: Raster,
  model: RestoreModel,
  { strength, damage, noInvent }: SettledChoices,
  { decisions }: Inspection,
  marked: Marked,
): Promise<Finding> {
  const { find } = model
  if (!find || !model.card.find || strength === 0 || noInvent || damage === 'off') return NOTHING
  if (damage === 'auto' && decisionOn(decisions, 'lost').by !== 'model') return NOTHING
  const judge = judgeFor(model.card.find.judge ?? PLAIN_JUDGE, damage, decisionOn(decisions, 'negative').used > 0.5)
  const first = damage === 'on' ? judge.asked : judge.unasked
  const stricter = damage === 'on' ? (judge.wide?.asked ?? judge.asked) - judge.asked : 0
  const worth = (alone: Plane): boolean => countFrom(judged(alone, judge, stricter), first - DOUBT_OF_ONE_VIEW) > 0
  const odds = judged(await evidenceIn(raster, { ...model, find }, worth), judge, stricter)
  const least = leastTaken(odds, judge, damage)
  const all = odds.data.length
  const taken = countFrom(odds, least)
  if (taken > MOST * all) return NOTHING
  const left = Math.max(0, countFrom(odds, (judge.asked + judge.unasked) / 2) - taken) / all
  if (taken === 0) return { left }
  const found = createPlane(
    odds.width,
    odds.height,
    odds.data.map((v) => (v >= least ? 1 : 0)),
  )
  const mask = enlarged(widenPlane(found, EDGE), raster.width, raster.height)
  return { mask: marked.mask ? joinMasks(mask, marked.mask) : mask, left }
}
