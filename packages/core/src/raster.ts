// The raster: a full-size picture as interleaved 8- or 16-bit integers, a quarter or half of a Picture's memory.
import { ReveladoError } from './errors.ts'
import { createPicture, type Encoding, type Picture } from './picture.ts'

/** Interleaved RGB integers, row by row: 8 bits in a Uint8Array, 16 bits in a Uint16Array; length 3·width·height. */
export interface Raster {
  readonly width: number
  readonly height: number
  readonly depth: 8 | 16
  readonly data: Uint8Array | Uint16Array
}

/**
 * Makes a raster, black unless `data` is given (not copied).
 * @throws ReveladoError 'bad-picture' when sizes are not whole and positive or `data` does not fit.
 */
export function createRaster(width: number, height: number, depth: 8 | 16 = 8, data?: Uint8Array | Uint16Array): Raster {
  if (!Number.isInteger(width) || !Number.isInteger(height) || width < 1 || height < 1)
    throw new ReveladoError('bad-picture', `expected a width and a height of at least 1 pixel but received ${width} × ${height}`)
  const length = 3 * width * height
  if (data && (data.length !== length || data.BYTES_PER_ELEMENT !== depth / 8))
    throw new ReveladoError(
      'bad-picture',
      `expected ${length} values of ${depth} bits for ${width} × ${height} RGB but received ${data.length} of ${8 * data.BYTES_PER_ELEMENT}`,
    )
  return { width, height, depth, data: data ?? (depth === 8 ? new Uint8Array(length) : new Uint16Array(length)) }
}

function checkWindow(raster: Raster, x: number, y: number, width: number, height: number): void {
  if (x < 0 || y < 0 || x + width > raster.width || y + height > raster.height)
    throw new ReveladoError(
      'bad-argument',
      `the window of ${width} × ${height} at ${x}, ${y} leaves the raster of ${raster.width} × ${raster.height}`,
    )
}

/** The rectangle x, y, width, height (by default everything) as a picture in 0..1. */
export function rasterToPicture(
  raster: Raster,
  x = 0,
  y = 0,
  width = raster.width - x,
  height = raster.height - y,
  encoding: Encoding = 'srgb',
): Picture {
  checkWindow(raster, x, y, width, height)
  const picture = createPicture(width, height, encoding)
  const source = raster.data
  const out = picture.data
  const n = width * height
  const peak = raster.depth === 8 ? 255 : 65535
  for (let row = 0; row < height; row++) {
    let j = 3 * ((y + row) * raster.width + x)
    const end = (row + 1) * width
    for (let i = row * width; i < end; i++, j += 3) {
      out[i] = source[j] / peak
      out[n + i] = source[j + 1] / peak
      out[2 * n + i] = source[j + 2] / peak
    }
  }
  return picture
}

/** Writes a picture into the raster with its upper left corner at x, y: clamped to 0..1, rounded to nearest. */
export function writePicture(raster: Raster, picture: Picture, x = 0, y = 0): void {
  checkWindow(raster, x, y, picture.width, picture.height)
  const { width, height, data } = picture
  const out = raster.data
  const n = width * height
  const peak = raster.depth === 8 ? 255 : 65535
  for (let c = 0; c < 3; c++)
    for (let row = 0; row < height; row++) {
      let j = 3 * ((y + row) * raster.width + x) + c
      const end = c * n + (row + 1) * width
      for (let i = c * n + row * width; i < end; i++, j += 3) {
        const v = data[i] * peak
        out[j] = v <= 0 ? 0 : v >= peak ? peak : v + 0.5
      }
    }
}

/** A whole picture as a raster: clamped to 0..1, rounded to nearest. */
export function pictureToRaster(picture: Picture, depth: 8 | 16 = 8): Raster {
  const raster = createRaster(picture.width, picture.height, depth)
  writePicture(raster, picture)
  return raster
}
