// A picture of a set as a task wants it: shrunk, and in quick mode cropped.
import { cropPicture, type Picture, resizeArea } from '@revelado/core'
import { roundToBytes } from './bytes.ts'
import type { Task } from './task.ts'

/** Side of the crops of quick mode. */
export const QUICK_SIDE = 256

function centre(picture: Picture, side: number): Picture {
  const width = Math.min(side, picture.width)
  const height = Math.min(side, picture.height)
  if (width === picture.width && height === picture.height) return picture
  return cropPicture(picture, (picture.width - width) >> 1, (picture.height - height) >> 1, width, height)
}

function shrinkTo(picture: Picture, longSide: number): Picture {
  const scale = longSide / Math.max(picture.width, picture.height)
  if (scale >= 1) return picture
  return resizeArea(picture, Math.max(1, Math.round(picture.width * scale)), Math.max(1, Math.round(picture.height * scale)))
}

/** The picture shrunk by area as the task says; in quick mode its centre, or for whole pictures half of their long side. 8 bits. */
export function prepare(picture: Picture, { shrink = 1, whole }: Pick<Task, 'shrink' | 'whole'>, quick: boolean): Picture {
  if (whole) return roundToBytes(shrinkTo(picture, quick ? whole / 2 : whole))
  const small = shrinkTo(picture, Math.max(picture.width, picture.height) / shrink)
  return roundToBytes(quick ? centre(small, QUICK_SIDE) : small)
}
