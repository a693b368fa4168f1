// A survey: what LOOK sees in the whole picture, what FIND finds lost, and how much REPAIR finds damaged in a few places of it. Nothing is changed.
import type { Picture, Raster } from '@revelado/core'
import type { Inspection } from './inspect.ts'
import { look } from './look.ts'
import { classify, noCounts } from './map.ts'
import { type Choices, settle, stopIfCancelled } from './options.ts'
import { makeRecord, type RestoreRecord } from './record.ts'
import { repairWindow } from './repair.ts'
import type { RestoreModel } from './session.ts'
import { planTiles, type Tile } from './tiles.ts'
import { asRaster, pixelsUnder } from './window.ts'

/** Pictures up to this many pixels are surveyed as a whole. */
const WHOLE = 1 << 20
/** Of larger ones this many windows are, spread evenly in reading order. */
const WINDOWS = 4

export interface Survey {
  readonly inspection: Inspection
  /** As restoring would give it; shares of damage and of changes are those of the places that were looked at. */
  readonly record: RestoreRecord
}

function someOf(tiles: readonly Tile[]): Tile[] {
  if (tiles.length <= WINDOWS) return [...tiles]
  return Array.from({ length: WINDOWS }, (_, i) => tiles[Math.floor(((i + 0.5) * tiles.length) / WINDOWS)])
}

/**
 * Says what restoring would find and do.
 * @throws ReveladoError as `restore` does.
 */
export async function survey(
  picture: Raster | Picture,
  model: RestoreModel,
  options: Choices & { signal?: AbortSignal } = {},
): Promise<Survey> {
  const choices = settle(options)
  const raster = asRaster(picture)
  const { width, height } = raster
  const seen = await look(raster, model, choices, options.signal)
  const { inspection, loss, guide } = seen
  const settings = { ...seen.settings, keepGrain: false }
  const { halo, multiple } = model.card.repair
  const whole = width * height <= WHOLE
  const { tiles } = planTiles(width, height, { halo, multiple, maxPixels: whole ? 2 * WHOLE : WHOLE / WINDOWS })
  const counts = noCounts()
  for (const tile of someOf(tiles)) {
    stopIfCancelled(options.signal)
    const repaired = await repairWindow(pixelsUnder(raster, tile.window), tile.window, raster, guide, settings, loss, model)
    classify(repaired, tile, settings, counts)
  }
  return { inspection, record: makeRecord(raster, model.card, seen, choices, counts) }
}
