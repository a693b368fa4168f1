// REPAIR: works at full size on tiles; takes colour and lost content from LOOK's picture, and everything else from the tile.
// No layer sees beyond its reach, so tiles with a halo of `repairReach` give what the whole picture would.
import { PROFILE_LENGTH } from '@revelado/core'
import type { Ops } from '../ops.ts'
import { conv, linear } from './layers.ts'
import { axes, COSINES, shrinkage } from './shrinkage.ts'
import { type UnetConfig, unet } from './unet.ts'

export type RepairConfig = UnetConfig

export const REPAIR_CONFIG: RepairConfig = { widths: [48, 96, 192], down: [2, 2, 3], up: [2, 2] }

export interface RepairInputs<T> {
  /** [n, 3, h, w] as scanned, sRGB 0..1, h and w multiples of 8. */
  tile: T
  /** [n, 3, h, w] developed. */
  developed: T
  /** [n, 3, h, w] LOOK's picture, enlarged. */
  look: T
  /** [n, 1, h, w] LOOK's spread, enlarged. */
  confidence: T
  /** [n, 1, h, w] 1 where the pixel is known to be lost. */
  lost: T
  /** [n, 2]: take colour from LOOK; may paint what is lost. */
  switches: T
  /** [n, 17]: the noise profile of the whole picture as scanned (core's `noiseProfile`). */
  profile: T
}

export interface RepairOutputs<T> {
  restored: T
  /** [n, 1, h, w] share that was lost and is painted from LOOK's picture, whether or not painting is allowed. */
  gate: T
  gateLogits: T
  /** [n, 1, h, w] Laplace scale of `restored`, sRGB units. */
  spread: T
}

/** Pixels on each side that a restored pixel can depend on: 2 per 3 × 3 convolution at half resolution, doubling by level. */
export function repairReach(config: RepairConfig = REPAIR_CONFIG): number {
  const last = config.widths.length - 1
  let reach = 8 + 2 + 6 // the blocks of the first shrinkage, the first convolution, the blocks of the second
  for (let level = 0; level <= last; level++) reach += 2 * 2 ** (level + 1) * (config.down[level] + (level < last ? config.up[level] : 0))
  return Math.ceil((reach + 2 ** (last + 1)) / 8) * 8
}

/** Length of what REPAIR makes of the noise profile. */
const PROFILE_WIDTH = 32

/** h · (1 + scale) + shift, both from the profile (FiLM, Perez et al. 2018); begins as h. */
function informed<T>(ops: Ops<T>, level: number, h: T, profile: T, width: number): T {
  const film = ops.reshape(linear(ops, `repair.film${level}`, profile, PROFILE_WIDTH, 2 * width, 'zeros'), [0, 2 * width, 1, 1])
  return ops.add(ops.mul(h, ops.affine(ops.slice(film, 1, 0, width), 1, 1)), ops.slice(film, 1, width, 2 * width))
}

/**
 * Where what counts as small begins: noise that the profile's first roughness of Y, Cb and Cr speaks of (squared, as the profile holds
 * roots), so scaled that white noise of σ 15 is just below it on photographs.
 */
const NOISE_TO_SMALL = 1.5
/** Nothing below this counts as large, sRGB units. */
const SMALLEST = 1 / 255
/** How many pixels apart the blocks of each colour axis begin: for what the network sees first, and for what is taken away. */
const FIRST_APART = [4, 4, 4] as const
const THEN_APART = [2, 4, 4] as const
/** How much larger than for the whole picture a block's largeness may be: what counts as small there may go down to an eighth, 1 / √64. */
const MOST = 64
/** Where a block says nothing. */
const NOTHING_SAID = -Math.log(MOST - 1)

/** For each colour axis: of what it finds in the profile, each cosine begins with the axis's own first roughness. */
const FROM_NOISE = [0, 1, 2].map((axis) =>
  Float32Array.from({ length: COSINES * PROFILE_LENGTH }, (_, i) => (i % PROFILE_LENGTH === 5 * axis ? NOISE_TO_SMALL : 0)),
)
const NOTHING_SAID_BY_BLOCKS = new Float32Array(COSINES).fill(NOTHING_SAID)

/** 1 over the square of what counts as small in each cosine of one colour axis, by the noise of the whole picture: [n, 63, 1, 1]. */
function largenessByNoise<T>(ops: Ops<T>, name: string, profile: T, axis: number, times = 1): T {
  const w = ops.parameter(`${name}.noise${axis}.weight`, [COSINES, PROFILE_LENGTH], FROM_NOISE[axis])
  const b = ops.parameter(`${name}.noise${axis}.bias`, [COSINES], 'zeros')
  const small = ops.affine(ops.abs(ops.linear(ops.mul(profile, profile), w, b)), 1, SMALLEST)
  return ops.reshape(ops.div(ops.constant([times], [1, 1]), ops.mul(small, small)), [0, COSINES, 1, 1])
}

/** The same for each block: the picture's, times 0 to 64, as the network says of its middle. */
function largenessByBlock<T>(ops: Ops<T>, name: string, f: T, width: number, profile: T, axis: number): T {
  const wide = THEN_APART[axis] / 2
  const w = ops.parameter(`${name}.block${axis}.weight`, [COSINES, width, 2, 2], 'zeros')
  const b = ops.parameter(`${name}.block${axis}.bias`, [COSINES], NOTHING_SAID_BY_BLOCKS)
  const said = ops.sigmoid(ops.conv2d(f, w, b, { stride: wide, padding: 3 - wide }))
  return ops.mul(said, largenessByNoise(ops, name, profile, axis, MOST))
}

/** Luma (BT.601 weights), [n, 1, h, w]. */
function luma<T>(ops: Ops<T>, x: T): T {
  return ops.conv2d(x, ops.constant([0.299, 0.587, 0.114], [1, 3, 1, 1]), ops.constant([0], [1]), {})
}

/** The developed picture, with LOOK's colour over its own luma where `colour` is 1. */
function coloured<T>(ops: Ops<T>, developed: T, look: T, colour: T): T {
  const painted = ops.add(look, ops.sub(luma(ops, developed), luma(ops, look)))
  return ops.add(developed, ops.mul(colour, ops.sub(painted, developed)))
}

export function repair<T>(ops: Ops<T>, inputs: RepairInputs<T>, config: RepairConfig = REPAIR_CONFIG): RepairOutputs<T> {
  const { widths } = config
  const { tile, developed, look, confidence, lost } = inputs
  const switches = ops.reshape(inputs.switches, [0, 2, 1, 1])
  const base = coloured(ops, developed, look, ops.slice(switches, 1, 0, 1))
  const offered = ops.sub(look, base)

  const profile = ops.relu(linear(ops, 'repair.profile', inputs.profile, PROFILE_LENGTH, PROFILE_WIDTH))

  const seen = ops.spaceToDepth(ops.cat([ops.affine(tile, 2, -1), ops.affine(base, 2, -1), offered, confidence, lost], 1))
  const pairs = axes(ops, base)
  const grain = shrinkage(ops, 'repair.first', pairs, FIRST_APART, (axis) => largenessByNoise(ops, 'repair.first', inputs.profile, axis))
  const smooth = conv(ops, 'repair.smooth', ops.spaceToDepth(grain), 12, widths[0], 3, 'zeros')
  const f = unet(ops, 'repair', seen, 44, config, (level, h) =>
    informed(ops, level, level === 0 ? ops.add(h, smooth) : h, profile, widths[level]),
  )
  const known = ops.relu(f)
  const out = ops.depthToSpace(conv(ops, 'repair.out', known, widths[0], 20, 3, 'zeros'))
  const noise = shrinkage(ops, 'repair.then', pairs, THEN_APART, (axis) =>
    largenessByBlock(ops, 'repair.then', known, widths[0], inputs.profile, axis),
  )

  const gateLogits = ops.affine(ops.slice(out, 1, 3, 4), 4, -3)
  const gate = ops.sigmoid(gateLogits)
  const painted = ops.mul(ops.mul(gate, ops.slice(switches, 1, 1, 2)), offered)
  const restored = ops.add(ops.sub(ops.add(base, painted), noise), ops.slice(out, 1, 0, 3))
  const spread = ops.exp(ops.clamp(ops.affine(ops.slice(out, 1, 4, 5), 4, -3), -7, 1))
  return { restored, gate, gateLogits, spread }
}
