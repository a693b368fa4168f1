// The commonest loops over a picture.
import { createPicture, createPlane, type Picture, type Plane } from '@revelado/core'

/** A new picture whose every value is f(value, index of the value, index of the pixel). */
export function mapValues(picture: Picture, f: (value: number, i: number, pixel: number) => number): Picture {
  const n = picture.width * picture.height
  const out = createPicture(picture.width, picture.height, picture.encoding)
  for (let c = 0, i = 0; c < 3; c++) for (let p = 0; p < n; p++, i++) out.data[i] = f(picture.data[i], i, p)
  return out
}

/** The weighted sum of the three channels. */
export function mixChannels(picture: Picture, weights: readonly [number, number, number]): Plane {
  const n = picture.width * picture.height
  const plane = createPlane(picture.width, picture.height)
  const { data } = picture
  for (let i = 0; i < n; i++) plane.data[i] = weights[0] * data[i] + weights[1] * data[n + i] + weights[2] * data[2 * n + i]
  return plane
}

/** A grey picture made of one plane. */
export function greyPicture(plane: Plane): Picture {
  const picture = createPicture(plane.width, plane.height)
  const n = plane.data.length
  for (let c = 0; c < 3; c++) picture.data.set(plane.data, c * n)
  return picture
}
