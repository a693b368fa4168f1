// How noisy a picture is, from the picture alone: what a blind classical denoiser has to guess first.
// Source: Donoho, Johnstone, "Ideal spatial adaptation by wavelet shrinkage", Biometrika 81, 1994: median of the finest detail / 0.6745.
import { channel, type Picture } from '@revelado/core'
import { percentile } from '../statistics/percentile.ts'

/** Median of |N(0, 1)|. */
const NORMAL_MEDIAN = 0.6745

/** Standard deviation of white noise in 8-bit levels, mean of the three channels, from the diagonal Haar detail. */
export function estimateNoise(picture: Picture): number {
  const { width, height } = picture
  let sum = 0
  for (const c of [0, 1, 2] as const) {
    const { data } = channel(picture, c)
    const detail = new Float32Array((width >> 1) * (height >> 1))
    let k = 0
    for (let y = 0; y + 1 < height; y += 2)
      for (let x = 0; x + 1 < width; x += 2) {
        const i = y * width + x
        detail[k++] = Math.abs(data[i] - data[i + 1] - data[i + width] + data[i + width + 1]) / 2
      }
    sum += percentile(detail, 50)
  }
  return (255 * sum) / (3 * NORMAL_MEDIAN)
}
