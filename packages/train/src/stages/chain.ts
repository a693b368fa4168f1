// The whole journey of a picture as users have it, for whatever measures it.
import { type LookOutputs, type Ops, type RepairOutputs, repair } from '@revelado/model'
import { type Tensor, ops as torch } from '@revelado/torch'
import type { Network } from '../config.ts'
import type { Batch } from '../feed/batch.ts'
import { developTiles } from './develop-tiles.ts'
import type { Shown } from './generator.ts'
import { lookTensors, runLook } from './look.ts'
import { planar, profiles } from './planar.ts'
import { cutTiles, perTile, roughen } from './tiles.ts'

/** How coarse LOOK's picture of 128 pixels looks on a canvas of 160 that stands for a part of a picture of 1000. */
const AS_BESIDE_A_SCAN = 24

export interface Chain {
  look: LookOutputs<Tensor>
  /** [n · tiles, 3, tile, tile] */
  developed: Tensor
  repaired: RepairOutputs<Tensor>
}

/**
 * The whole journey as users have it: LOOK's own decisions, nothing told but given masks, LOOK's picture as coarse as beside a
 * scan. For batches whose tile is the canvas.
 */
export function runChain(ops: Ops<Tensor>, network: Network, batch: Batch): Chain {
  const { count, tile, tiles, look: side } = batch.shape
  const t = lookTensors(batch)
  const out = runLook(ops, network, t, new Float32Array(4 * count).fill(-1))
  const used = (from: number): Tensor => perTile(torch.narrow(out.used, 1, from, 1), tiles)
  const picture = planar(batch.tilePicture, count * tiles, 3, tile)
  const developed = developTiles(ops, picture, perTile(out.development, tiles), torch.maximum(used(0), used(2)))
  const guess = cutTiles(roughen(torch.cat([out.small, out.spread], 1), side, Math.min(side, AS_BESIDE_A_SCAN)), batch)
  const repaired = repair(
    ops,
    {
      tile: picture,
      developed,
      look: torch.narrow(guess, 1, 0, 3),
      confidence: torch.narrow(guess, 1, 3, 1),
      lost: planar(batch.tileTold, count * tiles, 1, tile),
      switches: torch.cat([used(1), used(3)], 1),
      profile: profiles(batch),
    },
    network.repair,
  )
  return { look: out, developed, repaired }
}

/** What users would get of a batch: LOOK's small pictures, or REPAIR's tiles. */
export function ownPictures(ops: Ops<Tensor>, network: Network, part: 'look' | 'repair', batch: Batch): Shown {
  if (part === 'look') {
    const t = lookTensors(batch)
    const { small } = runLook(ops, network, t, new Float32Array(4 * batch.shape.count).fill(-1))
    return { input: t.picture, picture: small, target: t.target, frame: t.frame }
  }
  const { count, tile, tiles } = batch.shape
  const tilesOf = (data: Float32Array, channels: number): Tensor => planar(data, count * tiles, channels, tile)
  return {
    input: tilesOf(batch.tilePicture, 3),
    picture: runChain(ops, network, batch).repaired.restored,
    target: tilesOf(batch.tileTarget, 3),
    frame: tilesOf(batch.tileFrame, 1),
  }
}
