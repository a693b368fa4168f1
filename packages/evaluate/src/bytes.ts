// Rounding to what an 8-bit file holds: every input, and every answer before it is measured.
import { fromBytes, type Picture, toBytes } from '@revelado/core'

/** The picture as an 8-bit file would give it back. */
export function roundToBytes(picture: Picture): Picture {
  return fromBytes(picture.width, picture.height, toBytes(picture), picture.encoding)
}
