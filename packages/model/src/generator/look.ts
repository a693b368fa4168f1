// LOOK: sees the whole picture small; decides, develops, and repaints at low resolution.
import type { Ops } from '../ops.ts'
import { DEVELOPMENT_LENGTH, develop, startingDevelopment } from './develop.ts'
import { conv, down, linear, modulated, residual, up } from './layers.ts'

export interface LookConfig {
  /** Channels of each level; the first works at half the thumbnail's resolution. */
  readonly widths: readonly number[]
  /** Residual blocks of each level of the encoder; the decoder has as many, the last level's being the middle. */
  readonly blocks: readonly number[]
  /** Length of the global vector. */
  readonly global: number
}

export const LOOK_CONFIG: LookConfig = { widths: [32, 64, 128, 192, 256], blocks: [1, 1, 1, 2, 2], global: 256 }

/** Order of the decisions in `probabilities`, `used` and `switches`. */
export const DECISIONS = ['negative', 'bw', 'tone', 'lost'] as const
const HISTOGRAM_BINS = 16
const MOMENTS = 14
const CERTAIN = 0.95

export interface LookInputs<T> {
  /** [n, 3, h, w], sRGB 0..1, h and w multiples of 32. */
  picture: T
  /** [n, 1, h, w], 1 where the pixel is known to be lost. */
  lost: T
  /** [n, 3, h, w]: a*⁄100, b*⁄100 and 1 where a colour is given; else zeros. */
  hints: T
  /** [n, 4]: 0..1 forces a decision, −1 leaves it to LOOK. */
  switches: T
}

/** What LOOK makes of the whole picture before it repaints anything. */
export interface Judgement<T> {
  /** [n, 4] each. */
  logits: T
  probabilities: T
  used: T
  /** [n, 78] of the expert that was chosen. */
  development: T
  /** [n, 3, h, w] the picture developed (or left alone). */
  developed: T
  /** [n, c, h/32, w/32] the encoder's last features. */
  deepest: T
}

/** What the decoder needs besides. */
interface Encoded<T> extends Judgement<T> {
  readonly skips: readonly T[]
  readonly global: T
}

export interface LookOutputs<T> extends Judgement<T> {
  /** [n, 3, h, w] the small restored picture. */
  small: T
  /** [n, 1, h, w] Laplace scale of `small`, sRGB units. */
  spread: T
}

/** Share of pixels near each of 16 levels, per channel: [n, 48]. */
function histogram<T>(ops: Ops<T>, picture: T): T {
  const centres = Array.from({ length: HISTOGRAM_BINS }, (_, i) => i / (HISTOGRAM_BINS - 1))
  const pixels = ops.reshape(picture, [0, 3, 1, 1, -1])
  const distance = ops.abs(ops.sub(pixels, ops.constant(centres, [1, 1, HISTOGRAM_BINS, 1, 1])))
  const hats = ops.relu(ops.affine(distance, -(HISTOGRAM_BINS - 1), 1))
  return ops.reshape(ops.meanPixels(hats), [0, 3 * HISTOGRAM_BINS])
}

/** Mean and standard deviation of red, green, blue, of red and blue against green, and of the sizes of these two: [n, 14]. */
function moments<T>(ops: Ops<T>, picture: T): T {
  const green = ops.slice(picture, 1, 1, 2)
  const against = ops.cat([ops.sub(ops.slice(picture, 1, 0, 1), green), ops.sub(ops.slice(picture, 1, 2, 3), green)], 1)
  const seen = ops.cat([picture, against, ops.abs(against)], 1)
  const mean = ops.meanPixels(seen)
  const off = ops.sub(seen, mean)
  const deviation = ops.sqrt(ops.affine(ops.meanPixels(ops.mul(off, off)), 1, 1e-6))
  return ops.reshape(ops.cat([mean, deviation], 1), [0, MOMENTS])
}

/**
 * Decisions [n, 4]: as forced; else polarity, colour and tone are the likelier ones (half a negative is grey, half a colouring is
 * faded, and a third of a correction spoils more good pictures than it mends bad ones), and loss is hard outside 5–95 %.
 */
function decide<T>(ops: Ops<T>, probabilities: T, switches: T): T {
  const sure = ops.above(probabilities, CERTAIN)
  const open = ops.mul(ops.above(probabilities, 1 - CERTAIN), ops.affine(sure, -1, 1))
  const soft = ops.add(sure, ops.mul(open, probabilities))
  const own = ops.cat([ops.above(ops.slice(probabilities, 1, 0, 3), 0.5), ops.slice(soft, 1, 3, 4)], 1)
  const forced = ops.above(switches, -0.5)
  return ops.add(ops.mul(forced, switches), ops.mul(ops.affine(forced, -1, 1), own))
}

/** LOOK's encoder, its decisions and its development: all that it needs to say what a picture is. */
export function judge<T>(ops: Ops<T>, inputs: LookInputs<T>, config: LookConfig = LOOK_CONFIG): Encoded<T> {
  const { widths, blocks, global: globalWidth } = config
  const levels = widths.length
  const last = levels - 1
  const { picture, lost, hints, switches } = inputs

  // Encoder
  let f = ops.spaceToDepth(ops.cat([ops.affine(picture, 2, -1), lost, hints], 1))
  f = conv(ops, 'look.stem', f, 28, widths[0])
  const skips: T[] = []
  for (let level = 0; level < levels; level++) {
    if (level > 0) f = down(ops, `look.down${level}`, f, widths[level - 1], widths[level])
    for (let i = 0; i < blocks[level]; i++) f = residual(ops, `look.enc${level}.${i}`, f, widths[level])
    if (level < last) skips.push(f)
  }

  // Global vector, decisions, development
  const pooled = ops.cat([ops.meanPixels(f), ops.maxPixels(f), ops.meanPixels(skips[last - 1])], 1)
  const pooledWidth = 2 * widths[last] + widths[last - 1]
  const seen = ops.cat([ops.reshape(pooled, [0, pooledWidth]), histogram(ops, picture), moments(ops, picture)], 1)
  const seenWidth = pooledWidth + 3 * HISTOGRAM_BINS + MOMENTS
  const g = ops.relu(
    linear(ops, 'look.global.b', ops.relu(linear(ops, 'look.global.a', seen, seenWidth, globalWidth)), globalWidth, globalWidth),
  )
  const logits = linear(ops, 'look.decide', g, globalWidth, 4, 'small')
  const probabilities = ops.sigmoid(logits)
  const used = decide(ops, probabilities, switches)
  const negative = ops.slice(used, 1, 0, 1)
  const identity = linear(ops, 'look.develop.identity', g, globalWidth, DEVELOPMENT_LENGTH, 'small', startingDevelopment('identity'))
  const inversion = linear(ops, 'look.develop.inversion', g, globalWidth, DEVELOPMENT_LENGTH, 'small', startingDevelopment('inversion'))
  const development = ops.add(identity, ops.mul(negative, ops.sub(inversion, identity)))
  const amount = ops.reshape(ops.maximum(negative, ops.slice(used, 1, 2, 3)), [0, 1, 1])
  const pixels = ops.reshape(picture, [0, 3, -1])
  const mixed = ops.add(pixels, ops.mul(amount, ops.sub(develop(ops, pixels, development), pixels)))
  const developed = ops.reshapeLike(mixed, picture)
  return { logits, probabilities, used, development, developed, deepest: f, skips, global: g }
}

export function look<T>(ops: Ops<T>, inputs: LookInputs<T>, config: LookConfig = LOOK_CONFIG): LookOutputs<T> {
  const { widths, blocks, global: globalWidth } = config
  const last = widths.length - 1
  const { lost, hints } = inputs
  const { skips, global: g, ...judgement } = judge(ops, inputs, config)
  const { deepest, developed, used } = judgement

  // The decoder sees the developed picture, what was known lost, and the decisions
  const told = ops.cat([g, used], 1)
  const toldWidth = globalWidth + 4
  let f = deepest
  for (let i = 0; i < blocks[last]; i++) f = modulated(ops, `look.mid${i}`, f, told, widths[last], toldWidth)
  const shown = ops.cat([ops.affine(developed, 2, -1), lost, hints], 1)
  for (let level = last - 1; level >= 0; level--) {
    const width = widths[level]
    f = up(ops, `look.up${level}`, f, widths[level + 1], width)
    f = conv(ops, `look.join${level}`, ops.cat([f, skips[level]], 1), 2 * width, width, 1)
    f = ops.add(f, conv(ops, `look.show${level}`, ops.avgPool(shown, 2 ** (level + 1)), 7, width))
    for (let i = 0; i < blocks[level]; i++) f = modulated(ops, `look.dec${level}.${i}`, f, told, width, toldWidth)
  }
  const out = ops.depthToSpace(conv(ops, 'look.out', ops.relu(f), widths[0], 16, 3, 'zeros'))
  const small = ops.add(developed, ops.slice(out, 1, 0, 3))
  const spread = ops.exp(ops.clamp(ops.affine(ops.slice(out, 1, 3, 4), 4, -3), -7, 1))
  return { ...judgement, small, spread }
}
