// A batch's arrays as tensors: planar, channels-last in memory.
import { fromArray, type Tensor, ops as torch } from '@revelado/torch'

/** What lies outside the frame of a scan counts this much. */
const OUTSIDE = 0.1

/** [n, channels, side, side] */
export function planar(data: Float32Array, n: number, channels: number, side: number): Tensor {
  return torch.contiguous(fromArray(data, [n, channels, side, side]), { memory_format: 'channels_last' })
}

/** 1 in the frame, a tenth outside. */
export function frameWeight(frame: Tensor): Tensor {
  return torch.add(torch.mul(frame, 1 - OUTSIDE), OUTSIDE)
}
