// The plan of a data set: which photograph becomes what, under which seed; the same list and seed give the same plan.
import { Random, ReveladoError } from '@revelado/core'
import { drawRecipe } from '../draw.ts'
import { type Allotment, allotPredecessor, apportion, drawPredecessorRecipe, PREDECESSOR_COUNTS } from '../predecessor.ts'
import type { Recipe } from '../recipe.ts'

export const RECIPE_NAMES = ['predecessor', 'revelado'] as const
export type RecipeName = (typeof RECIPE_NAMES)[number]

/** Share of a set of the project's own recipe that is set aside for testing: as in the predecessor's. */
const TEST_SHARE = 989 / 9895

export interface PlanOptions {
  readonly recipe: RecipeName
  readonly seed: number | string
  /** Names of the photographs, each once: the seed of a sample hangs on its name, its share on the place in the list. */
  readonly photos: readonly string[]
  /** Those of them that must never be trained on: they are the first to be set aside for testing. */
  readonly heldOut?: ReadonlySet<string>
}

export interface PlannedSample {
  /** Counts from 0; files of the set are numbered with it. */
  readonly index: number
  readonly photo: string
  readonly seed: string
  readonly split: 'train' | 'test'
  readonly recipe: RecipeName
  /** What the predecessor's counts give this photograph. */
  readonly allotment?: Allotment
}

/**
 * Plans a data set. With the predecessor's recipe the counts of kinds and severities are exact.
 * @throws ReveladoError 'nothing-to-do' without photographs, 'bad-argument' when one is named twice.
 */
export function planDataset({ recipe, seed, photos, heldOut = new Set() }: PlanOptions): PlannedSample[] {
  if (photos.length === 0)
    throw new ReveladoError('nothing-to-do', 'expected at least one photograph to build a data set from but received none')
  if (new Set(photos).size !== photos.length)
    throw new ReveladoError('bad-argument', 'expected each photograph once but received a list that names some of them twice')
  const kept = photos.map((photo) => heldOut.has(photo))
  if (kept.filter(Boolean).length > testCount(recipe, photos.length))
    throw new ReveladoError(
      'bad-argument',
      `expected at most ${testCount(recipe, photos.length)} of ${photos.length} photographs to be held out from training but received ${kept.filter(Boolean).length}`,
    )
  const seedOf = (photo: string): string => `${seed}/${recipe}/${photo}`
  if (recipe === 'predecessor') {
    const allotments = keepOut(allotPredecessor(photos.length, seed), kept)
    return photos.map((photo, index) => ({
      index,
      photo,
      seed: seedOf(photo),
      split: allotments[index].split,
      recipe,
      allotment: allotments[index],
    }))
  }
  const order = new Random(seed).split('tests').permutation(photos.length)
  const first = [...order.filter((index) => kept[index]), ...order.filter((index) => !kept[index])]
  const tests = new Set(first.slice(0, testCount(recipe, photos.length)))
  return photos.map((photo, index) => ({ index, photo, seed: seedOf(photo), split: tests.has(index) ? 'test' : 'train', recipe }))
}

/** How many of `photos` photographs a recipe sets aside for testing. */
export function testCount(recipe: RecipeName, photos: number): number {
  if (recipe === 'revelado') return Math.round(TEST_SHARE * photos)
  return apportion(photos, PREDECESSOR_COUNTS.splits).test
}

/** Trades places between photographs that must not be trained on and ones set aside for testing: the counts stay exact. */
function keepOut(allotments: readonly Allotment[], kept: readonly boolean[]): Allotment[] {
  const out = [...allotments]
  const free = out.flatMap(({ split }, index) => (split === 'test' && !kept[index] ? [index] : []))
  for (const [index, { split }] of allotments.entries()) {
    if (!kept[index] || split === 'test') continue
    const other = free.pop()!
    out[index] = allotments[other]
    out[other] = allotments[index]
  }
  return out
}

/** The recipe of a planned sample, once the size of its photograph is known. */
export function plannedRecipe(planned: PlannedSample, width: number, height: number): Recipe {
  const { seed, allotment } = planned
  return planned.recipe === 'predecessor' ? drawPredecessorRecipe(seed, { width, height, allotment }) : drawRecipe(seed, { width, height })
}
