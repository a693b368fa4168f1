// SqueezeNet 1.1 (Iandola et al. 2016), frozen: what pictures are compared by where pixels are the wrong measure.
// Input as Caffe's: blue, green, red, 0..255, less the means of ImageNet. Without its last layers, which name objects.
import type { Ops } from '../ops.ts'
import { sizesOf } from '../sizes.ts'

const MEANS_BGR = [103.939, 116.779, 123.68]
const CONV1 = 64
/** Channels of each fire module: squeezed, and of each of the two that expand; a pool stands before these three. */
const FIRES = [
  [16, 64],
  [16, 64],
  [32, 128],
  [32, 128],
  [48, 192],
  [48, 192],
  [64, 256],
  [64, 256],
] as const
const POOL_BEFORE = new Set([2, 4, 6])
/** The fire modules whose features are handed out, beside conv1's. */
const SHOWN = new Set([3, 5, 7, 9])

/** Channels of the features that are handed out, but conv1's. */
export const FEATURE_CHANNELS = FIRES.filter((_, i) => SHOWN.has(i + 2)).map(([, expanded]) => 2 * expanded)
/** Channels of the last features. */
export const FEATURE_LENGTH = 512
/** Three poolings leave nothing of a smaller picture. */
export const LEAST_FEATURE_SIDE = 32

function layer<T>(ops: Ops<T>, name: string, x: T, shape: readonly number[], stride: number, padding: number): T {
  const weight = ops.parameter(`${name}.weight`, shape, 'kaiming')
  const bias = ops.parameter(`${name}.bias`, [shape[0]], 'zeros')
  return ops.relu(ops.conv2d(x, weight, bias, { stride, padding }))
}

/**
 * @param picture [n, 3, h, w], sRGB 0..1, at least 32 pixels a side
 * @returns features after conv1, fire3, fire5, fire7 and fire9, each [n, channels, h', w']
 */
export function squeezenet<T>(ops: Ops<T>, picture: T): T[] {
  const bgr = ops.cat(
    [2, 1, 0].map((c) => ops.slice(picture, 1, c, c + 1)),
    1,
  )
  let x = ops.sub(ops.affine(bgr, 255, 0), ops.constant(MEANS_BGR, [1, 3, 1, 1]))
  x = layer(ops, 'conv1', x, [CONV1, 3, 3, 3], 2, 0)
  const shown = [x]
  let from = CONV1
  for (const [i, [squeezed, expanded]] of FIRES.entries()) {
    const fire = i + 2
    if (POOL_BEFORE.has(fire)) x = ops.maxPool(x, 3, { stride: 2, padding: 0 })
    const narrow = layer(ops, `fire${fire}.squeeze1x1`, x, [squeezed, from, 1, 1], 1, 0)
    const one = layer(ops, `fire${fire}.expand1x1`, narrow, [expanded, squeezed, 1, 1], 1, 0)
    x = ops.cat([one, layer(ops, `fire${fire}.expand3x3`, narrow, [expanded, squeezed, 3, 3], 1, 1)], 1)
    from = 2 * expanded
    if (SHOWN.has(fire)) shown.push(x)
  }
  return shown
}

/** Means of the last features over each picture: [n, 512], what the Fréchet distance is taken of. */
export function featureVectors<T>(ops: Ops<T>, picture: T): T {
  return ops.reshape(ops.meanPixels(squeezenet(ops, picture).at(-1)!), [0, FEATURE_LENGTH])
}

/** Names and shapes (OIHW) of all weights, 722,496 values. */
export function squeezenetShapes(): Map<string, readonly number[]> {
  const side = LEAST_FEATURE_SIDE
  const { parameters } = sizesOf((ops) => squeezenet(ops, [1, 3, side, side]))
  return new Map([...parameters].map(([name, { shape }]) => [name, shape]))
}
