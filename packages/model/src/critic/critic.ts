// The critic: looks at whole small pictures and says place by place whether each is a photograph or the generator's work. It has two
// ways to see: damaged input and picture side by side, patch by patch (PatchGAN of Isola et al. 2017, without normalisation), and
// what a network that was trained to name things sees in the picture (heads on frozen features, as the projected GAN of Sauer et al.
// 2021). It only teaches: nothing of it is shipped.
import { FEATURE_CHANNELS } from '../features/squeezenet.ts'
import { conv } from '../generator/layers.ts'
import type { Ops } from '../ops.ts'
import { type Sizes, sizesOf } from '../sizes.ts'

export interface CriticConfig {
  /** Channels of each level of patches; each level halves width and height. */
  readonly widths: readonly number[]
  /** Channels of each head on SqueezeNet's features. @default 0: no heads */
  readonly heads?: number
}

/** A patch of the default sees 78 × 78 pixels. */
export const CRITIC_CONFIG = { widths: [32, 64, 128, 256], heads: 64 } as const satisfies CriticConfig

/** Slope of the leaky rectifier below zero. */
const LEAK = 0.2
/** Features arrive as directions of length 1; their values are that much smaller than those of a layer. */
const LENGTHEN = 8

export interface CriticInputs<T> {
  /** [n, 3, h, w] as scanned, sRGB 0..1, h and w at least 2 to the number of levels. */
  input: T
  /** [n, 3, h, w] the photograph, or what the generator made of the input. */
  picture: T
  /** SqueezeNet's features of `picture` but the first, in each place brought to length 1: [n, FEATURE_CHANNELS[i], h', w']. Where there are heads. */
  features?: readonly T[]
}

function leaky<T>(ops: Ops<T>, x: T): T {
  return ops.maximum(x, ops.affine(x, LEAK, 0))
}

function patches<T>(ops: Ops<T>, { input, picture }: CriticInputs<T>, widths: readonly number[]): T {
  let f = ops.affine(ops.cat([input, picture], 1), 2, -1)
  let from = 6
  for (const [level, width] of widths.entries()) {
    const w = ops.parameter(`critic.down${level}.weight`, [width, from, 4, 4], 'kaiming')
    f = leaky(ops, ops.conv2d(f, w, ops.parameter(`critic.down${level}.bias`, [width], 'zeros'), { stride: 2, padding: 1 }))
    from = width
  }
  return conv(ops, 'critic.out', f, from, 1, 3, 'small')
}

function head<T>(ops: Ops<T>, layer: number, features: T, width: number): T {
  const f = leaky(ops, conv(ops, `critic.head${layer}.in`, ops.affine(features, LENGTHEN, 0), FEATURE_CHANNELS[layer], width, 1))
  return conv(ops, `critic.head${layer}.out`, leaky(ops, conv(ops, `critic.head${layer}.mid`, f, width, width)), width, 1, 1, 'small')
}

/**
 * Logits, above 0 where the picture is taken for a photograph: of its patches [n, 1, h / 2^levels, w / 2^levels], and of each head,
 * as large as its features.
 */
export function critic<T>(ops: Ops<T>, inputs: CriticInputs<T>, { widths, heads = 0 }: CriticConfig = CRITIC_CONFIG): T[] {
  const features = heads > 0 ? (inputs.features ?? []) : []
  return [patches(ops, inputs, widths), ...features.map((layer, i) => head(ops, i, layer, heads))]
}

/** Sizes of the critic's work on n pictures of h × w, SqueezeNet's left out. */
export function criticSizes(n: number, h: number, w: number, config: CriticConfig = CRITIC_CONFIG): Sizes {
  const picture = [n, 3, h, w]
  const features = FEATURE_CHANNELS.map((channels) => [n, channels, 1, 1])
  return sizesOf((ops) => critic(ops, { input: picture, picture, features }, config))
}
