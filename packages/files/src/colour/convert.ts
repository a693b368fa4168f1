// Converts the whole numbers of a raster to sRGB in place: curve, 3×3 matrix through D50, sRGB curve, clipped to the gamut.
import { linearToSrgb, type Raster } from '@revelado/core'
import { DISPLAY_P3, invert, multiply, type RgbSpace, SRGB, toConnectionSpace } from './primaries.ts'
import type { ToneCurve } from './profile.ts'

/** How colours become XYZ of the profile connection space: three curves and a row-major matrix. */
export interface ColourSource {
  readonly curves: readonly [ToneCurve, ToneCurve, ToneCurve]
  readonly matrix: readonly number[]
}

/** The colour source of a named RGB space. */
export function sourceOf(space: RgbSpace): ColourSource {
  return { curves: [space.decode, space.decode, space.decode], matrix: toConnectionSpace(space) }
}

/** What sharp delivers for 16-bit pictures with a profile that only lcms can read. */
export const P3_SOURCE: ColourSource = sourceOf(DISPLAY_P3)

const TO_SRGB = invert(toConnectionSpace(SRGB))
/** Steps of the sRGB curve's table; with interpolation its error stays below a tenth of a 16-bit code. */
const STEPS = 1 << 16

let encodeTable: Float32Array | undefined

// Linear light 0..1 to sRGB 0..1; one entry more than steps, so that 1 can be interpolated.
function srgbTable(): Float32Array {
  return (encodeTable ??= Float32Array.from({ length: STEPS + 2 }, (_, i) => linearToSrgb(Math.min(1, i / STEPS))))
}

/** Linear sRGB of one colour, not clipped. */
export function toLinearSrgb(source: ColourSource, rgb: readonly number[]): number[] {
  const m = multiply(TO_SRGB, source.matrix)
  const [r, g, b] = rgb.map((v, c) => source.curves[c](v))
  return [0, 3, 6].map((i) => m[i] * r + m[i + 1] * g + m[i + 2] * b)
}

/** Largest difference in sRGB units below which a profile counts as sRGB itself: half an 8-bit code. */
const SAME = 0.5 / 255

/** True when converting would change no 8-bit value by as much as half a code: the pixels are better left alone. */
export function isSrgb(source: ColourSource): boolean {
  const levels = [0, 0.1, 0.3, 0.5, 0.75, 1]
  for (const r of levels)
    for (const g of levels)
      for (const b of levels) {
        const linear = toLinearSrgb(source, [r, g, b])
        const code = linear.map((v) => linearToSrgb(Math.min(1, Math.max(0, v))))
        if (Math.max(Math.abs(code[0] - r), Math.abs(code[1] - g), Math.abs(code[2] - b)) > SAME) return false
      }
  return true
}

/** Converts a raster's values to sRGB in place. Colours outside of sRGB are clipped channel by channel. */
export function convertToSrgb(raster: Raster, source: ColourSource): void {
  const { data, depth } = raster
  const top = depth === 16 ? 65535 : 255
  const [red, green, blue] = source.curves.map((curve) => Float32Array.from({ length: top + 1 }, (_, i) => curve(i / top)))
  const [a, b, c, d, e, f, g, h, k] = multiply(TO_SRGB, source.matrix)
  const table = srgbTable()
  const encode = (linear: number) => {
    if (!(linear > 0)) return 0
    if (linear >= 1) return top
    const x = linear * STEPS
    const i = x | 0
    return (table[i] + (x - i) * (table[i + 1] - table[i])) * top + 0.5
  }
  for (let i = 0; i < data.length; i += 3) {
    const r = red[data[i]]
    const gr = green[data[i + 1]]
    const bl = blue[data[i + 2]]
    data[i] = encode(a * r + b * gr + c * bl)
    data[i + 1] = encode(d * r + e * gr + f * bl)
    data[i + 2] = encode(g * r + h * gr + k * bl)
  }
}

/** Converts a grey raster (three equal channels) to the sRGB curve in place. */
export function convertGreyToSrgb(raster: Raster, curve: ToneCurve): void {
  const { data, depth } = raster
  const top = depth === 16 ? 65535 : 255
  const table = depth === 16 ? new Uint16Array(top + 1) : new Uint8Array(top + 1)
  for (let i = 0; i <= top; i++) table[i] = Math.round(top * linearToSrgb(Math.min(1, Math.max(0, curve(i / top)))))
  for (let i = 0; i < data.length; i++) data[i] = table[data[i]]
}
