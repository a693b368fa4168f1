// FIND: sees the whole picture, larger than LOOK does, and says of each pixel whether something hides it: a scratch, a crack, dust, a
// hole. It learns nothing else. As one answer among many of LOOK's and REPAIR's, finding was never learned (recall 1 to 5 %).
import type { Ops } from '../ops.ts'
import { conv } from './layers.ts'
import { standardised } from './standardised.ts'
import { type UnetConfig, unet } from './unet.ts'

export type FindConfig = UnetConfig

export const FIND_CONFIG: FindConfig = { widths: [16, 32, 64, 96, 128], down: [1, 2, 2, 2, 2], up: [1, 1, 1, 1] }

export interface FindInputs<T> {
  /** [n, 3, h, w] as scanned, sRGB 0..1; h and w multiples of 2 to the number of levels. */
  picture: T
}

export interface FindOutputs<T> {
  /** [n, 1, h, w] how likely a mark is seen at each pixel, or its content is lost. */
  hidden: T
  hiddenLogits: T
}

export function find<T>(ops: Ops<T>, { picture }: FindInputs<T>, config: FindConfig = FIND_CONFIG): FindOutputs<T> {
  const seen = ops.spaceToDepth(ops.cat([ops.affine(picture, 2, -1), standardised(ops, picture).values], 1))
  const f = unet(ops, 'find', seen, 24, config)
  const hiddenLogits = ops.affine(ops.depthToSpace(conv(ops, 'find.out', ops.relu(f), config.widths[0], 4, 3, 'zeros')), 4, -3)
  return { hidden: ops.sigmoid(hiddenLogits), hiddenLogits }
}
