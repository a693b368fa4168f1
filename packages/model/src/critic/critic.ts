// The critic: looks at whole small pictures, damaged input and picture side by side, and says patch by patch whether the
// picture is a photograph or the generator's work (PatchGAN of Isola et al. 2017, without normalisation). It only teaches:
// nothing of it is shipped.

import { conv } from '../generator/layers.ts'
import type { Ops } from '../ops.ts'
import { type Sizes, sizesOf } from '../sizes.ts'

export interface CriticConfig {
  /** Channels of each level; each level halves width and height. */
  readonly widths: readonly number[]
}

/** A patch of the default sees 78 × 78 pixels. */
export const CRITIC_CONFIG: CriticConfig = { widths: [32, 64, 128, 256] }

/** Slope of the leaky rectifier below zero. */
const LEAK = 0.2

export interface CriticInputs<T> {
  /** [n, 3, h, w] as scanned, sRGB 0..1, h and w at least 2 to the number of levels. */
  input: T
  /** [n, 3, h, w] the photograph, or what the generator made of the input. */
  picture: T
}

/** Logits [n, 1, h / 2^levels, w / 2^levels]: above 0 where the picture is taken for a photograph. */
export function critic<T>(ops: Ops<T>, { input, picture }: CriticInputs<T>, { widths }: CriticConfig = CRITIC_CONFIG): T {
  let f = ops.affine(ops.cat([input, picture], 1), 2, -1)
  let from = 6
  for (const [level, width] of widths.entries()) {
    const w = ops.parameter(`critic.down${level}.weight`, [width, from, 4, 4], 'kaiming')
    f = ops.conv2d(f, w, ops.parameter(`critic.down${level}.bias`, [width], 'zeros'), { stride: 2, padding: 1 })
    f = ops.maximum(f, ops.affine(f, LEAK, 0))
    from = width
  }
  return conv(ops, 'critic.out', f, from, 1, 3, 'small')
}

/** Sizes of the critic's work on n pictures of h × w. */
export function criticSizes(n: number, h: number, w: number, config: CriticConfig = CRITIC_CONFIG): Sizes {
  const picture = [n, 3, h, w]
  return sizesOf((ops) => critic(ops, { input: picture, picture }, config))
}
