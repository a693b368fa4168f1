// The commonest walks over a picture.
import { createPicture, createPlane, type Picture, type Plane } from '@revelado/core'

/**
 * A new picture, channel by channel: `f` reads one of the old and fills that of the new. Loops over pixels are best functions of their
 * own that `f` calls: what V8 has made of a loop within `f` goes with `f`, at the next collection of garbage.
 */
export function mapChannels(picture: Picture, f: (from: Float32Array, to: Float32Array, c: 0 | 1 | 2) => void): Picture {
  const n = picture.width * picture.height
  const out = createPicture(picture.width, picture.height, picture.encoding)
  for (const c of [0, 1, 2] as const) f(picture.data.subarray(c * n, (c + 1) * n), out.data.subarray(c * n, (c + 1) * n), c)
  return out
}

/** to = from + amount · field. */
export function addField(from: Float32Array, to: Float32Array, field: Float32Array, amount: number): void {
  for (let i = 0; i < to.length; i++) to[i] = from[i] + amount * field[i]
}

/** The weighted sum of the three channels. */
export function mixChannels(picture: Picture, weights: readonly [number, number, number]): Plane {
  const n = picture.width * picture.height
  const plane = createPlane(picture.width, picture.height)
  const { data } = picture
  const [red, green, blue] = weights
  const out = plane.data
  for (let i = 0; i < n; i++) out[i] = red * data[i] + green * data[n + i] + blue * data[2 * n + i]
  return plane
}

/** A grey picture made of one plane. */
export function greyPicture(plane: Plane): Picture {
  const picture = createPicture(plane.width, plane.height)
  const n = plane.data.length
  for (let c = 0; c < 3; c++) picture.data.set(plane.data, c * n)
  return picture
}
