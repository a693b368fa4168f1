// Bootstrap intervals: how far a figure would move had other pictures of the same kind been taken.
// Source: Efron, Tibshirani, "An Introduction to the Bootstrap", 1993, chapter 13 (percentile intervals).
import type { Random } from '@revelado/core'
import { percentile } from './percentile.ts'

export interface Estimate {
  readonly value: number
  /** 95 % interval; equal to `value` for a single picture. */
  readonly low: number
  readonly high: number
  /** Number of pictures. */
  readonly n: number
}

const RESAMPLINGS = 1000

/** The figure that `summary` makes of all rows, with its 95 % percentile interval under resampling of the rows. */
export function bootstrap<Row>(rows: readonly Row[], summary: (rows: readonly Row[]) => number, random: Random): Estimate {
  const value = summary(rows)
  if (rows.length < 2) return { value, low: value, high: value, n: rows.length }
  const sample = new Array<Row>(rows.length)
  const values = new Float64Array(RESAMPLINGS)
  for (let b = 0; b < RESAMPLINGS; b++) {
    for (let i = 0; i < sample.length; i++) sample[i] = rows[random.int(0, rows.length - 1)]
    values[b] = summary(sample)
  }
  const known = values.filter((v) => !Number.isNaN(v))
  if (known.length === 0) return { value, low: value, high: value, n: rows.length }
  return { value, low: percentile(known, 2.5), high: percentile(known, 97.5), n: rows.length }
}
