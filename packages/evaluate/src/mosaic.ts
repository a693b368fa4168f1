// A large picture from a small one: copies of it, mirrored so that no edge shows where two meet.
import { createPicture, type Picture } from '@revelado/core'

/** @returns the picture `across` times beside itself and `down` times below, every second copy mirrored. */
export function mirrorMosaic(picture: Picture, across: number, down: number): Picture {
  const { width, height } = picture
  const out = createPicture(width * across, height * down, picture.encoding)
  for (let c = 0; c < 3; c++)
    for (let y = 0; y < out.height; y++) {
      const copy = Math.floor(y / height)
      const row = copy & 1 ? height - 1 - (y % height) : y % height
      const line = picture.data.subarray((c * height + row) * width, (c * height + row + 1) * width)
      const mirrored = line.toReversed()
      for (let k = 0; k < across; k++) out.data.set(k & 1 ? mirrored : line, (c * out.height + y) * out.width + k * width)
    }
  return out
}
