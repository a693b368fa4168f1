// sRGB, linear light, CIE Lab, luma and luminance: exact functions of numbers, and fast ones over whole pictures.
import { cbrt, pow } from './math.ts'
import { createPicture, createPlane, type Picture, type Plane } from './picture.ts'

/** sRGB code value to linear light (IEC 61966-2-1, 5.2); domain any, 0..1 to 0..1; below 0 the straight part goes on. */
export function srgbToLinear(v: number): number {
  return v <= 0.04045 ? v / 12.92 : pow((v + 0.055) / 1.055, 2.4)
}

/** Linear light to the sRGB code value (IEC 61966-2-1, 5.2); domain any, 0..1 to 0..1. */
export function linearToSrgb(v: number): number {
  return v <= 0.0031308 ? v * 12.92 : 1.055 * pow(v, 1 / 2.4) - 0.055
}

/** 255 · 16 steps: 8-bit code values fall on entries. Largest error of the interpolation 3e-8. */
const LINEAR_STEPS = 4080
/** Steps of the square root of light, where the power part of the curve is nearly straight. Largest error 6e-8. */
const SRGB_STEPS = 8192
let linearTable: Float64Array | undefined
let srgbTable: Float64Array | undefined

function linearOf(source: Float32Array, out: Float32Array): void {
  if (!linearTable) {
    linearTable = new Float64Array(LINEAR_STEPS + 2)
    for (let i = 0; i < linearTable.length; i++) linearTable[i] = srgbToLinear(i / LINEAR_STEPS)
  }
  const table = linearTable
  for (let i = 0; i < source.length; i++) {
    const v = source[i]
    if (v >= 0 && v <= 1) {
      const p = v * LINEAR_STEPS
      const k = p | 0
      const low = table[k]
      out[i] = low + (p - k) * (table[k + 1] - low)
    } else out[i] = srgbToLinear(v)
  }
}

function srgbOf(source: Float32Array, out: Float32Array): void {
  if (!srgbTable) {
    srgbTable = new Float64Array(SRGB_STEPS + 2)
    // The power part only, a little beyond its end too: interpolation must not cross the bend.
    for (let i = 0; i < srgbTable.length; i++) srgbTable[i] = 1.055 * pow(i / SRGB_STEPS, 2 / 2.4) - 0.055
  }
  const table = srgbTable
  for (let i = 0; i < source.length; i++) {
    const v = source[i]
    if (v > 0.0031308 && v <= 1) {
      const p = Math.sqrt(v) * SRGB_STEPS
      const k = p | 0
      const low = table[k]
      out[i] = low + (p - k) * (table[k + 1] - low)
    } else out[i] = linearToSrgb(v)
  }
}

/** The picture in linear light (itself if it is linear already); within 3e-8 of `srgbToLinear` plus float32 rounding. */
export function toLinear(picture: Picture): Picture {
  if (picture.encoding === 'linear') return picture
  const out = createPicture(picture.width, picture.height, 'linear')
  linearOf(picture.data, out.data)
  return out
}

/** The picture in sRGB code values (itself if it has them already); within 6e-8 of `linearToSrgb` plus float32 rounding. */
export function toSrgb(picture: Picture): Picture {
  if (picture.encoding === 'srgb') return picture
  const out = createPicture(picture.width, picture.height, 'srgb')
  srgbOf(picture.data, out.data)
  return out
}

// Linear sRGB to CIE XYZ under D65, from the primaries of IEC 61966-2-1 (seven digits, as Lindbloom publishes them). Rows X, Y, Z.
const XR = 0.4124564
const XG = 0.3575761
const XB = 0.1804375
const YR = 0.2126729
const YG = 0.7151522
const YB = 0.072175
const ZR = 0.0193339
const ZG = 0.119192
const ZB = 0.9503041
// White is the matrix' own row sums, so that every grey has a* = b* = 0 but for rounding; that is D65 (0.95047, 1, 1.08883).
const WHITE_X = XR + XG + XB
const WHITE_Y = YR + YG + YB
const WHITE_Z = ZR + ZG + ZB
const EPSILON = 216 / 24389
const KAPPA = 24389 / 27

/** f of CIE 15:2004, equations 8.3 to 8.8. */
function labCurve(t: number): number {
  return t > EPSILON ? cbrt(t) : (KAPPA * t + 16) / 116
}

/** sRGB code values (0..1) to CIE L*a*b* under D65, 2°: L* 0..100, a* and b* about −110..110. */
export function rgbToLab(r: number, g: number, b: number): [number, number, number] {
  return linearToLab(srgbToLinear(r), srgbToLinear(g), srgbToLinear(b))
}

/** Linear-light RGB (sRGB primaries) to CIE L*a*b* under D65, 2°. */
export function linearToLab(r: number, g: number, b: number): [number, number, number] {
  const x = labCurve((XR * r + XG * g + XB * b) / WHITE_X)
  const y = labCurve((YR * r + YG * g + YB * b) / WHITE_Y)
  const z = labCurve((ZR * r + ZG * g + ZB * b) / WHITE_Z)
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)]
}

function labCurveInverse(f: number): number {
  const cube = f * f * f
  return cube > EPSILON ? cube : (116 * f - 16) / KAPPA
}

/** CIE L*a*b* (D65) to sRGB code values, not clamped: colours outside sRGB leave 0..1. */
export function labToRgb(lightness: number, a: number, b: number): [number, number, number] {
  const fy = (lightness + 16) / 116
  const x = WHITE_X * labCurveInverse(fy + a / 500)
  const y = WHITE_Y * (lightness > KAPPA * EPSILON ? fy * fy * fy : lightness / KAPPA)
  const z = WHITE_Z * labCurveInverse(fy - b / 200)
  const m = INVERSE
  return [
    linearToSrgb(m[0] * x + m[1] * y + m[2] * z),
    linearToSrgb(m[3] * x + m[4] * y + m[5] * z),
    linearToSrgb(m[6] * x + m[7] * y + m[8] * z),
  ]
}

/** XYZ to linear sRGB: the inverse of the matrix above by cofactors, so that a round trip closes to the last digits. */
const INVERSE = (() => {
  const c = [YG * ZB - YB * ZG, XB * ZG - XG * ZB, XG * YB - XB * YG]
  const d = [YB * ZR - YR * ZB, XR * ZB - XB * ZR, XB * YR - XR * YB]
  const e = [YR * ZG - YG * ZR, XG * ZR - XR * ZG, XR * YG - XG * YR]
  const determinant = XR * c[0] + XG * d[0] + XB * e[0]
  return [...c, ...d, ...e].map((v) => v / determinant)
})()

/** Steps of the square root of t in 0..1; largest error of a* and b* 2e-5. */
const LAB_STEPS = 8192
let labTable: Float64Array | undefined

function labCurveFast(t: number, table: Float64Array): number {
  if (!(t >= 0 && t <= 1)) return labCurve(t)
  const p = Math.sqrt(t) * LAB_STEPS
  const k = p | 0
  return table[k] + (p - k) * (table[k + 1] - table[k])
}

/** Planar L*, a*, b* (length 3·width·height) of a picture of either encoding; within 1e-4 of `rgbToLab`, and faster. */
export function toLab(picture: Picture): Float32Array {
  if (!labTable) {
    labTable = new Float64Array(LAB_STEPS + 2)
    for (let i = 0; i < labTable.length; i++) labTable[i] = labCurve((i / LAB_STEPS) * (i / LAB_STEPS))
  }
  const table = labTable
  const { data } = toLinear(picture)
  const n = picture.width * picture.height
  const out = new Float32Array(3 * n)
  for (let i = 0; i < n; i++) {
    const r = data[i]
    const g = data[n + i]
    const b = data[2 * n + i]
    const x = labCurveFast((XR * r + XG * g + XB * b) / WHITE_X, table)
    const y = labCurveFast((YR * r + YG * g + YB * b) / WHITE_Y, table)
    const z = labCurveFast((ZR * r + ZG * g + ZB * b) / WHITE_Z, table)
    out[i] = 116 * y - 16
    out[n + i] = 500 * (x - y)
    out[2 * n + i] = 200 * (y - z)
  }
  return out
}

function weightedSum(picture: Picture, wr: number, wg: number, wb: number): Plane {
  const n = picture.width * picture.height
  const { data } = picture
  const out = createPlane(picture.width, picture.height)
  for (let i = 0; i < n; i++) out.data[i] = wr * data[i] + wg * data[n + i] + wb * data[2 * n + i]
  return out
}

/** Luma Y' of the sRGB code values, 0..1 (ITU-R BT.601-7, 2.5.1, full range as in JFIF). */
export function luma(picture: Picture): Plane {
  return weightedSum(toSrgb(picture), 0.299, 0.587, 0.114)
}

/** Luminance Y of the linear light, 0..1 (the Y row of the sRGB matrix). */
export function luminance(picture: Picture): Plane {
  return weightedSum(toLinear(picture), YR, YG, YB)
}
