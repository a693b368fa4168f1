// The whole picture made small for LOOK, straight from the raster: band by band, so memory does not grow with the picture.
import {
  createPicture,
  createPlane,
  type Picture,
  type Plane,
  type Raster,
  rasterToPicture,
  resizeArea,
  resizePlaneArea,
} from '@revelado/core'
import { type Mask, maskRows } from './mask.ts'

const LOOK_MULTIPLE = 32
const BAND = 64

/** LOOK's sides for a picture: the longer one `size`, both rounded to multiples of 32, at least 32. */
export function lookSize(width: number, height: number, size: number): { width: number; height: number } {
  const scale = size / Math.max(width, height)
  const side = (length: number) => Math.max(LOOK_MULTIPLE, Math.round((length * scale) / LOOK_MULTIPLE) * LOOK_MULTIPLE)
  return { width: side(width), height: side(height) }
}

/** The picture at width × height, each value the mean over its box (area resampling is separable: rows first, then columns). */
export function thumbnail(raster: Raster, width: number, height: number): Picture {
  const narrow = createPicture(width, raster.height)
  const n = width * raster.height
  for (let y = 0; y < raster.height; y += BAND) {
    const rows = Math.min(BAND, raster.height - y)
    const band = resizeArea(rasterToPicture(raster, 0, y, raster.width, rows), width, rows)
    for (let c = 0; c < 3; c++) narrow.data.set(band.data.subarray(c * width * rows, (c + 1) * width * rows), c * n + y * width)
  }
  return resizeArea(narrow, width, height)
}

/** A mask at width × height: the share of each box that is marked, 0..1. */
export function maskThumbnail(mask: Mask, width: number, height: number): Plane {
  const narrow = createPlane(width, mask.height)
  for (let y = 0; y < mask.height; y += BAND) {
    const rows = Math.min(BAND, mask.height - y)
    narrow.data.set(resizePlaneArea(createPlane(mask.width, rows, maskRows(mask, y, rows)), width, rows).data, y * width)
  }
  return resizePlaneArea(narrow, width, height)
}
