// FIND: sees the whole picture, larger than LOOK does, and says of each pixel whether something hides it: a scratch, a crack, dust, a
// hole. It learns nothing else. As one answer among many of LOOK's and REPAIR's, finding was never learned (recall 1 to 5 %).
import type { Ops } from '../ops.ts'
import { conv, down, residual, up } from './layers.ts'

export interface FindConfig {
  /** Channels of each level; the first works at half resolution. */
  readonly widths: readonly number[]
  /** Residual blocks of each level on the way down; the last level is the middle. */
  readonly down: readonly number[]
  /** Residual blocks of each level but the last on the way up. */
  readonly up: readonly number[]
}

export const FIND_CONFIG: FindConfig = { widths: [16, 32, 64, 96, 128], down: [1, 2, 2, 2, 2], up: [1, 1, 1, 1] }

export interface FindInputs<T> {
  /** [n, 3, h, w] as scanned, sRGB 0..1; h and w multiples of 2 to the number of levels. */
  picture: T
}

export interface FindOutputs<T> {
  /** [n, 1, h, w] how likely more than half of each pixel is hidden. */
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
  const { widths } = config
  const last = widths.length - 1
  let f = ops.spaceToDepth(ops.cat([ops.affine(picture, 2, -1), standardised(ops, picture)], 1))
  f = conv(ops, 'find.stem', f, 24, widths[0])
  const skips: T[] = []
  for (let level = 0; level <= last; level++) {
    if (level > 0) f = down(ops, `find.down${level}`, f, widths[level - 1], widths[level])
    for (let i = 0; i < config.down[level]; i++) f = residual(ops, `find.enc${level}.${i}`, f, widths[level])
    if (level < last) skips.push(f)
  }
  for (let level = last - 1; level >= 0; level--) {
    f = ops.add(up(ops, `find.up${level}`, f, widths[level + 1], widths[level]), skips[level])
    for (let i = 0; i < config.up[level]; i++) f = residual(ops, `find.dec${level}.${i}`, f, widths[level])
  }
  const hiddenLogits = ops.affine(ops.depthToSpace(conv(ops, 'find.out', ops.relu(f), widths[0], 4, 3, 'zeros')), 4, -3)
  return { hidden: ops.sigmoid(hiddenLogits), hiddenLogits }
}
