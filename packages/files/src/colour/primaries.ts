// RGB spaces by their chromaticities: primaries to XYZ of the profile connection space (D50), and 3×3 matrices.
import { srgbToLinear } from '@revelado/core'

/** An RGB space: CIE 1931 xy of red, green, blue and white, and its tone curve. */
export interface RgbSpace {
  readonly name: string
  readonly red: readonly [number, number]
  readonly green: readonly [number, number]
  readonly blue: readonly [number, number]
  readonly white: readonly [number, number]
  /** Device value to linear light. */
  readonly decode: (value: number) => number
}

/** The white of the profile connection space (ICC.1:2010 section 7.2.16). */
export const D50 = [0.9642, 1, 0.8249]
const D65_WHITE = [0.3127, 0.329] as const

/** IEC 61966-2-1. */
export const SRGB: RgbSpace = {
  name: 'sRGB',
  red: [0.64, 0.33],
  green: [0.3, 0.6],
  blue: [0.15, 0.06],
  white: D65_WHITE,
  decode: srgbToLinear,
}
/** SMPTE EG 432-1 primaries with the D65 white and the curve of sRGB. */
export const DISPLAY_P3: RgbSpace = {
  name: 'Display P3',
  red: [0.68, 0.32],
  green: [0.265, 0.69],
  blue: [0.15, 0.06],
  white: D65_WHITE,
  decode: srgbToLinear,
}
/** Adobe RGB (1998), version 2005-05. */
export const ADOBE_RGB: RgbSpace = {
  name: 'Adobe RGB (1998)',
  red: [0.64, 0.33],
  green: [0.21, 0.71],
  blue: [0.15, 0.06],
  white: D65_WHITE,
  decode: (v) => v ** (563 / 256),
}

/** Row-major a·b of two 3×3 matrices. */
export function multiply(a: readonly number[], b: readonly number[]): number[] {
  return Array.from({ length: 9 }, (_, i) => {
    const row = 3 * Math.floor(i / 3)
    return a[row] * b[i % 3] + a[row + 1] * b[(i % 3) + 3] + a[row + 2] * b[(i % 3) + 6]
  })
}

/** The inverse of a row-major 3×3 matrix. */
export function invert(m: readonly number[]): number[] {
  const [a, b, c, d, e, f, g, h, i] = m
  const det = a * (e * i - f * h) - b * (d * i - f * g) + c * (d * h - e * g)
  return [
    e * i - f * h,
    c * h - b * i,
    b * f - c * e,
    f * g - d * i,
    a * i - c * g,
    c * d - a * f,
    d * h - e * g,
    b * g - a * h,
    a * e - b * d,
  ].map((v) => v / det)
}

function apply(m: readonly number[], v: readonly number[]): number[] {
  return [0, 3, 6].map((r) => m[r] * v[0] + m[r + 1] * v[1] + m[r + 2] * v[2])
}

function xyz([x, y]: readonly [number, number]): number[] {
  return [x / y, 1, (1 - x - y) / y]
}

// Lam 1985, the cone responses named Bradford (ICC.1:2010 annex E).
const BRADFORD = [0.8951, 0.2664, -0.1614, -0.7502, 1.7135, 0.0367, 0.0389, -0.0685, 1.0296]

/** Row-major matrix from linear RGB of a space to XYZ relative to D50 (Bradford adaptation). */
export function toConnectionSpace(space: RgbSpace): number[] {
  const [r, g, b] = [xyz(space.red), xyz(space.green), xyz(space.blue)]
  const columns = [r[0], g[0], b[0], r[1], g[1], b[1], r[2], g[2], b[2]]
  const white = xyz(space.white)
  const scale = apply(invert(columns), white)
  const native = columns.map((v, i) => v * scale[i % 3])
  const from = apply(BRADFORD, white)
  const to = apply(BRADFORD, D50)
  const gain = [to[0] / from[0], 0, 0, 0, to[1] / from[1], 0, 0, 0, to[2] / from[2]]
  return multiply(multiply(invert(BRADFORD), multiply(gain, BRADFORD)), native)
}
