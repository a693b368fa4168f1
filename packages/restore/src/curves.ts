// A development written down: named curves that a user may read, change, and hand in for other pictures. Plain JSON.
import { DEVELOPMENT_LENGTH, FIRST_KNOTS, LAST_KNOTS, ReveladoError } from '@revelado/core'

/** A development as curves: 9 knots on 0..1, a 3 × 3 matrix by rows with offsets, 13 knots on −0.5..1.5; channels R, G, B. */
export interface DevelopmentCurves {
  readonly before: readonly (readonly number[])[]
  readonly matrix: readonly (readonly number[])[]
  readonly offset: readonly number[]
  readonly after: readonly (readonly number[])[]
}

/** The decision and the development of a picture, to be used instead of LOOK's own. */
export interface GivenCurves extends DevelopmentCurves {
  readonly polarity: 'positive' | 'negative'
  /** How far a positive is developed, 0..1; a negative is developed fully whatever this says. */
  readonly tone: number
}

export const CURVES_FORMAT = 'revelado-curves'
export const CURVES_VERSION = 1

/** The file of curves, as JSON. */
export interface CurvesDocument extends GivenCurves {
  readonly format: typeof CURVES_FORMAT
  readonly version: typeof CURVES_VERSION
  /** The model that the curves come from, with the SHA-256 of its LOOK. For the reader: curves fit any model. */
  readonly model?: { readonly name: string; readonly look?: string }
}

/** Knots, matrix and offset beyond this are no development: sRGB code values are 0..1. */
const LARGEST = 1000

/** A float32 number in as few digits as bring it back exactly. */
function inFewDigits(value: number): number {
  for (let digits = 6; digits < 9; digits++) {
    const short = Number(value.toPrecision(digits))
    if (Math.fround(short) === value) return short
  }
  return Number(value.toPrecision(9))
}

const inRows = (values: Float32Array, length: number) =>
  [0, 1, 2].map((c) => Array.from(values.subarray(c * length, (c + 1) * length), inFewDigits))

/** The 78 numbers of a development as named curves; `developmentOf` brings the same numbers back. */
export function curvesOf(development: Float32Array): DevelopmentCurves {
  const [first, matrix] = [3 * FIRST_KNOTS, 3 * FIRST_KNOTS + 9]
  return {
    before: inRows(development.subarray(0, first), FIRST_KNOTS),
    matrix: inRows(development.subarray(first, matrix), 3),
    offset: Array.from(development.subarray(matrix, matrix + 3), inFewDigits),
    after: inRows(development.subarray(matrix + 3, DEVELOPMENT_LENGTH), LAST_KNOTS),
  }
}

/** Named curves as the 78 numbers of core's `applyDevelopment`. */
export function developmentOf({ before, matrix, offset, after }: DevelopmentCurves): Float32Array {
  return Float32Array.from([...before.flat(), ...matrix.flat(), ...offset, ...after.flat()])
}

function refuse(field: string, expected: string): never {
  throw new ReveladoError('bad-argument', `curves: expected ${expected} for "${field}"`, { reason: 'curves', field, expected })
}

function checkNumbers(field: string, value: unknown, length: number, expected: string): void {
  const fits = Array.isArray(value) && value.length === length
  if (!fits || !value.every((v) => typeof v === 'number' && Math.abs(v) <= LARGEST)) refuse(field, expected)
}

function checkRows(field: string, value: unknown, length: number): void {
  const expected = `3 × ${length}: [[…], […], […]]`
  if (!Array.isArray(value) || value.length !== 3) refuse(field, expected)
  for (const row of value) checkNumbers(field, row, length, expected)
}

/**
 * Checks curves that a caller hands in.
 * @throws ReveladoError 'bad-argument' that names the first field that is missing or out of its range.
 */
export function checkCurves(value: unknown): GivenCurves {
  if (typeof value !== 'object' || value === null) refuse('curves', '{ … }')
  const { polarity, tone, before, matrix, offset, after } = value as Record<keyof GivenCurves, unknown>
  if (polarity !== 'positive' && polarity !== 'negative') refuse('polarity', 'positive, negative')
  if (!(typeof tone === 'number' && tone >= 0 && tone <= 1)) refuse('tone', '0–1')
  checkRows('before', before, FIRST_KNOTS)
  checkRows('matrix', matrix, 3)
  checkNumbers('offset', offset, 3, '3: […]')
  checkRows('after', after, LAST_KNOTS)
  return value as GivenCurves
}

/**
 * Checks what a file of curves held.
 * @throws ReveladoError 'bad-argument' that names the first field that is missing, of another format or version, or out of its range.
 */
export function parseCurves(value: unknown): CurvesDocument {
  if (typeof value !== 'object' || value === null) refuse('format', CURVES_FORMAT)
  const { format, version } = value as Partial<Record<keyof CurvesDocument, unknown>>
  if (format !== CURVES_FORMAT) refuse('format', CURVES_FORMAT)
  if (version !== CURVES_VERSION) refuse('version', String(CURVES_VERSION))
  return { ...checkCurves(value), format: CURVES_FORMAT, version: CURVES_VERSION }
}
