// Input and result side by side, made small enough to look at.
import { createRaster, type Raster, writePicture } from '@revelado/core'
import { thumbnail } from './thumbnail.ts'

/** Longest side of each half in pixels. */
const LONGEST = 1600
/** Width of the white gap in pixels. */
const GAP = 16

/** The two pictures (of one size) beside each other: input on the left, result on the right; 8 bits, never enlarged. */
export function sideBySide(before: Raster, after: Raster): Raster {
  const scale = Math.min(1, LONGEST / Math.max(before.width, before.height))
  const width = Math.max(1, Math.round(before.width * scale))
  const height = Math.max(1, Math.round(before.height * scale))
  const both = createRaster(2 * width + GAP, height, 8)
  both.data.fill(255)
  writePicture(both, thumbnail(before, width, height), 0, 0)
  writePicture(both, thumbnail(after, width, height), width + GAP, 0)
  return both
}
