// Convolution with a small sparse kernel: lines (motion) and discs (defocus). Edges are repeated.
import { createPicture, type Picture } from '@revelado/core'

export interface Kernel {
  readonly reach: number
  /** Weights by row, (2·reach + 1)², summing to 1. */
  readonly weights: Float32Array
}

/** Makes a kernel by summing `weight(dx, dy)` on sub-pixel points, 4 × 4 to a pixel. */
export function kernelOf(reach: number, weight: (dx: number, dy: number) => number): Kernel {
  const side = 2 * reach + 1
  const weights = new Float32Array(side * side)
  let sum = 0
  for (let y = 0; y < side; y++)
    for (let x = 0; x < side; x++)
      for (let s = 0; s < 16; s++) {
        const w = weight(x - reach + ((s & 3) - 1.5) / 4, y - reach + ((s >> 2) - 1.5) / 4)
        weights[y * side + x] += w
        sum += w
      }
  for (let i = 0; i < weights.length; i++) weights[i] /= sum
  return { reach, weights }
}

/** The picture convolved with the kernel. */
export function convolve(picture: Picture, { reach, weights }: Kernel): Picture {
  const { width, height } = picture
  const side = 2 * reach + 1
  const wide = width + 2 * reach
  const padded = new Float32Array(wide * (height + 2 * reach))
  const out = createPicture(width, height, picture.encoding)
  const n = width * height
  for (let c = 0; c < 3; c++) {
    for (let y = 0; y < height + 2 * reach; y++) {
      const from = c * n + Math.min(height - 1, Math.max(0, y - reach)) * width
      const row = padded.subarray(y * wide, (y + 1) * wide)
      row.set(picture.data.subarray(from, from + width), reach)
      row.fill(picture.data[from], 0, reach)
      row.fill(picture.data[from + width - 1], reach + width)
    }
    const plane = out.data.subarray(c * n, (c + 1) * n)
    for (let k = 0; k < weights.length; k++) {
      const w = weights[k]
      if (w < 1e-4) continue
      const shift = Math.floor(k / side) * wide + (k % side)
      for (let y = 0; y < height; y++) {
        const a = y * width
        const b = y * wide + shift
        for (let x = 0; x < width; x++) plane[a + x] += w * padded[b + x]
      }
    }
  }
  return out
}
