// The lossy half of JPEG: what a picture looks like after libjpeg has written and read it, without a file in between.
import { ReveladoError } from './errors.ts'
import { type BytePlane, double, fillBelow, halve, toRgb, toYcc } from './jpeg-colour.ts'
import { forwardDct, inverseDct } from './jpeg-dct.ts'
import { createPicture, type Picture } from './picture.ts'

export interface JpegOptions {
  /** 1..100, libjpeg's scale. */
  readonly quality: number
  /** Chroma at half size both ways, or whole. */
  readonly subsampling: '4:2:0' | '4:4:4'
  /** The grid of blocks begins this many pixels (0..7) left of the picture. @default 0 */
  readonly shiftX?: number
  /** … and above the picture. @default 0 */
  readonly shiftY?: number
}

/** Table K.1 of ITU-T T.81, by rows. */
const LUMA_TABLE = [
  16, 11, 10, 16, 24, 40, 51, 61, 12, 12, 14, 19, 26, 58, 60, 55, 14, 13, 16, 24, 40, 57, 69, 56, 14, 17, 22, 29, 51, 87, 80, 62, 18, 22,
  37, 56, 68, 109, 103, 77, 24, 35, 55, 64, 81, 104, 113, 92, 49, 64, 78, 87, 103, 121, 120, 101, 72, 92, 95, 98, 112, 100, 103, 99,
]
/** Table K.2. */
const CHROMA_TABLE = [
  17, 18, 24, 47, 99, 99, 99, 99, 18, 21, 26, 66, 99, 99, 99, 99, 24, 26, 56, 99, 99, 99, 99, 99, 47, 66, 99, 99, 99, 99, 99, 99, 99, 99,
  99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99,
]

/** The quantisation table of a quality as libjpeg scales it: 50 is the table itself, 1 clamps nearly all at 255, 100 is all 1. */
export function quantisationTable(component: 'luma' | 'chroma', quality: number): Int32Array {
  const scale = quality < 50 ? Math.floor(5000 / quality) : 200 - 2 * quality
  const table = component === 'luma' ? LUMA_TABLE : CHROMA_TABLE
  return Int32Array.from(table, (v) => Math.min(255, Math.max(1, Math.floor((v * scale + 50) / 100))))
}

/** Division by 8q as a multiplication and a shift, exact for the coefficients of 8-bit pictures (below 2^14 with the half). */
interface Quantiser {
  readonly step: Int32Array
  readonly half: Int32Array
  readonly factor: Int32Array
  readonly shift: Int32Array
}

function quantiser(table: Int32Array): Quantiser {
  // n/d = (n · ⌈2^s/d⌉) >> s for n < 2^14 when 2^s ≥ 2^14 · d (Granlund and Montgomery 1994, theorem 4.2).
  const shift = table.map((q) => 14 + 32 - Math.clz32(8 * q - 1))
  const factor = table.map((q, k) => Math.floor(((1 << shift[k]) + 8 * q - 1) / (8 * q)))
  return { step: table, half: table.map((q) => 4 * q), factor, shift }
}

/** Quantises and dequantises a block in place, halves away from zero; says whether anything but the mean is left. */
function quantise(block: Int32Array, { step, half, factor, shift }: Quantiser): boolean {
  let rest = 0
  for (let k = 63; k >= 0; k--) {
    const c = block[k]
    const sign = c >> 31
    const level = Math.imul((c ^ sign) - sign + half[k], factor[k]) >> shift[k]
    if (k > 0) rest |= level
    block[k] = (Math.imul(level, step[k]) ^ sign) - sign
  }
  return rest !== 0
}

/** Every block of a plane: DCT, quantised, dequantised, back. */
function codePlane(plane: BytePlane, table: Int32Array): void {
  const { data, width, height } = plane
  const block = new Int32Array(64)
  const steps = quantiser(table)
  for (let top = 0; top < height; top += 8)
    for (let left = 0; left < width; left += 8) {
      const corner = top * width + left
      forwardDct(data, corner, width, block)
      if (quantise(block, steps)) inverseDct(block, data, corner, width)
      else {
        const v = ((block[0] + 4) >> 3) + 128
        for (let at = corner; at < corner + 8 * width; at += width) data.fill(v, at, at + 8)
      }
    }
}

function bytePlane(width: number, height: number): BytePlane {
  return { width, height, data: new Uint8ClampedArray(width * height) }
}

function checkOptions({ quality, subsampling, shiftX = 0, shiftY = 0 }: JpegOptions): void {
  if (!Number.isInteger(quality) || quality < 1 || quality > 100)
    throw new ReveladoError('bad-argument', `expected a whole quality from 1 to 100 but received ${quality}`)
  if (subsampling !== '4:2:0' && subsampling !== '4:4:4')
    throw new ReveladoError('bad-argument', `expected the subsampling 4:2:0 or 4:4:4 but received ${subsampling}`)
  for (const shift of [shiftX, shiftY])
    if (!Number.isInteger(shift) || shift < 0 || shift > 7)
      throw new ReveladoError('bad-argument', `expected a whole shift from 0 to 7 but received ${shift}`)
}

/**
 * Sends a picture of sRGB code values through JPEG: rounded to 8 bits, Y'CbCr, halved chroma, DCT, quantised, and back with
 * libjpeg's tables, its integer DCT and its triangle filter. The result holds 8-bit values, the very ones of libjpeg(-turbo).
 * With a shift, the same as for a picture whose first column and row were repeated that often before.
 * @throws ReveladoError 'bad-argument' for options out of range.
 */
export function jpegRoundTrip(picture: Picture, options: JpegOptions): Picture {
  checkOptions(options)
  const { quality, subsampling, shiftX = 0, shiftY = 0 } = options
  const { width, height } = picture
  const unit = subsampling === '4:2:0' ? 16 : 8
  const columns = Math.ceil((width + shiftX) / unit) * unit
  const rows = Math.ceil((height + shiftY) / unit) * unit
  const y = bytePlane(columns, rows)
  let cb = bytePlane(columns, rows)
  let cr = bytePlane(columns, rows)
  toYcc(picture.data, width, height, shiftX, shiftY, [y, cb, cr])
  for (const plane of [y, cb, cr]) fillBelow(plane, height + shiftY)
  codePlane(y, quantisationTable('luma', quality))
  const chromaTable = quantisationTable('chroma', quality)
  if (subsampling === '4:2:0') {
    const chromaColumns = Math.ceil((width + shiftX) / 2)
    const chromaRows = Math.ceil((height + shiftY) / 2)
    const throughHalf = (plane: BytePlane): BytePlane => {
      const small = bytePlane(columns / 2, rows / 2)
      halve(plane, chromaRows, small)
      // From here on libjpeg repeats the last halved row, not the last whole one.
      fillBelow(small, chromaRows)
      codePlane(small, chromaTable)
      double(small, chromaColumns, chromaRows, plane)
      return plane
    }
    cb = throughHalf(cb)
    cr = throughHalf(cr)
  } else {
    codePlane(cb, chromaTable)
    codePlane(cr, chromaTable)
  }
  const out = createPicture(width, height, picture.encoding)
  toRgb([y, cb, cr], shiftX, shiftY, width, height, out.data)
  return out
}
