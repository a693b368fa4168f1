// Summaries: one figure from the numbers of many pictures. A row holds the numbers of one picture.
import { percentile } from './percentile.ts'

type Rows = readonly (readonly number[])[]

/** Sum of one column. */
function total(rows: Rows, column: number): number {
  let sum = 0
  for (const row of rows) sum += row[column]
  return sum
}

/** Mean of the first column. */
export function mean(rows: Rows): number {
  return total(rows, 0) / rows.length
}

/** The value that nine in ten pictures stay below (first column). */
export function ninetieth(rows: Rows): number {
  return percentile(
    rows.map((row) => row[0]),
    90,
  )
}

/** Ratio of the means of the first and second column. */
export function ratioOfMeans(rows: Rows): number {
  return total(rows, 0) / total(rows, 1)
}

/** Gain in dB: how much smaller the pooled squared error of column 0 is than that of column 1. */
export function pooledGain(rows: Rows): number {
  return 10 * Math.log10(total(rows, 1) / total(rows, 0))
}

/** Share in percent of rows whose first column is 1. */
export function percentTrue(rows: Rows): number {
  return 100 * mean(rows)
}

/** Number of rows whose first column is not 1. */
export function countFalse(rows: Rows): number {
  return rows.length - total(rows, 0)
}
