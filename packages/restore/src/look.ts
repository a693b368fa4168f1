// What is known of a picture before any tile of it is repaired: LOOK's decisions, what is lost, and the small picture to repair by.
import type { Raster } from '@revelado/core'
import { carryColours } from './colours.ts'
import { findLost } from './found.ts'
import { type Inspection, inspect, lookAgain } from './inspect.ts'
import { type Loss, lossOf } from './loss.ts'
import { type Marked, markLost } from './marked.ts'
import { marksAnything } from './mask.ts'
import { type SettledChoices, stopIfCancelled } from './options.ts'
import { type RepairSettings, repairSettings } from './repair.ts'
import type { RestoreModel } from './session.ts'

export interface Look {
  readonly inspection: Inspection
  readonly marked: Marked
  /** What is lost, said by the user or found. */
  readonly loss?: Loss
  readonly settings: RepairSettings
  /** Share of the picture that is likely damaged and was left alone because nobody asked, 0..1. */
  readonly left: number
  /** The inspection with its colours carried along the light, for REPAIR. */
  readonly guide: Inspection
}

/** @throws ReveladoError 'bad-argument' for a mask of another size; 'cancelled'. */
export async function look(raster: Raster, model: RestoreModel, choices: SettledChoices, signal?: AbortSignal): Promise<Look> {
  const marked = markLost(raster, choices)
  let inspection = await inspect(raster, model, choices, signal, marked)
  const { mask: found, left } = await findLost(raster, model, choices, inspection, marked)
  if (found) inspection = await lookAgain(raster, model, choices, inspection, found)
  const mask = found ?? marked.mask
  const loss = mask && (await lossOf(raster, mask, model))
  const settings = repairSettings(raster, inspection, choices, mask !== undefined && marksAnything(mask), model.card)
  stopIfCancelled(signal)
  return { inspection, marked, loss, settings, left, guide: settings.repairs ? carryColours(raster, inspection) : inspection }
}
