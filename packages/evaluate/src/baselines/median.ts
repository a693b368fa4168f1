// The median filter: what takes single wrong pixels away by the oldest means.
// Source: Tukey, "Exploratory Data Analysis", 1977; in two dimensions Pratt, "Digital Image Processing", 1978, section 12.6.
import { channel, createPicture, type Picture } from '@revelado/core'

/** Every value becomes the median of the 3 × 3 values around it, channel by channel; edges repeat their last pixel. */
export function median(picture: Picture): Picture {
  const { width, height } = picture
  const out = createPicture(width, height, picture.encoding)
  const around = new Float32Array(9)
  for (const c of [0, 1, 2] as const) {
    const { data } = channel(picture, c)
    const filtered = channel(out, c).data
    for (let y = 0, i = 0; y < height; y++)
      for (let x = 0; x < width; x++, i++) {
        for (let k = 0; k < 9; k++) {
          const u = Math.min(width - 1, Math.max(0, x + (k % 3) - 1))
          const v = Math.min(height - 1, Math.max(0, y + Math.floor(k / 3) - 1))
          around[k] = data[v * width + u]
        }
        filtered[i] = around.sort()[4]
      }
  }
  return out
}
