// What one window of a picture shows: its pixels and LOOK's small pictures enlarged to them, padded where it leaves the picture.
import {
  createPicture,
  type Picture,
  type Plane,
  pictureToRaster,
  type Raster,
  ReveladoError,
  rasterToPicture,
  resizeBilinear,
  resizePlaneBilinear,
} from '@revelado/core'
import type { Rectangle, Tile } from './tiles.ts'

/**
 * A raster as it is; a picture as a raster of 16 bits.
 * @throws ReveladoError 'bad-picture' when the picture's values are not sRGB code values.
 */
export function asRaster(picture: Raster | Picture): Raster {
  if ('depth' in picture) return picture
  if (picture.encoding !== 'srgb') throw new ReveladoError('bad-picture', `expected a picture in sRGB but received ${picture.encoding}`)
  return pictureToRaster(picture, 16)
}

/** The part of a window that lies on the picture. Windows leave it only at the right and at the bottom. */
function visible(width: number, height: number, { x, y, ...window }: Rectangle): Rectangle {
  return { x, y, width: Math.min(window.width, width - x), height: Math.min(window.height, height - y) }
}

/** Repeats the last column and the last row of each channel until the window's size is reached. */
function pad(data: Float32Array, width: number, height: number, window: Rectangle): Float32Array {
  if (width === window.width && height === window.height) return data
  const channels = data.length / (width * height)
  const padded = new Float32Array(channels * window.width * window.height)
  for (let c = 0, to = 0; c < channels; c++)
    for (let y = 0; y < window.height; y++, to += window.width) {
      const from = (c * height + Math.min(y, height - 1)) * width
      padded.set(data.subarray(from, from + width), to)
      padded.fill(data[from + width - 1], to + width, to + window.width)
    }
  return padded
}

/** The window's pixels, [3, h, w] in 0..1. */
export function pixelsUnder(raster: Raster, window: Rectangle): Float32Array {
  const { x, y, width, height } = visible(raster.width, raster.height, window)
  return pad(rasterToPicture(raster, x, y, width, height).data, width, height, window)
}

/** A small picture bilinearly enlarged to the full size, under the window, [3, h, w]. */
export function enlargedUnder(small: Picture, full: { width: number; height: number }, window: Rectangle): Float32Array {
  const part = visible(full.width, full.height, window)
  return pad(resizeBilinear(small, full.width, full.height, part).data, part.width, part.height, window)
}

/** The same for one channel, [1, h, w]. */
export function enlargedPlaneUnder(small: Plane, full: { width: number; height: number }, window: Rectangle): Float32Array {
  const part = visible(full.width, full.height, window)
  return pad(resizePlaneBilinear(small, full.width, full.height, part).data, part.width, part.height, window)
}

/** The kept part of a window's values [3, h, w] as a picture. */
export function coreOf(values: Float32Array, { window, core }: Tile): Picture {
  const picture = createPicture(core.width, core.height)
  for (let c = 0, to = 0; c < 3; c++)
    for (let row = 0; row < core.height; row++, to += core.width) {
      const from = (c * window.height + core.y - window.y + row) * window.width + core.x - window.x
      picture.data.set(values.subarray(from, from + core.width), to)
    }
  return picture
}

/** Copies the kept part of a window's values [1, h, w] to its place in a plane of the whole picture. */
export function keepCore(values: Float32Array, { window, core }: Tile, plane: Plane): void {
  for (let row = 0; row < core.height; row++) {
    const from = (core.y - window.y + row) * window.width + core.x - window.x
    plane.data.set(values.subarray(from, from + core.width), (core.y + row) * plane.width + core.x)
  }
}
