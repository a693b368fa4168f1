// How noisy and how compressed a whole picture is, in a few numbers. Beside a smooth sky the noise of a picture can be measured, beside
// gravel it cannot: whoever repairs gravel must be told what the sky knew.

import type { Picture } from '../picture.ts'

/** Side of the squares that the profile is measured on: four JPEG blocks. */
export const PROFILE_SQUARE = 16
/** Pictures with more squares than this are measured on a regular choice of them. */
const MOST_SQUARES = 1024
/** Which shares of the squares are smoother than what each number says. */
const FULL_QUANTILES = [0.05, 0.25, 0.5] as const
const HALF_QUANTILES = [0.05, 0.25] as const
const CHANNELS = 3
/** Numbers of a profile. */
export const PROFILE_LENGTH = CHANNELS * (FULL_QUANTILES.length + HALF_QUANTILES.length) + 2
/** A block with more clipped values than this says nothing of noise. */
const CLIPPED = 0.25

/** Writes a square's pixels [3, 16, 16], sRGB 0..1, upper left corner at (x, y); beyond the picture its last row and column are repeated. */
export type ReadSquare = (x: number, y: number, into: Float32Array) => void

/** The squares of a picture in memory. */
export function squaresOf({ width, height, data }: Picture): ReadSquare {
  return (x, y, into) => {
    for (let c = 0, to = 0; c < CHANNELS; c++)
      for (let j = 0; j < PROFILE_SQUARE; j++) {
        const row = (c * height + Math.min(height - 1, y + j)) * width
        for (let i = 0; i < PROFILE_SQUARE; i++) into[to++] = data[row + Math.min(width - 1, x + i)]
      }
  }
}

const PIXELS = PROFILE_SQUARE * PROFILE_SQUARE

const outside = (value: number): boolean => value <= 0 || value >= 1

/** Y, Cb, Cr (BT.601) of a square; whether any of its values is clipped. */
function toYCbCr(rgb: Float32Array, [luma, blue, red]: readonly Float32Array[]): boolean {
  let any = false
  for (let i = 0; i < PIXELS; i++) {
    any ||= outside(rgb[i]) || outside(rgb[PIXELS + i]) || outside(rgb[2 * PIXELS + i])
    const y = 0.299 * rgb[i] + 0.587 * rgb[PIXELS + i] + 0.114 * rgb[2 * PIXELS + i]
    luma[i] = y
    blue[i] = 0.564 * (rgb[2 * PIXELS + i] - y)
    red[i] = 0.713 * (rgb[i] - y)
  }
  return any
}

/**
 * Standard deviation that white noise would have to explain a block of 8 × 8 pixels: root mean square of the difference of two
 * Laplacians (Immerkær 1996), whose weights have the norm 6.
 */
function roughness(plane: Float32Array, stride: number, left: number, top: number): number {
  let sum = 0
  for (let y = top + 1; y < top + 7; y++)
    for (let x = left + 1; x < left + 7; x++) {
      const i = y * stride + x
      const corners = plane[i - stride - 1] + plane[i - stride + 1] + plane[i + stride - 1] + plane[i + stride + 1]
      const sides = plane[i - stride] + plane[i + stride] + plane[i - 1] + plane[i + 1]
      const response = corners - 2 * sides + 4 * plane[i]
      sum += response * response
    }
  return Math.sqrt(sum / 36) / 6
}

/** Means of 2 × 2 pixels of a square. */
function halve(plane: Float32Array, into: Float32Array): void {
  for (let y = 0, to = 0; y < PROFILE_SQUARE; y += 2)
    for (let x = 0; x < PROFILE_SQUARE; x += 2) {
      const i = y * PROFILE_SQUARE + x
      into[to++] = (plane[i] + plane[i + 1] + plane[i + PROFILE_SQUARE] + plane[i + PROFILE_SQUARE + 1]) / 4
    }
}

/** How much the step from pixel `at` − 1 to `at` of each line differs from the steps beside it, sum over the lines of a square. */
function jump(luma: Float32Array, at: number, line: number, next: number): number {
  let sum = 0
  for (let k = 0; k < PROFILE_SQUARE; k++) {
    const i = k * line + at * next
    const own = luma[i] - luma[i - next]
    const beside = (luma[i - next] - luma[i - 2 * next] + luma[i + next] - luma[i]) / 2
    sum += Math.abs(own - beside)
  }
  return sum
}

/** The mean jump at `at`, across and down. */
function step(luma: Float32Array, at: number): number {
  return (jump(luma, at, PROFILE_SQUARE, 1) + jump(luma, at, 1, PROFILE_SQUARE)) / (2 * PROFILE_SQUARE)
}

/** Whether much of a block of 8 × 8 is clipped. */
function clipped(rgb: Float32Array, left: number, top: number): boolean {
  let count = 0
  for (let c = 0; c < CHANNELS; c++)
    for (let y = top; y < top + 8; y++)
      for (let x = left; x < left + 8; x++) if (outside(rgb[(c * PROFILE_SQUARE + y) * PROFILE_SQUARE + x])) count++
  return count > CLIPPED * CHANNELS * 64
}

function quantile(sorted: readonly number[], share: number): number {
  return sorted.length > 0 ? sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] : 0
}

/** Small values are told apart best: 0.5, 5 and 50 of 255 become 0.09, 0.28 and 0.89. */
const spread = (value: number): number => 2 * Math.sqrt(value)

/**
 * The noise profile of a picture of `width` × `height`, about 0..1 each: for Y, Cb and Cr the roughness of its blocks of 8 × 8 that 5,
 * 25 and 50 % of them stay below; the same at half the size for 5 and 25 %; then how far neighbouring pixels of luma jump at the
 * borders of JPEG's blocks, and how far elsewhere (medians). `PROFILE_LENGTH` numbers.
 * @param read gives squares at multiples of 16
 */
export function noiseProfile({ width, height }: { readonly width: number; readonly height: number }, read: ReadSquare): Float32Array {
  const columns = Math.max(1, Math.floor(width / PROFILE_SQUARE))
  const rows = Math.max(1, Math.floor(height / PROFILE_SQUARE))
  const every = Math.max(1, Math.ceil(Math.sqrt((columns * rows) / MOST_SQUARES)))
  const full: number[][] = [[], [], []]
  const unclipped: number[][] = [[], [], []]
  const half: number[][] = [[], [], []]
  const borders: number[] = []
  const elsewhere: number[] = []
  const rgb = new Float32Array(CHANNELS * PIXELS)
  const planes = [0, 1, 2].map(() => new Float32Array(PIXELS))
  const small = new Float32Array(PIXELS / 4)
  for (let row = 0; row < rows; row += every)
    for (let column = 0; column < columns; column += every) {
      read(column * PROFILE_SQUARE, row * PROFILE_SQUARE, rgb)
      const any = toYCbCr(rgb, planes)
      for (let top = 0; top < PROFILE_SQUARE; top += 8)
        for (let left = 0; left < PROFILE_SQUARE; left += 8) {
          const whole = !any || !clipped(rgb, left, top)
          for (let c = 0; c < CHANNELS; c++) {
            const rough = roughness(planes[c], PROFILE_SQUARE, left, top)
            full[c].push(rough)
            if (whole) unclipped[c].push(rough)
          }
        }
      for (let c = 0; c < CHANNELS; c++) {
        halve(planes[c], small)
        half[c].push(roughness(small, PROFILE_SQUARE / 2, 0, 0))
      }
      borders.push(step(planes[0], 8))
      elsewhere.push((step(planes[0], 4) + step(planes[0], 12)) / 2)
    }
  const ascending = (values: number[]): number[] => values.sort((a, b) => a - b)
  const numbers: number[] = []
  for (let c = 0; c < CHANNELS; c++) {
    // Where nearly all is clipped, what is left is no picture of the whole
    const blocks = ascending(unclipped[c].length * 10 > full[c].length ? unclipped[c] : full[c])
    for (const share of FULL_QUANTILES) numbers.push(quantile(blocks, share))
    const halves = ascending(half[c])
    for (const share of HALF_QUANTILES) numbers.push(quantile(halves, share))
  }
  numbers.push(quantile(ascending(borders), 0.5), quantile(ascending(elsewhere), 0.5))
  return Float32Array.from(numbers, spread)
}
