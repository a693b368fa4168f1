// The simplest inversion: 255 − x.
import { createPicture, type Picture } from '@revelado/core'

/** One minus every code value. */
export function complement(picture: Picture): Picture {
  return createPicture(
    picture.width,
    picture.height,
    picture.encoding,
    picture.data.map((v) => 1 - v),
  )
}
