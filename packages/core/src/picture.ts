// The picture: planar float32 RGB in 0..1 with a named encoding; and the plane: one channel of the same kind.
import { ReveladoError } from './errors.ts'

/** 'srgb': values carry the sRGB transfer curve (IEC 61966-2-1); 'linear': proportional to light, sRGB primaries. */
export type Encoding = 'srgb' | 'linear'

/** Planar RGB: `data` holds all of R, then G, then B, each row by row; nominal range 0..1. */
export interface Picture {
  readonly width: number
  readonly height: number
  readonly encoding: Encoding
  readonly data: Float32Array
}

/** One channel, row by row: a mask (0..1), a luma plane, a noise field. */
export interface Plane {
  readonly width: number
  readonly height: number
  readonly data: Float32Array
}

function checkSize(width: number, height: number): void {
  if (!Number.isInteger(width) || !Number.isInteger(height) || width < 1 || height < 1)
    throw new ReveladoError('bad-picture', `expected a width and a height of at least 1 pixel but received ${width} × ${height}`)
}

/**
 * Makes a picture, black unless `data` (length 3·width·height, planar) is given; `data` is not copied.
 * @throws ReveladoError 'bad-picture' when sizes are not whole and positive or `data` has another length.
 */
export function createPicture(width: number, height: number, encoding: Encoding = 'srgb', data?: Float32Array): Picture {
  checkSize(width, height)
  const length = 3 * width * height
  if (data && data.length !== length)
    throw new ReveladoError('bad-picture', `expected ${length} values for ${width} × ${height} RGB but received ${data.length}`)
  return { width, height, encoding, data: data ?? new Float32Array(length) }
}

/** Makes a plane, zero unless `data` (length width·height) is given; `data` is not copied. */
export function createPlane(width: number, height: number, data?: Float32Array): Plane {
  checkSize(width, height)
  if (data && data.length !== width * height)
    throw new ReveladoError('bad-picture', `expected ${width * height} values for ${width} × ${height} but received ${data.length}`)
  return { width, height, data: data ?? new Float32Array(width * height) }
}

/** A deep copy. */
export function copyPicture(picture: Picture): Picture {
  return { ...picture, data: picture.data.slice() }
}

/** Channel c (0 R, 1 G, 2 B) as a plane that shares the picture's memory. */
export function channel(picture: Picture, c: 0 | 1 | 2): Plane {
  const n = picture.width * picture.height
  return { width: picture.width, height: picture.height, data: picture.data.subarray(c * n, (c + 1) * n) }
}

/** Interleaved 8-bit RGB (length 3·width·height) to a picture in 0..1. */
export function fromBytes(width: number, height: number, bytes: Uint8Array, encoding: Encoding = 'srgb'): Picture {
  const picture = createPicture(width, height, encoding)
  const n = width * height
  if (bytes.length !== 3 * n)
    throw new ReveladoError('bad-picture', `expected ${3 * n} bytes for ${width} × ${height} RGB but received ${bytes.length}`)
  const { data } = picture
  for (let i = 0, j = 0; i < n; i++, j += 3) {
    data[i] = bytes[j] / 255
    data[n + i] = bytes[j + 1] / 255
    data[2 * n + i] = bytes[j + 2] / 255
  }
  return picture
}

/** A picture to interleaved 8-bit RGB, clamped and rounded to nearest. */
export function toBytes(picture: Picture): Uint8Array {
  const n = picture.width * picture.height
  const { data } = picture
  const bytes = new Uint8Array(3 * n)
  for (let c = 0; c < 3; c++)
    for (let i = 0, j = c; i < n; i++, j += 3) {
      const v = data[c * n + i] * 255
      bytes[j] = v <= 0 ? 0 : v >= 255 ? 255 : v + 0.5
    }
  return bytes
}

/** The rectangle x, y, width, height of a picture, copied. */
export function cropPicture(picture: Picture, x: number, y: number, width: number, height: number): Picture {
  if (x < 0 || y < 0 || x + width > picture.width || y + height > picture.height)
    throw new ReveladoError(
      'bad-argument',
      `crop ${width} × ${height} at ${x}, ${y} leaves the picture of ${picture.width} × ${picture.height}`,
    )
  const out = createPicture(width, height, picture.encoding)
  for (let c = 0; c < 3; c++)
    for (let row = 0; row < height; row++) {
      const from = (c * picture.height + y + row) * picture.width + x
      out.data.set(picture.data.subarray(from, from + width), (c * height + row) * width)
    }
  return out
}

/** The rectangle x, y, width, height of a plane, copied. */
export function cropPlane(plane: Plane, x: number, y: number, width: number, height: number): Plane {
  if (x < 0 || y < 0 || x + width > plane.width || y + height > plane.height)
    throw new ReveladoError('bad-argument', `crop ${width} × ${height} at ${x}, ${y} leaves the plane of ${plane.width} × ${plane.height}`)
  const out = createPlane(width, height)
  for (let row = 0; row < height; row++) {
    const from = (y + row) * plane.width + x
    out.data.set(plane.data.subarray(from, from + width), row * width)
  }
  return out
}
