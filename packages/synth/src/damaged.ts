// How far each pixel of a sample was touched. Only who asks for it pays: training does not, and it takes a twentieth of a sample's time.
import { boxBlurPlane, createPlane, type Picture, type Plane } from '@revelado/core'

/** A mean change of this much (of 1) counts as half damaged: about noise of deviation 10 of 255. */
const HALF_DAMAGED = 8 / 255
/** Noise touches every pixel, whatever its own draw: changes are averaged over 5 × 5 before they become a share. */
const CHANGE_RADIUS = 2

/** What was done to a sample, in its order. */
export interface Touches {
  /** Shares of pixels that were touched in places. */
  readonly masks: Plane[]
  /** Pictures before and after what reaches everywhere. */
  readonly changes: [Picture, Picture][]
}

/** Damages that befall a pixel independently: the shares that stay whole multiply. */
function join({ data: damaged }: Plane, { data: more }: Plane): void {
  for (let i = 0; i < damaged.length; i++) if (more[i] > 0) damaged[i] = 1 - (1 - damaged[i]) * (1 - more[i])
}

/** Adds the mean change of the three channels. */
function addChange({ data: change }: Plane, { data: before }: Picture, { data: after }: Picture): void {
  const n = change.length
  for (let i = 0, g = n, b = 2 * n; i < n; i++, g++, b++)
    change[i] += (Math.abs(before[i] - after[i]) + Math.abs(before[g] - after[g]) + Math.abs(before[b] - after[b])) / 3
}

/** 0..1 for each pixel. */
export function damagedBy({ masks, changes }: Touches, width: number, height: number): Plane {
  const damaged = createPlane(width, height)
  for (const mask of masks) join(damaged, mask)
  if (changes.length === 0) return damaged
  const change = createPlane(width, height)
  for (const [before, after] of changes) addChange(change, before, after)
  const mean = boxBlurPlane(change, CHANGE_RADIUS)
  const { data } = mean
  for (let i = 0; i < data.length; i++) data[i] /= data[i] + HALF_DAMAGED
  join(damaged, mean)
  return damaged
}
