// FILL: paints what is known to be lost over the smooth surface that it is filled with first (core's `fillLost`). It sees the picture as
// scanned, negative or not, around its mean and in units of its deviation: whatever a scan's contrast is, it learned it.
import type { Ops } from '../ops.ts'
import { conv } from './layers.ts'
import { standardised } from './standardised.ts'
import { type UnetConfig, unet } from './unet.ts'

export type FillConfig = UnetConfig

export const FILL_CONFIG: FillConfig = { widths: [16, 32, 64, 96, 104], down: [1, 2, 2, 2, 2], up: [1, 1, 1, 1] }

export interface FillInputs<T> {
  /** [n, 3, h, w] as scanned, sRGB 0..1, smoothly filled where it is lost; h and w multiples of 2 to the number of levels. */
  picture: T
  /** [n, 1, h, w] 1 where it is lost, else 0. */
  lost: T
}

export interface FillOutputs<T> {
  /** [n, 3, h, w] the picture, not clamped; where nothing is lost it is what was given. */
  painted: T
}

export function fill<T>(ops: Ops<T>, { picture, lost }: FillInputs<T>, config: FillConfig = FILL_CONFIG): FillOutputs<T> {
  const { values, deviation } = standardised(ops, picture)
  const f = unet(ops, 'fill', ops.spaceToDepth(ops.cat([values, lost], 1)), 16, config)
  const missing = ops.depthToSpace(conv(ops, 'fill.out', ops.relu(f), config.widths[0], 12, 3, 'zeros'))
  return { painted: ops.add(picture, ops.mul(ops.mul(missing, deviation), lost)) }
}
