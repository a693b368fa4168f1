// Grain that is kept: what REPAIR took away as fine, even and in luma only is put back; scratches, dust and blocks are not.
import { boxBlurPlane, createPicture, createPlane, gaussianBlurPlane, luma } from '@revelado/core'

/** Grain is finer than this (standard deviation of the blur whose result is not grain), pixels. */
const FINE = 2
/** Grain's strength is judged over boxes of this radius, pixels. */
const NEIGHBOURHOOD = 12
/** Twice as strong as the neighbourhood's mean and more is a speck or a scratch, not grain. */
const OUTLIER = 3

/** Pixels around a pixel that `keepGrain` sees: 4 σ of the blur and the neighbourhood. */
export const GRAIN_REACH = 4 * FINE + NEIGHBOURHOOD

/**
 * Adds grain to `restored` [3, h, w] in place. Per pixel: the high-pass luma difference r of developed − restored, weighted by
 * 1 / (1 + (r / (3 m))⁴) with m the local mean of |r|, and by 1 − gate where something was painted or lost.
 */
export function keepGrain(
  restored: Float32Array,
  developed: Float32Array,
  gate: Float32Array,
  lost: Float32Array,
  width: number,
  height: number,
): void {
  const n = width * height
  const before = luma(createPicture(width, height, 'srgb', developed)).data
  const removed = luma(createPicture(width, height, 'srgb', restored)).data
  for (let i = 0; i < n; i++) removed[i] = before[i] - removed[i]
  const coarse = gaussianBlurPlane(createPlane(width, height, removed), FINE).data
  const strength = createPlane(width, height)
  for (let i = 0; i < n; i++) {
    removed[i] -= coarse[i]
    strength.data[i] = Math.abs(removed[i])
  }
  const mean = boxBlurPlane(strength, NEIGHBOURHOOD).data
  for (let i = 0; i < n; i++) {
    const r = removed[i]
    const share = r / (OUTLIER * Math.max(mean[i], 1e-6))
    const grain = ((1 - gate[i]) * (1 - lost[i]) * r) / (1 + share ** 4)
    for (let c = 0; c < 3; c++) restored[c * n + i] += grain
  }
}
