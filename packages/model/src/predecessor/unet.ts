// The predecessor's network: a U-Net (Ronneberger et al. 2015) on a ResNet, enlarged by pixel shuffle (Shi et al. 2016), in the
// shape that fast.ai's unet_learner builds; and a decoder without skips by which an encoder learns where none is given.
import type { Ops } from '../ops.ts'
import { type Sizes, sizesOf } from '../sizes.ts'
import { batchNorm, RESNET34, type ResNetConfig, resnet } from './resnet.ts'

/** Sides of pictures must be multiples of this. */
export const PREDECESSOR_MULTIPLE = 32

function conv<T>(ops: Ops<T>, name: string, x: T, from: number, to: number, size = 3): T {
  const w = ops.parameter(`${name}.weight`, [to, from, size, size], 'kaiming')
  return ops.conv2d(x, w, ops.parameter(`${name}.bias`, [to], 'zeros'), { padding: size >> 1 })
}

const convRelu = <T>(ops: Ops<T>, name: string, x: T, from: number, to: number): T => ops.relu(conv(ops, name, x, from, to))

/** Doubles width and height: four outputs a channel, laid beside each other; they start alike, so that no grid shows. */
function shuffle<T>(ops: Ops<T>, name: string, x: T, from: number, to: number): T {
  const w = ops.parameter(`${name}.weight`, [4 * to, from, 1, 1], 'icnr')
  const f = ops.conv2d(x, w, ops.parameter(`${name}.bias`, [4 * to], 'zeros'), {})
  return ops.depthToSpace(ops.relu(f))
}

/** A picture [n, 3, h, w], beginning at middle grey. */
function toPicture<T>(ops: Ops<T>, name: string, x: T, from: number): T {
  const w = ops.parameter(`${name}.weight`, [3, from, 1, 1], 'small')
  return ops.conv2d(x, w, ops.parameter(`${name}.bias`, [3], new Float32Array(3).fill(0.5)), {})
}

/**
 * @param picture [n, 3, h, w], sRGB 0..1, sides multiples of 32
 * @returns the restored picture of the same size; not clamped
 */
export function predecessorUnet<T>(ops: Ops<T>, picture: T, config: ResNetConfig = RESNET34): T {
  const features = resnet(ops, picture, config)
  const { widths } = config
  let width = widths[3]
  let f = ops.relu(batchNorm(ops, 'decoder.norm', features[4], width))
  f = convRelu(ops, 'decoder.middle.a', f, width, 2 * width)
  f = convRelu(ops, 'decoder.middle.b', f, 2 * width, width)
  const skipWidths = [widths[0], widths[0], widths[1], widths[2]]
  for (let level = 3; level >= 0; level--) {
    const name = `decoder.up${level}`
    const up = shuffle(ops, `${name}.shuffle`, f, width, width >> 1)
    const skip = batchNorm(ops, `${name}.norm`, features[level], skipWidths[level])
    const joined = (width >> 1) + skipWidths[level]
    width = level === 0 ? joined >> 1 : joined
    f = convRelu(ops, `${name}.a`, ops.relu(ops.cat([up, skip], 1)), joined, width)
    f = convRelu(ops, `${name}.b`, f, width, width)
  }
  f = ops.cat([shuffle(ops, 'decoder.last.shuffle', f, width, width), picture], 1)
  const wide = width + 3
  const h = conv(ops, 'decoder.last.b', convRelu(ops, 'decoder.last.a', f, wide, wide), wide, wide)
  return toPicture(ops, 'decoder.out', ops.relu(ops.add(f, h)), wide)
}

/** The encoder and the plainest way back to the picture: what it must keep, it must keep in its last layer. */
export function autoencoder<T>(ops: Ops<T>, picture: T, config: ResNetConfig = RESNET34): T {
  const features = resnet(ops, picture, config)
  let width = config.widths[3]
  let f = features[4]
  for (let level = 4; level >= 0; level--) {
    const to = Math.max(4, width >> 1)
    f = convRelu(ops, `mirror.${level}.conv`, shuffle(ops, `mirror.${level}.shuffle`, f, width, to), to, to)
    width = to
  }
  return toPicture(ops, 'mirror.out', f, width)
}

/** Sizes of the U-Net's work on n pictures of h × w. */
export function predecessorSizes(n: number, h: number, w: number, config: ResNetConfig = RESNET34): Sizes {
  return sizesOf((ops) => predecessorUnet(ops, [n, 3, h, w], config))
}

/** Sizes of the autoencoder's. */
export function autoencoderSizes(n: number, h: number, w: number, config: ResNetConfig = RESNET34): Sizes {
  return sizesOf((ops) => autoencoder(ops, [n, 3, h, w], config))
}
