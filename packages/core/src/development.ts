// The development: curves, a matrix, curves. What a darkroom does to the whole picture, in 78 numbers.
import { ReveladoError } from './errors.ts'
import { createPicture, type Picture } from './picture.ts'

/** Knots of each first curve, evenly on 0..1. */
export const FIRST_KNOTS = 9
/** Knots of each last curve, evenly on −0.5..1.5. */
export const LAST_KNOTS = 13
/** 3 curves of 9 knots (R, G, B), a 3 × 3 matrix by rows, 3 offsets, 3 curves of 13 knots (R, G, B). */
export const DEVELOPMENT_LENGTH = 78
const MATRIX = 3 * FIRST_KNOTS
const OFFSET = MATRIX + 9
const LAST = OFFSET + 3

function lastIdentity(k: number): number {
  return Math.fround(-0.5 + k / 6)
}

function standardDevelopment(first: (k: number) => number): Float32Array {
  const p = new Float32Array(DEVELOPMENT_LENGTH)
  for (let c = 0; c < 3; c++) {
    for (let k = 0; k < FIRST_KNOTS; k++) p[c * FIRST_KNOTS + k] = first(k / 8)
    p[MATRIX + 4 * c] = 1
    for (let k = 0; k < LAST_KNOTS; k++) p[LAST + c * LAST_KNOTS + k] = lastIdentity(k)
  }
  return p
}

/** Leaves a picture in 0..1 exactly as it is. Do not write into it. */
export const IDENTITY_DEVELOPMENT: Float32Array = standardDevelopment((k) => k)

/** Gives 1 − x exactly for x in 0..1. Do not write into it. */
export const INVERSION_DEVELOPMENT: Float32Array = standardDevelopment((k) => 1 - k)

/** Knots, with one more at the end, so that the upper end needs no case of its own. */
function paddedKnots(parameters: Float32Array, at: number, count: number): Float64Array {
  const knots = new Float64Array(count + 1)
  knots.set(parameters.subarray(at, at + count))
  knots[count] = knots[count - 1]
  return knots
}

/** The knots −0.5 + k/6 are no float32 numbers: a curve that means the identity is taken as exactly that. */
function isLastIdentity(knots: Float64Array): boolean {
  for (let k = 0; k < LAST_KNOTS; k++) if (knots[k] !== lastIdentity(k)) return false
  return true
}

function applyLast(values: Float32Array, at: number, n: number, knots: Float64Array): void {
  const identity = isLastIdentity(knots)
  for (let i = at; i < at + n; i++) {
    const v = Math.min(1.5, Math.max(-0.5, values[i]))
    if (identity) values[i] = v
    else {
      const p = (v + 0.5) * 6
      const k = p | 0
      values[i] = knots[k] + (p - k) * (knots[k + 1] - knots[k])
    }
  }
}

/**
 * Develops a picture: per channel a piecewise linear curve of 9 knots on 0..1 (inputs clamped), then y_i = Σ_j m_ij c_j + o_i,
 * then per channel a curve of 13 knots on −0.5..1.5 (inputs clamped). The result is not clamped; the encoding stays.
 * @param parameters 78 numbers in that order, see DEVELOPMENT_LENGTH.
 * @throws ReveladoError 'bad-argument' when there are not 78 of them.
 */
export function applyDevelopment(picture: Picture, parameters: Float32Array): Picture {
  if (parameters.length !== DEVELOPMENT_LENGTH)
    throw new ReveladoError('bad-argument', `expected ${DEVELOPMENT_LENGTH} numbers of a development but received ${parameters.length}`)
  const n = picture.width * picture.height
  const { data } = picture
  const result = createPicture(picture.width, picture.height, picture.encoding)
  const out = result.data
  const red = paddedKnots(parameters, 0, FIRST_KNOTS)
  const green = paddedKnots(parameters, FIRST_KNOTS, FIRST_KNOTS)
  const blue = paddedKnots(parameters, 2 * FIRST_KNOTS, FIRST_KNOTS)
  const [m00, m01, m02, m10, m11, m12, m20, m21, m22, o0, o1, o2] = parameters.subarray(MATRIX, LAST)
  for (let i = 0; i < n; i++) {
    const r = data[i]
    const g = data[n + i]
    const b = data[2 * n + i]
    const pr = r > 0 ? (r < 1 ? r * 8 : 8) : 0
    const pg = g > 0 ? (g < 1 ? g * 8 : 8) : 0
    const pb = b > 0 ? (b < 1 ? b * 8 : 8) : 0
    const kr = pr | 0
    const kg = pg | 0
    const kb = pb | 0
    const cr = red[kr] + (pr - kr) * (red[kr + 1] - red[kr])
    const cg = green[kg] + (pg - kg) * (green[kg + 1] - green[kg])
    const cb = blue[kb] + (pb - kb) * (blue[kb + 1] - blue[kb])
    out[i] = m00 * cr + m01 * cg + m02 * cb + o0
    out[n + i] = m10 * cr + m11 * cg + m12 * cb + o1
    out[2 * n + i] = m20 * cr + m21 * cg + m22 * cb + o2
  }
  for (let c = 0; c < 3; c++) applyLast(out, c * n, n, paddedKnots(parameters, LAST + c * LAST_KNOTS, LAST_KNOTS))
  return result
}
