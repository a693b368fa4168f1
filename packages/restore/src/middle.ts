// Large pictures are repaired twice: once shrunk to a middle size, where a tear or a hole of a big scan is no wider than REPAIR
// sees; that result then takes the place of LOOK's small picture under the tiles at full size. Coarse to fine: LOOK's size,
// 1024 pixels, all of them. In training LOOK's picture is shown just as coarse beside its tiles.
import { createPicture, createPlane, type Raster } from '@revelado/core'
import type { Inspection } from './inspect.ts'
import type { Mask } from './mask.ts'
import { type RepairSettings, repairWindow } from './repair.ts'
import type { RestoreModel } from './session.ts'
import { maskThumbnail, thumbnail } from './thumbnail.ts'
import { asRaster, pixelsUnder } from './window.ts'

/** Long side of the middle size, pixels. */
export const MIDDLE = 1024
/** Pictures at most this much larger are repaired at once: there the second look would show nothing new. */
const LARGE = 1.5
/** From this share of a shrunk pixel on it counts as lost. */
const MOSTLY_LOST = 0.5

const clamped = (data: Float32Array) => data.map((v) => Math.min(1, Math.max(0, v)))

function shrunkMask(mask: Mask, width: number, height: number): Mask {
  const shares = maskThumbnail(mask, width, height).data
  return { width, height, data: Uint8Array.from(shares, (share) => (share >= MOSTLY_LOST ? 255 : 0)) }
}

/** Whether a picture is large enough to be repaired at the middle size first. */
export function isLarge({ width, height }: { readonly width: number; readonly height: number }): boolean {
  return Math.max(width, height) > LARGE * MIDDLE
}

/**
 * The inspection with the repaired picture of middle size as `small`, and its expected error as `spread`; as it came where the
 * picture is not large or REPAIR is not asked.
 * @throws ReveladoError 'no-model' when the graph is not REPAIR.
 */
export async function repairMiddle(
  raster: Raster,
  inspection: Inspection,
  settings: RepairSettings,
  mask: Mask | undefined,
  model: RestoreModel,
): Promise<Inspection> {
  if (!settings.repairs || !isLarge(raster)) return inspection
  const scale = MIDDLE / Math.max(raster.width, raster.height)
  const width = Math.max(1, Math.round(raster.width * scale))
  const height = Math.max(1, Math.round(raster.height * scale))
  const small = asRaster(thumbnail(raster, width, height))
  const multiple = model.card.repair.multiple ?? 8
  const grid = (length: number) => Math.ceil(length / multiple) * multiple
  const window = { x: 0, y: 0, width: grid(width), height: grid(height) }
  const told = mask && shrunkMask(mask, width, height)
  const fully = { ...settings, strength: 1, keepGrain: false }
  const { values, spread } = await repairWindow(pixelsUnder(small, window), window, small, inspection, fully, told, model)
  const cut = (data: Float32Array): Float32Array => {
    const channels = data.length / (window.width * window.height)
    const out = new Float32Array(channels * width * height)
    for (let row = 0; row < channels * height; row++) {
      const from = (Math.floor(row / height) * window.height + (row % height)) * window.width
      out.set(data.subarray(from, from + width), row * width)
    }
    return out
  }
  return {
    ...inspection,
    small: createPicture(width, height, 'srgb', clamped(cut(values))),
    spread: spread ? createPlane(width, height, cut(spread)) : inspection.spread,
  }
}
