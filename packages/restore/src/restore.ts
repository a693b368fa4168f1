// Restoring: look at the whole picture, decide, then develop and repair it tile by tile.
import { createPlane, createRaster, type Picture, type Plane, type Raster, writePicture } from '@revelado/core'
import { sideBySide } from './compare.ts'
import { keepFaces } from './faces.ts'
import type { Inspection } from './inspect.ts'
import { look } from './look.ts'
import { type ChangeMap, classify, noCounts } from './map.ts'
import { isLarge, repairMiddle } from './middle.ts'
import { type RestoreOptions, settle, stopIfCancelled } from './options.ts'
import { makeRecord, type RestoreRecord } from './record.ts'
import { haloOf, repairWindow } from './repair.ts'
import type { RestoreModel } from './session.ts'
import { planTiles } from './tiles.ts'
import { asRaster, coreOf, keepCore, pixelsUnder } from './window.ts'

/** With which a picture of 24 megapixels takes less than 1.5 GB in all. */
const DEFAULT_TILE_PIXELS = 11 << 17

export interface RestoreResult {
  /** The restored picture: size and depth of the input. */
  readonly raster: Raster
  readonly record: RestoreRecord
  readonly inspection: Inspection
  /** Where `options.map` asked for it. */
  readonly map?: ChangeMap
  /**
   * Where `options.planes` asked for them: share of each pixel that was lost 0..1, and Laplace scale of its error in sRGB units.
   * Absent at strength 0, where REPAIR is not asked.
   */
  readonly gate?: Plane
  readonly spread?: Plane
  /** Input and result side by side, where `options.compare` asked for it. */
  readonly compare?: Raster
}

/**
 * Restores a picture. Nothing is read or written but the arguments and the result.
 * @param picture sRGB code values; 8 or 16 bits in, as many out (a `Picture` comes back as 16 bits). Not changed.
 * @throws ReveladoError 'bad-argument' for options out of range or a mask of another size; 'cancelled'; 'no-model'.
 */
export async function restore(picture: Raster | Picture, model: RestoreModel, options: RestoreOptions = {}): Promise<RestoreResult> {
  const { signal, onProgress } = options
  const choices = settle(options)
  const raster = asRaster(picture)
  const { width, height, depth } = raster

  onProgress?.({ stage: 'look', done: 0, total: 1 })
  const seen = await look(raster, model, choices, signal)
  const { inspection, loss, settings, guide: small } = seen
  const guide = isLarge(raster) && settings.repairs ? await repairMiddle(raster, small, settings, loss, model) : small
  const { tiles } = planTiles(width, height, {
    halo: haloOf(model, settings),
    multiple: model.card.repair.multiple,
    maxPixels: options.tilePixels ?? DEFAULT_TILE_PIXELS,
  })

  const result = createRaster(width, height, depth)
  const map: ChangeMap | undefined = options.map ? { width, height, data: new Uint8Array(width * height) } : undefined
  const wanted = options.planes && settings.repairs
  const gate = wanted || (choices.faces?.length && settings.repairs) ? createPlane(width, height) : undefined
  const spread = wanted ? createPlane(width, height) : undefined
  const counts = noCounts()
  for (const [i, tile] of tiles.entries()) {
    stopIfCancelled(signal)
    onProgress?.({ stage: 'repair', done: i, total: tiles.length })
    const repaired = await repairWindow(pixelsUnder(raster, tile.window), tile.window, raster, guide, settings, loss, model)
    writePicture(result, coreOf(repaired.values, tile), tile.core.x, tile.core.y)
    if (gate && repaired.gate) keepCore(repaired.gate, tile, gate)
    if (spread && repaired.spread) keepCore(repaired.spread, tile, spread)
    classify(repaired, tile, settings, counts, map)
  }
  stopIfCancelled(signal)
  const faces = choices.faces && keepFaces(choices.faces, result, raster, inspection, settings, gate, loss?.mask)
  onProgress?.({ stage: 'repair', done: tiles.length, total: tiles.length })
  return {
    raster: result,
    record: makeRecord(raster, model.card, seen, choices, counts, faces),
    inspection,
    map,
    gate: wanted ? gate : undefined,
    spread,
    compare: options.compare ? sideBySide(raster, result) : undefined,
  }
}
