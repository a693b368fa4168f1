// What is known to be lost before anybody looks: the caller's mask and the dust that an infrared channel shows, joined.
import type { Raster } from '@revelado/core'
import { findDust, type InfraredFinding } from './infrared/dust.ts'
import { checkMask, joinMasks, type Mask, marksAnything } from './mask.ts'
import type { SettledChoices } from './options.ts'

export interface Marked {
  /** Everything that is marked. */
  readonly mask?: Mask
  /** Who marked something; undefined where nobody did. */
  readonly by?: 'mask' | 'infrared'
  readonly infrared?: InfraredFinding
}

/** @throws ReveladoError 'bad-argument' when the mask or the infrared has another size than the picture. */
export function markLost(raster: Raster, { mask, infrared }: SettledChoices): Marked {
  if (mask) checkMask(mask, raster.width, raster.height)
  const dust = infrared && findDust(raster, infrared)
  const joined = mask && dust?.mask ? joinMasks(mask, dust.mask) : (mask ?? dust?.mask)
  const by = mask && marksAnything(mask) ? 'mask' : dust?.mask && marksAnything(dust.mask) ? 'infrared' : undefined
  return { mask: joined, by, infrared: dust?.finding }
}
