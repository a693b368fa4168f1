// The black-and-white version of a colour picture.
import { createPicture, luma, type Picture } from '@revelado/core'
import { roundToBytes } from './bytes.ts'

/** Luma in all three channels, rounded to 8 bits. */
export function grey(picture: Picture): Picture {
  const { data } = luma(picture)
  const out = createPicture(picture.width, picture.height)
  for (let c = 0; c < 3; c++) out.data.set(data, c * data.length)
  return roundToBytes(out)
}
