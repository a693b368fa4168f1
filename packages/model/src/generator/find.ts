// FIND: sees the whole picture, larger than LOOK does, and says of each pixel whether something hides it: a scratch, a crack, dust, a
// hole. It learns nothing else. As one answer among many of LOOK's and REPAIR's, finding was never learned (recall 1 to 5 %).
import type { Ops } from '../ops.ts'
import { conv } from './layers.ts'
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

/** Flat pictures (negatives, faded prints) would hide their marks in a narrow range: each channel is also shown around its mean. */
const LEAST_VARIANCE = 1e-3

/** Each channel of each picture less its mean, over its deviation. */
function standardised<T>(ops: Ops<T>, picture: T): T {
  const apart = ops.sub(picture, ops.meanPixels(picture))
  const variance = ops.meanPixels(ops.mul(apart, apart))
  return ops.div(apart, ops.sqrt(ops.affine(variance, 1, LEAST_VARIANCE)))
}

export function find<T>(ops: Ops<T>, { picture }: FindInputs<T>, config: FindConfig = FIND_CONFIG): FindOutputs<T> {
  const seen = ops.spaceToDepth(ops.cat([ops.affine(picture, 2, -1), standardised(ops, picture)], 1))
  const f = unet(ops, 'find', seen, 24, config)
  const hiddenLogits = ops.affine(ops.depthToSpace(conv(ops, 'find.out', ops.relu(f), config.widths[0], 4, 3, 'zeros')), 4, -3)
  return { hidden: ops.sigmoid(hiddenLogits), hiddenLogits }
}
