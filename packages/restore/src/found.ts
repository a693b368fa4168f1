// Find, then fill: FIND says of the whole picture what hides it (scratches, cracks, dust, holes), and what it is sure of is treated as
// if the caller had marked it. A network that has to guess what covers a hole while it paints it paints badly.
import { createPlane, hysteresis, openPlane, type Plane, type Raster, widenPlane } from '@revelado/core'
import { decisionOn } from './decisions.ts'
import { evidenceIn } from './evidence.ts'
import type { Inspection } from './inspect.ts'
import type { Marked } from './marked.ts'
import { joinMasks, type Mask } from './mask.ts'
import type { SettledChoices } from './options.ts'
import type { RestoreModel } from './session.ts'

interface Thresholds {
  readonly likely: number
  readonly sure: number
}

/**
 * What FIND must at least say of a pixel that counts as lost (`sure`), and of others that join it (`likely`). Unasked it must be as good
 * as certain: at 0.98 that of the tenth model marks something in 6 of 120 validation photographs that nothing is wrong with (ropes of a
 * ring, spokes), at 0.995 in 1. Who says that a picture is damaged wants the scratches gone.
 */
const THRESHOLDS: Record<'auto' | 'on', Thresholds> = { auto: { likely: 0.8, sure: 0.995 }, on: { likely: 0.5, sure: 0.8 } }
/** What is wider than twice this share of the long side is no scratch and no crack … */
const WIDE = 0.016
/** … and is believed only where FIND says at least this of a square as wide: a white collar looks like a hole, hardly like a crack. */
const SURE_OF_WIDE = 0.995
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

/** 1 where FIND is sure enough: narrow marks by the thresholds, wide shapes only where it is as good as certain. */
export function sureOf(evidence: Plane, { likely, sure }: Thresholds): Plane {
  const found = hysteresis(evidence, likely, sure)
  const wide = Math.max(1, Math.round(WIDE * Math.max(evidence.width, evidence.height)))
  const opened = openPlane(evidence, wide)
  const believed = hysteresis(opened, likely, SURE_OF_WIDE)
  const doubtful = createPlane(
    evidence.width,
    evidence.height,
    opened.data.map((v, i) => (v >= likely && believed.data[i] === 0 ? 1 : 0)),
  )
  // The corners of a shape are narrow and go with it
  const dropped = widenPlane(doubtful, wide).data
  for (let i = 0; i < dropped.length; i++) if (dropped[i] > 0) found.data[i] = 0
  return found
}

/**
 * The mask of what FIND is sure of and of what was marked; undefined where nothing was found, where it is not to search (unasked it does not beside what somebody
 * marked), where nothing may be painted, and where the model has no FIND.
 * @throws ReveladoError 'no-model' when the graph is not FIND.
 */
export async function findLost(
  raster: Raster,
  model: RestoreModel,
  { strength, damage, noInvent }: SettledChoices,
  { decisions }: Inspection,
  marked: Marked,
): Promise<Mask | undefined> {
  const { find } = model
  if (!find || !model.card.find || strength === 0 || noInvent || damage === 'off') return undefined
  if (damage === 'auto' && decisionOn(decisions, 'lost').by !== 'model') return undefined
  const thresholds = THRESHOLDS[damage]
  const evidence = await evidenceIn(raster, { ...model, find }, thresholds.sure)
  const found = evidence && sureOf(evidence, thresholds)
  const pixels = found?.data.reduce((sum, value) => sum + value, 0) ?? 0
  if (!found || pixels === 0 || pixels > MOST * found.data.length) return undefined
  const mask = enlarged(widenPlane(found, EDGE), raster.width, raster.height)
  return marked.mask ? joinMasks(mask, marked.mask) : mask
}
