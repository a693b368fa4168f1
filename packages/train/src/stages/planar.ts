// A batch's arrays as tensors: planar, channels-last in memory.
import { PROFILE_LENGTH } from '@revelado/core'
import { fromArray, type Tensor, ops as torch } from '@revelado/torch'
import type { Batch } from '../feed/batch.ts'
import { perTile } from './tiles.ts'

/** What lies outside the frame of a scan counts this much. */
const OUTSIDE = 0.1

/** [n, channels, side, side] */
export function planar(data: Float32Array, n: number, channels: number, side: number): Tensor {
  return torch.contiguous(fromArray(data, [n, channels, side, side]), { memory_format: 'channels_last' })
}

/** The noise profiles of a batch, once for each tile: [n · tiles, 17]. */
export function profiles({ shape: { count, tiles }, profile }: Batch): Tensor {
  return perTile(fromArray(profile, [count, PROFILE_LENGTH]), tiles)
}

/** 1 in the frame, a tenth outside. */
export function frameWeight(frame: Tensor): Tensor {
  return torch.add(torch.mul(frame, 1 - OUTSIDE), OUTSIDE)
}
