// The encoder: ResNet (He et al. 2016) of basic blocks, without its last layers that name objects. Parameters carry the names
// of torchvision behind "encoder.", so that weights which learned from ImageNet elsewhere can be put in.
import type { Ops } from '../ops.ts'

export interface ResNetConfig {
  /** Channels of the four layers; the stem has those of the first. */
  readonly widths: readonly [number, number, number, number]
  /** Basic blocks of each layer. */
  readonly blocks: readonly [number, number, number, number]
}

/** ResNet34: 21.28 million parameters. */
export const RESNET34: ResNetConfig = { widths: [64, 128, 256, 512], blocks: [3, 4, 6, 3] }

/** Prefix of the encoder's parameters. */
export const ENCODER = 'encoder.'

/** Mean and deviation of the sRGB values of ImageNet, which pretrained weights expect to be taken away. */
const MEAN = [0.485, 0.456, 0.406]
const DEVIATION = [0.229, 0.224, 0.225]

/** Batch normalisation with its parameters and running statistics. */
export function batchNorm<T>(ops: Ops<T>, name: string, x: T, width: number): T {
  return ops.batchNorm(x, {
    weight: ops.parameter(`${name}.weight`, [width], 'ones'),
    bias: ops.parameter(`${name}.bias`, [width], 'zeros'),
    mean: ops.statistic(`${name}.running_mean`, [width], 'zeros'),
    variance: ops.statistic(`${name}.running_var`, [width], 'ones'),
  })
}

interface Layer {
  readonly from: number
  readonly to: number
  readonly size: number
  readonly stride: number
}

/** A convolution without bias: the normalisation after it has one. */
function conv<T>(ops: Ops<T>, name: string, x: T, { from, to, size, stride }: Layer): T {
  return ops.conv2d(x, ops.parameter(`${name}.weight`, [to, from, size, size], 'kaiming'), null, { stride, padding: size >> 1 })
}

function basicBlock<T>(ops: Ops<T>, name: string, x: T, from: number, to: number, stride: number): T {
  let f = conv(ops, `${name}.conv1`, x, { from, to, size: 3, stride })
  f = ops.relu(batchNorm(ops, `${name}.bn1`, f, to))
  f = conv(ops, `${name}.conv2`, f, { from: to, to, size: 3, stride: 1 })
  f = batchNorm(ops, `${name}.bn2`, f, to)
  if (stride === 1 && from === to) return ops.relu(ops.add(f, x))
  const shortcut = conv(ops, `${name}.downsample.0`, x, { from, to, size: 1, stride })
  return ops.relu(ops.add(f, batchNorm(ops, `${name}.downsample.1`, shortcut, to)))
}

/**
 * @param picture [n, 3, h, w], sRGB 0..1, sides multiples of 32
 * @returns features at 1/2, 1/4, 1/8, 1/16 and 1/32 of the size: of the stem and of the four layers
 */
export function resnet<T>(ops: Ops<T>, picture: T, { widths, blocks }: ResNetConfig = RESNET34): T[] {
  const normalised = ops.mul(
    ops.sub(picture, ops.constant(MEAN, [1, 3, 1, 1])),
    ops.constant(
      DEVIATION.map((d) => 1 / d),
      [1, 3, 1, 1],
    ),
  )
  let f = conv(ops, `${ENCODER}conv1`, normalised, { from: 3, to: widths[0], size: 7, stride: 2 })
  f = ops.relu(batchNorm(ops, `${ENCODER}bn1`, f, widths[0]))
  const features = [f]
  f = ops.maxPool(f, 3, { stride: 2, padding: 1 })
  let from = widths[0]
  for (const [layer, to] of widths.entries()) {
    for (let i = 0; i < blocks[layer]; i++) {
      f = basicBlock(ops, `${ENCODER}layer${layer + 1}.${i}`, f, from, to, layer > 0 && i === 0 ? 2 : 1)
      from = to
    }
    features.push(f)
  }
  return features
}
