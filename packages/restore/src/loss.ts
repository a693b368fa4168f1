// What is known to be lost, and what is painted there from around it: REPAIR begins from that, as in training, not from what covers it.
import { createPlane, type Picture, type Raster, rasterToPicture } from '@revelado/core'
import { type FineFill, fineFill } from './fine.ts'
import { type Mask, maskRows } from './mask.ts'
import { paintLost } from './painted.ts'
import type { RestoreModel } from './session.ts'
import { maskThumbnail, thumbnail } from './thumbnail.ts'
import type { Rectangle } from './tiles.ts'
import { enlargedUnder } from './window.ts'

/** Long side up to which the whole of a picture is painted at once. */
const FILLED = 1024

export interface Loss {
  readonly mask: Mask
  /** The picture as scanned, its lost pixels painted from around; of the picture's size, or smaller. */
  readonly around: Picture
  /** Where `around` is smaller than the picture: paints at the picture's size. */
  readonly fine?: FineFill
}

/**
 * The loss of a picture that a mask of its size marks.
 * @throws ReveladoError 'no-model' when the graph is not FILL.
 */
export async function lossOf(raster: Raster, mask: Mask, { fill, card }: Pick<RestoreModel, 'fill' | 'card'>): Promise<Loss> {
  const { width, height } = raster
  const painter = fill && card.fill && { session: fill, multiple: card.fill.multiple }
  const scale = FILLED / Math.max(width, height)
  if (scale >= 1) {
    const lost = createPlane(width, height, maskRows(mask, 0, height))
    return { mask, around: await paintLost(rasterToPicture(raster), lost, painter) }
  }
  const w = Math.max(1, Math.round(width * scale))
  const h = Math.max(1, Math.round(height * scale))
  const around = await paintLost(thumbnail(raster, w, h), maskThumbnail(mask, w, h), painter)
  return { mask, around, fine: fineFill(raster, mask, around, painter) }
}

/** The pixels [3, h, w] of a window, with what is lost (1 in `lost`) replaced by what is painted there. */
export async function uncovered(
  pixels: Float32Array,
  lost: Float32Array,
  { around, fine }: Loss,
  full: { width: number; height: number },
  window: Rectangle,
): Promise<Float32Array> {
  if (!lost.some((share) => share > 0)) return pixels
  const filled = enlargedUnder(around, full, window)
  const n = lost.length
  const shown = pixels.map((value, i) => (lost[i % n] > 0 ? filled[i] : value))
  await fine?.(shown, window)
  return shown
}
