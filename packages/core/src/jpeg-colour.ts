// The colour half of JPEG as libjpeg calculates it in 8 bits: RGB and Y'CbCr (JFIF 1.02), chroma halved and enlarged again.

/** One 8-bit channel whose rows and columns beyond the picture are filled for whole blocks. */
export interface BytePlane {
  readonly width: number
  readonly height: number
  readonly data: Uint8ClampedArray
}

const FIX = (x: number): number => Math.floor(x * 65536 + 0.5)
const Y_R = FIX(0.299)
const Y_G = FIX(0.587)
const Y_B = FIX(0.114)
const CB_R = FIX(0.16874)
const CB_G = FIX(0.33126)
const CR_G = FIX(0.41869)
const CR_B = FIX(0.08131)
const HALF = 32768
/** 128 in 16-bit fixed point, and one less than a half: libjpeg's rounding of chroma, which keeps 255 from becoming 256. */
const CHROMA = (128 << 16) + HALF - 1

/**
 * Planar RGB in 0..1 to Y', Cb, Cr; rounded to 8 bits first. The planes have the size `columns` × `rows` (whole blocks); the
 * picture stands at `left`, `top`, and its edges are repeated to the left, to the top and to the right; `filled` rows are filled.
 */
export function toYcc(data: Float32Array, width: number, height: number, left: number, top: number, planes: readonly BytePlane[]): void {
  const n = width * height
  const [y, cb, cr] = planes
  const columns = y.width
  const filled = top + height
  for (let row = top; row < filled; row++) {
    const from = (row - top) * width
    let at = row * columns + left
    for (let i = from; i < from + width; i++, at++) {
      const fr = data[i] * 255
      const fg = data[n + i] * 255
      const fb = data[2 * n + i] * 255
      const r = fr > 0 ? (fr < 255 ? (fr + 0.5) | 0 : 255) : 0
      const g = fg > 0 ? (fg < 255 ? (fg + 0.5) | 0 : 255) : 0
      const b = fb > 0 ? (fb < 255 ? (fb + 0.5) | 0 : 255) : 0
      y.data[at] = (Y_R * r + Y_G * g + Y_B * b + HALF) >> 16
      cb.data[at] = ((b << 15) - CB_R * r - CB_G * g + CHROMA) >> 16
      cr.data[at] = ((r << 15) - CR_G * g - CR_B * b + CHROMA) >> 16
    }
  }
  for (const plane of planes) {
    for (let row = top; row < filled; row++) {
      const at = row * columns
      plane.data.fill(plane.data[at + left], at, at + left)
      plane.data.fill(plane.data[at + left + width - 1], at + left + width, at + columns)
    }
    for (let row = 0; row < top; row++) plane.data.copyWithin(row * columns, top * columns, (top + 1) * columns)
  }
}

/** Repeats row `filled` − 1 down to the end of the plane. */
export function fillBelow(plane: BytePlane, filled: number): void {
  const from = (filled - 1) * plane.width
  for (let row = filled; row < plane.height; row++) plane.data.copyWithin(row * plane.width, from, from + plane.width)
}

/** Halves a plane both ways, `rows` rows of output; a half is rounded down and up in turn along a row, as libjpeg does. */
export function halve(plane: BytePlane, rows: number, out: BytePlane): void {
  const { data, width } = plane
  for (let row = 0; row < rows; row++) {
    let above = 2 * row * width
    let below = above + width
    let bias = 1
    const end = (row + 1) * out.width
    for (let at = row * out.width; at < end; at++) {
      out.data[at] = (data[above] + data[above + 1] + data[below] + data[below + 1] + bias) >> 2
      bias ^= 3
      above += 2
      below += 2
    }
  }
}

/**
 * Doubles `columns` × `rows` of a plane both ways with the triangle filter (3/4 the nearer, 1/4 the farther pixel; libjpeg's
 * "fancy upsampling"); narrow planes of up to 2 columns are repeated instead, as libjpeg does.
 */
export function double(plane: BytePlane, columns: number, rows: number, out: BytePlane): void {
  const { data } = plane
  const sums = new Int32Array(columns)
  const last = columns - 1
  for (let row = 0; row < 2 * rows; row++) {
    const near = (row >> 1) * plane.width
    const other = Math.min(rows - 1, Math.max(0, (row >> 1) + (row & 1 ? 1 : -1))) * plane.width
    let at = row * out.width
    if (columns <= 2) {
      for (let x = 0; x < columns; x++) {
        out.data[at++] = data[near + x]
        out.data[at++] = data[near + x]
      }
      continue
    }
    for (let x = 0; x < columns; x++) sums[x] = 3 * data[near + x] + data[other + x]
    out.data[at++] = (4 * sums[0] + 8) >> 4
    out.data[at++] = (3 * sums[0] + sums[1] + 7) >> 4
    for (let x = 1; x < last; x++) {
      const three = 3 * sums[x]
      out.data[at++] = (three + sums[x - 1] + 8) >> 4
      out.data[at++] = (three + sums[x + 1] + 7) >> 4
    }
    out.data[at++] = (3 * sums[last] + sums[last - 1] + 8) >> 4
    out.data[at] = (4 * sums[last] + 7) >> 4
  }
}

const R_CR = FIX(1.402)
const G_CB = FIX(0.34414)
const G_CR = FIX(0.71414)
const B_CB = FIX(1.772)

/** Code values 0..1 of the bytes −256..511 + 256, clamped. */
const CLAMPED = Float32Array.from({ length: 1024 }, (_, i) => Math.min(255, Math.max(0, i - 384)) / 255)

/** Y', Cb, Cr from `left`, `top` on back to planar RGB in 0..1 with 8-bit values. */
export function toRgb(planes: readonly BytePlane[], left: number, top: number, width: number, height: number, out: Float32Array): void {
  const [py, pb, pr] = planes
  const n = width * height
  for (let row = 0; row < height; row++) {
    let at = (row + top) * py.width + left
    let atChroma = (row + top) * pb.width + left
    const end = (row + 1) * width
    for (let i = row * width; i < end; i++, at++, atChroma++) {
      const y = py.data[at] + 384
      const cb = pb.data[atChroma] - 128
      const cr = pr.data[atChroma] - 128
      out[i] = CLAMPED[y + ((R_CR * cr + HALF) >> 16)]
      out[n + i] = CLAMPED[y + ((HALF - G_CB * cb - G_CR * cr) >> 16)]
      out[2 * n + i] = CLAMPED[y + ((B_CB * cb + HALF) >> 16)]
    }
  }
}
