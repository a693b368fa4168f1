// The whole picture through REPAIR at a middle size. Large pictures are repaired coarse to fine (LOOK's size, 1024 pixels, all of
// them): a tear of a big scan is wider than REPAIR sees, shrunk it is not, and the result takes the place of LOOK's small picture
// under the tiles.
import { createPicture, createPlane, type Raster } from '@revelado/core'
import type { Inspection } from './inspect.ts'
import { type Loss, lossOf } from './loss.ts'
import type { Mask } from './mask.ts'
import { profileOf } from './profile.ts'
import { type RepairSettings, repairWindow } from './repair.ts'
import type { RestoreModel } from './session.ts'
import { maskThumbnail, thumbnail } from './thumbnail.ts'
import { asRaster, pixelsUnder } from './window.ts'

/** Long side of the middle size, pixels. */
export const MIDDLE = 1024
/** Pictures at most this much larger are repaired at once: there a second look would show nothing new. */
const LARGE = 1.5
/** From this share of a shrunk pixel on it counts as lost. */
const MOSTLY_LOST = 0.5

function shrunkMask(mask: Mask, width: number, height: number): Mask {
  const shares = maskThumbnail(mask, width, height).data
  return { width, height, data: Uint8Array.from(shares, (share) => (share >= MOSTLY_LOST ? 255 : 0)) }
}

/** Whether a picture is large enough to be repaired at the middle size first. */
export function isLarge({ width, height }: { readonly width: number; readonly height: number }): boolean {
  return Math.max(width, height) > LARGE * MIDDLE
}

/**
 * The inspection with the whole picture, repaired at the middle size, as `small`, and its expected error as `spread`: at full strength,
 * without grain.
 * @throws ReveladoError 'no-model' when the graph is not REPAIR.
 */
export async function repairMiddle(
  raster: Raster,
  inspection: Inspection,
  settings: RepairSettings,
  loss: Loss | undefined,
  model: RestoreModel,
): Promise<Inspection> {
  const scale = MIDDLE / Math.max(raster.width, raster.height)
  const width = Math.max(1, Math.round(raster.width * scale))
  const height = Math.max(1, Math.round(raster.height * scale))
  const small = asRaster(thumbnail(raster, width, height))
  const told = loss && (await lossOf(small, shrunkMask(loss.mask, width, height), model))
  const multiple = model.card.repair.multiple ?? 8
  const grid = (length: number) => Math.ceil(length / multiple) * multiple
  const window = { x: 0, y: 0, width: grid(width), height: grid(height) }
  const fully = { ...settings, profile: profileOf(small), strength: 1, keepGrain: false }
  const { values, spread } = await repairWindow(pixelsUnder(small, window), window, small, inspection, fully, told, model)
  const cut = (data: Float32Array, channels: number): Float32Array => {
    const out = new Float32Array(channels * width * height)
    for (let row = 0; row < channels * height; row++) {
      const from = (Math.floor(row / height) * window.height + (row % height)) * window.width
      out.set(data.subarray(from, from + width), row * width)
    }
    return out
  }
  const repaired = cut(values, 3).map((v) => Math.min(1, Math.max(0, v)))
  return { ...inspection, small: createPicture(width, height, 'srgb', repaired), spread: createPlane(width, height, cut(spread!, 1)) }
}
