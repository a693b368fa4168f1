// LOOK: the whole picture made small → what it is, what is wrong with it, how it is to be developed, and a small restored picture.
import { createPicture, createPlane, fillLost, type Picture, type Plane, type Raster } from '@revelado/core'
import { askCompany } from './company.ts'
import { developmentOf } from './curves.ts'
import { type Decision, forcedBy, type Kind, kindOf, openSwitches, settleDecisions } from './decisions.ts'
import { develop, developmentShare } from './develop.ts'
import { type Marked, markLost } from './marked.ts'
import type { Mask } from './mask.ts'
import { mirrored } from './mirrored.ts'
import { type SettledChoices, stopIfCancelled } from './options.ts'
import { output, type RestoreModel } from './session.ts'
import { lookSize, maskThumbnail, thumbnail } from './thumbnail.ts'
import { answersOf } from './tones.ts'

/** Numbers of a development, in the layout of core's `applyDevelopment`. */
const DEVELOPMENT_LENGTH = 78

/** What LOOK saw. */
export interface Inspection {
  readonly kind: Kind
  readonly decisions: readonly Decision[]
  /** 78 numbers, see core's `applyDevelopment`. */
  readonly development: Float32Array
  /** The restored picture at LOOK's size. */
  readonly small: Picture
  /** LOOK's spread: Laplace scale of `small`'s error, sRGB units. */
  readonly spread: Plane
}

/** The picture, or LOOK's outputs for it. */
interface View {
  readonly probabilities: Float32Array
  readonly used: Float32Array
  readonly development: Float32Array
  readonly small: Float32Array
  readonly spread: Float32Array
}

async function lookAt(
  model: RestoreModel,
  picture: Float32Array,
  lost: Float32Array,
  w: number,
  h: number,
  switches: Float32Array,
): Promise<View> {
  const outputs = await model.look.run({
    picture: { data: picture, dims: [1, 3, h, w] },
    lost: { data: lost, dims: [1, 1, h, w] },
    hints: { data: new Float32Array(3 * w * h), dims: [1, 3, h, w] },
    switches: { data: switches, dims: [1, 4] },
  })
  return {
    probabilities: output(outputs, 'look', 'probabilities', [1, 4]),
    used: output(outputs, 'look', 'used', [1, 4]),
    development: output(outputs, 'look', 'development', [1, DEVELOPMENT_LENGTH]),
    small: output(outputs, 'look', 'small', [1, 3, h, w]),
    spread: output(outputs, 'look', 'spread', [1, 1, h, w]),
  }
}

/** What LOOK is shown: the thumbnail, filled from around what is known to be lost, and the share of each pixel that is. */
function shownTo(raster: Raster, model: RestoreModel, mask: Mask | undefined) {
  const { width: w, height: h } = lookSize(raster.width, raster.height, model.card.look.size)
  const picture = thumbnail(raster, w, h)
  if (!mask) return { w, h, picture: picture.data, lost: new Float32Array(w * h) }
  const lost = maskThumbnail(mask, w, h)
  return { w, h, picture: fillLost(picture, lost).data, lost: lost.data }
}

/** LOOK told what was decided; under curves it sees the picture developed by them and is told that it needs no more developing. */
function told(
  model: RestoreModel,
  { w, h, picture, lost }: ReturnType<typeof shownTo>,
  used: Float32Array,
  share: number,
  choices: SettledChoices,
): Promise<View> {
  if (!choices.curves) return lookAt(model, picture, lost, w, h, used)
  const developed = develop(picture, w, h, developmentOf(choices.curves), share).map((v) => Math.min(1, Math.max(0, v)))
  return lookAt(model, developed, lost, w, h, Float32Array.of(0, used[1], 0, used[3]))
}

/**
 * Looks at the picture and at its mirror image (a picture's kind does not depend on which way it faces; two answers are less
 * easily wrong than one) and decides by the mean of both and by the picture's tones, polarity also by its company where it is in doubt.
 * Looks once more, told the decisions, where the first look took others or where curves are given.
 * @param marked what is known to be lost. @default what `choices` mark
 * @throws ReveladoError 'cancelled'; 'no-model' when the graph is not LOOK.
 */
export async function inspect(
  raster: Raster,
  model: RestoreModel,
  choices: SettledChoices,
  signal?: AbortSignal,
  marked: Marked = markLost(raster, choices),
): Promise<Inspection> {
  stopIfCancelled(signal)
  const shown = shownTo(raster, model, marked.mask)
  const { w, h, picture, lost } = shown
  const forced = forcedBy(choices, marked.by)
  const switches = openSwitches(forced)

  const first = await lookAt(model, picture, lost, w, h, switches)
  stopIfCancelled(signal)
  const other = await lookAt(model, mirrored(picture, w), mirrored(lost, w), w, h, switches)
  stopIfCancelled(signal)
  const views = [first.probabilities, other.probabilities]
  const answers = answersOf(views, raster, model.card.look.judges, marked.mask)
  const company = forced.negative ? undefined : await askCompany(answers.negative.probability, choices.company)
  stopIfCancelled(signal)
  const decisions = settleDecisions(answers, views, forced, company)
  const used = Float32Array.from(decisions, (decision) => decision.used)
  const asFirst = !choices.curves && used.every((value, i) => value === first.used[i])
  const view = asFirst ? first : await told(model, shown, used, developmentShare(decisions), choices)
  return {
    kind: kindOf(decisions),
    decisions,
    development: choices.curves ? developmentOf(choices.curves) : Float32Array.from(view.development),
    small: createPicture(w, h, 'srgb', view.small),
    spread: createPlane(w, h, view.spread),
  }
}

/** LOOK's small picture once more, now that `mask` was found to be lost; other decisions and the development stay as they were. */
export async function lookAgain(
  raster: Raster,
  model: RestoreModel,
  choices: SettledChoices,
  inspection: Inspection,
  mask: Mask,
): Promise<Inspection> {
  const shown = shownTo(raster, model, mask)
  const decisions = inspection.decisions.map((decision) => (decision.question === 'lost' ? { ...decision, used: 1 } : decision))
  const used = Float32Array.from(decisions, (decision) => decision.used)
  const view = await told(model, shown, used, developmentShare(inspection.decisions), choices)
  return {
    ...inspection,
    decisions,
    small: createPicture(shown.w, shown.h, 'srgb', view.small),
    spread: createPlane(shown.w, shown.h, view.spread),
  }
}
