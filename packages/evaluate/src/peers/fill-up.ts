// Pictures brought to the sizes that a network takes.
import { createPicture, type Picture } from '@revelado/core'

/** The place in 0..length − 1 that `at` is mirrored to; the rim is not doubled. */
function mirrored(at: number, length: number): number {
  const period = Math.max(1, 2 * length - 2)
  const place = at % period
  return place < length ? place : period - place
}

/** The picture continued by its mirror image to the right and below until it is `toWidth` × `toHeight`, no smaller than it was. */
export function fillUp({ width, height, encoding, data }: Picture, toWidth: number, toHeight: number): Picture {
  const out = createPicture(toWidth, toHeight, encoding)
  for (let c = 0; c < 3; c++)
    for (let y = 0; y < toHeight; y++)
      for (let x = 0; x < toWidth; x++)
        out.data[(c * toHeight + y) * toWidth + x] = data[(c * height + mirrored(y, height)) * width + mirrored(x, width)]
  return out
}
