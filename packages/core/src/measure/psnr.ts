// Peak signal-to-noise ratio: over RGB, over luma, over chroma.
import type { Picture } from '../picture.ts'
import { checkComparable } from './same-size.ts'

function decibel(squares: number, count: number): number {
  return squares === 0 ? Number.POSITIVE_INFINITY : 10 * Math.log10(count / squares)
}

/** PSNR in dB over R, G and B pooled, peak 1; ∞ for equal pictures. */
export function psnr(a: Picture, b: Picture): number {
  checkComparable(a, b)
  let squares = 0
  for (let i = 0; i < a.data.length; i++) {
    const d = a.data[i] - b.data[i]
    squares += d * d
  }
  return decibel(squares, a.data.length)
}

/** PSNR in dB of the luma Y' (ITU-R BT.601-7 weights, full range, peak 1; not rounded to 8 bits). */
export function psnrLuma(a: Picture, b: Picture): number {
  checkComparable(a, b)
  const n = a.width * a.height
  let squares = 0
  for (let i = 0; i < n; i++) {
    const d = 0.299 * (a.data[i] - b.data[i]) + 0.587 * (a.data[n + i] - b.data[n + i]) + 0.114 * (a.data[2 * n + i] - b.data[2 * n + i])
    squares += d * d
  }
  return decibel(squares, n)
}

/** PSNR in dB of Cb and Cr pooled (full range as in JFIF: −½..½, so the peak 1 is 255 in 8 bits; not rounded). */
export function psnrChroma(a: Picture, b: Picture): number {
  checkComparable(a, b)
  const n = a.width * a.height
  let squares = 0
  for (let i = 0; i < n; i++) {
    const r = a.data[i] - b.data[i]
    const g = a.data[n + i] - b.data[n + i]
    const blue = a.data[2 * n + i] - b.data[2 * n + i]
    const y = 0.299 * r + 0.587 * g + 0.114 * blue
    const cb = (blue - y) / 1.772
    const cr = (r - y) / 1.402
    squares += cb * cb + cr * cr
  }
  return decibel(squares, 2 * n)
}
