// What one step learns from: whole small pictures for LOOK, tiles of the same pictures for REPAIR. Planar float32 in 0..1.

import { PROFILE_LENGTH } from '@revelado/core'
import type { Mixture } from '@revelado/synth'

export interface BatchShape {
  /** Pictures. */
  readonly count: number
  /** Side of the canvas that damage is drawn on. */
  readonly canvas: number
  /** Side of LOOK's thumbnails. */
  readonly look: number
  /** Side of REPAIR's tiles. */
  readonly tile: number
  /** Tiles of each picture; 0 when only LOOK learns. */
  readonly tiles: number
  /** What differs from the project's own mixture of kinds and damages. */
  readonly mixture?: Partial<Mixture>
  /** Share of the pictures that are a user's own pairs. */
  readonly pairs?: number
  /** Every picture counts as one whose tone is damaged. */
  readonly developAll?: boolean
  /** Everything that is lost is known, wholly: else a share of it, now and then without a part. */
  readonly tellsAll?: boolean
  /** FIND learns: nothing is told, `lost` is all that is hidden, scratches and dust too. */
  readonly finds?: boolean
  /** FILL learns: all that is hidden is told, scratches and dust too, and its content is what is shown and asked for. */
  readonly fills?: boolean
  /** Whose recipe damages the photographs; the project's own unless said. */
  readonly recipe?: 'predecessor'
}

export interface Batch {
  readonly shape: BatchShape
  /** How often it was learned from before; absent where no batch comes twice. */
  readonly pass?: number
  /** [count, 4]: negative, bw, tone, lost. */
  readonly labels: Float32Array
  /** [count, 3, look, look] */
  readonly picture: Float32Array
  readonly target: Float32Array
  /** [count, 1, look, look]: share that is lost (or hidden, where FIND learns); what LOOK is told of it; 1 inside the frame. */
  readonly lost: Float32Array
  readonly told: Float32Array
  readonly frame: Float32Array
  /** [count, 3, look, look] */
  readonly hints: Float32Array
  /** [count, 17]: noise profiles, for REPAIR. */
  readonly profile: Float32Array
  /** [count · tiles, 3, tile, tile], picture by picture. */
  readonly tilePicture: Float32Array
  readonly tileTarget: Float32Array
  /** [count · tiles, 1, tile, tile] */
  readonly tileLost: Float32Array
  readonly tileTold: Float32Array
  readonly tileFrame: Float32Array
  /** [count · tiles, 2]: left and top of each tile on the canvas. */
  readonly offsets: Int32Array
}

export const FLOAT_FIELDS = [
  'labels',
  'picture',
  'target',
  'lost',
  'told',
  'frame',
  'hints',
  'profile',
  'tilePicture',
  'tileTarget',
  'tileLost',
  'tileTold',
  'tileFrame',
] as const

/** An empty batch. */
export function createBatch(shape: BatchShape): Batch {
  const { count, look, tile, tiles } = shape
  const small = count * look * look
  const large = count * tiles * tile * tile
  return {
    shape,
    labels: new Float32Array(4 * count),
    picture: new Float32Array(3 * small),
    target: new Float32Array(3 * small),
    lost: new Float32Array(small),
    told: new Float32Array(small),
    frame: new Float32Array(small),
    hints: new Float32Array(3 * small),
    profile: new Float32Array(PROFILE_LENGTH * count),
    tilePicture: new Float32Array(3 * large),
    tileTarget: new Float32Array(3 * large),
    tileLost: new Float32Array(large),
    tileTold: new Float32Array(large),
    tileFrame: new Float32Array(large),
    offsets: new Int32Array(2 * count * tiles),
  }
}
