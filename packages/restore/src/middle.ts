// The whole picture through REPAIR at a middle size. It serves twice. Large pictures are repaired coarse to fine (LOOK's size,
// 1024 pixels, all of them): a tear of a big scan is wider than REPAIR sees, shrunk it is not, and the result takes the place of
// LOOK's small picture under the tiles. And what REPAIR finds to be lost here is told to both networks before they paint.
import { createPicture, createPlane, type Raster } from '@revelado/core'
import type { Inspection } from './inspect.ts'
import { type Loss, lossOf } from './loss.ts'
import type { Mask } from './mask.ts'
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

interface Middle {
  readonly width: number
  readonly height: number
  /** [3, h, w], not clamped. */
  readonly values: Float32Array
  /** [1, h, w], see RepairedWindow. */
  readonly gate: Float32Array
  readonly spread: Float32Array
}

function shrunkMask(mask: Mask, width: number, height: number): Mask {
  const shares = maskThumbnail(mask, width, height).data
  return { width, height, data: Uint8Array.from(shares, (share) => (share >= MOSTLY_LOST ? 255 : 0)) }
}

/** Whether a picture is large enough to be repaired at the middle size first. */
export function isLarge({ width, height }: { readonly width: number; readonly height: number }): boolean {
  return Math.max(width, height) > LARGE * MIDDLE
}

/**
 * REPAIR's answer for the whole picture, shrunk where it is large: at full strength, without grain.
 * @throws ReveladoError 'no-model' when the graph is not REPAIR.
 */
export async function atMiddleSize(
  raster: Raster,
  inspection: Inspection,
  settings: RepairSettings,
  loss: Loss | undefined,
  model: RestoreModel,
): Promise<Middle> {
  const large = isLarge(raster)
  const scale = large ? MIDDLE / Math.max(raster.width, raster.height) : 1
  const width = Math.max(1, Math.round(raster.width * scale))
  const height = Math.max(1, Math.round(raster.height * scale))
  const small = large ? asRaster(thumbnail(raster, width, height)) : raster
  const told = large && loss ? lossOf(small, shrunkMask(loss.mask, width, height)) : loss
  const multiple = model.card.repair.multiple ?? 8
  const grid = (length: number) => Math.ceil(length / multiple) * multiple
  const window = { x: 0, y: 0, width: grid(width), height: grid(height) }
  const fully = { ...settings, strength: 1, keepGrain: false }
  const { values, gate, spread } = await repairWindow(pixelsUnder(small, window), window, small, inspection, fully, told, model)
  const cut = (data: Float32Array, channels: number): Float32Array => {
    const out = new Float32Array(channels * width * height)
    for (let row = 0; row < channels * height; row++) {
      const from = (Math.floor(row / height) * window.height + (row % height)) * window.width
      out.set(data.subarray(from, from + width), row * width)
    }
    return out
  }
  return { width, height, values: cut(values, 3), gate: cut(gate!, 1), spread: cut(spread!, 1) }
}

/** The inspection with the repaired picture of middle size as `small`, and its expected error as `spread`. */
export async function repairMiddle(
  raster: Raster,
  inspection: Inspection,
  settings: RepairSettings,
  loss: Loss | undefined,
  model: RestoreModel,
): Promise<Inspection> {
  const { width, height, values, spread } = await atMiddleSize(raster, inspection, settings, loss, model)
  const small = values.map((v) => Math.min(1, Math.max(0, v)))
  return { ...inspection, small: createPicture(width, height, 'srgb', small), spread: createPlane(width, height, spread) }
}
