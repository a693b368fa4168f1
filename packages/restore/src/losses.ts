// Finds what is lost where a loss can be seen as a whole: on the picture made small. At full size a hole may be wider than
// REPAIR sees, and its inside looks like plain paper.
import { createPlane, type Picture, type Plane, type Raster } from '@revelado/core'
import { output, type RestoreModel } from './session.ts'
import { thumbnail } from './thumbnail.ts'

/** Long side of the picture that losses are looked for on: as large as the canvases that REPAIR learned on, and the double of it. */
const SIDE = 320
const MULTIPLE = 8
/** REPAIR's gate above this is a loss. */
const LOST = 0.5
/** A smaller share of the picture than this is left to REPAIR at full size. */
const LEAST_SHARE = 2e-4

/** Sides of the picture that losses are looked for on; never larger than the picture, but for rounding. */
function sides({ width, height }: Raster): { width: number; height: number } {
  const scale = Math.min(1, SIDE / Math.max(width, height))
  const side = (length: number): number => Math.max(MULTIPLE, Math.round((length * scale) / MULTIPLE) * MULTIPLE)
  return { width: side(width), height: side(height) }
}

/**
 * Looks for lost regions with REPAIR, on a small picture.
 * @param developed develops planar pixels [3, h, w] as the whole picture is developed
 * @param enlarge gives LOOK's picture [3, h, w] and spread [1, h, w] at the size asked for
 * @returns 1 where something is lost, else 0; undefined where hardly anything is
 * @throws ReveladoError 'no-model' when the graph is not REPAIR
 */
export async function findLosses(
  raster: Raster,
  model: RestoreModel,
  developed: (pixels: Float32Array, width: number, height: number) => Float32Array,
  enlarge: (width: number, height: number) => { look: Picture; spread: Plane },
  colour: number,
): Promise<Plane | undefined> {
  const { width: w, height: h } = sides(raster)
  const tile = thumbnail(raster, w, h).data
  const { look, spread } = enlarge(w, h)
  const picture = [1, 3, h, w]
  const plane = [1, 1, h, w]
  const outputs = await model.repair.run({
    tile: { data: tile, dims: picture },
    developed: { data: developed(tile, w, h), dims: picture },
    look: { data: look.data, dims: picture },
    confidence: { data: spread.data, dims: plane },
    lost: { data: new Float32Array(w * h), dims: plane },
    switches: { data: Float32Array.of(colour, 1), dims: [1, 2] },
  })
  const lost = output(outputs, 'repair', 'gate', plane).map((gate) => (gate > LOST ? 1 : 0))
  const share = lost.reduce((sum, value) => sum + value, 0) / lost.length
  return share < LEAST_SHARE ? undefined : createPlane(w, h, lost)
}
