// How near pictures come to photographs as a set, where no single truth exists: the Fréchet distance of SqueezeNet's features.
import { frechetDistance } from '@revelado/core'
import type { Measure } from '../task.ts'

/** Rows hold the answer's vector and then the original's. */
function distance(rows: readonly (readonly number[])[]): number {
  if (rows.length < 2) return Number.NaN
  const length = rows[0].length / 2
  const halves = (from: number) => ({ rows: rows.flatMap((row) => row.slice(from, from + length)), length })
  return frechetDistance(halves(0), halves(length))
}

export const frechet: Measure = {
  name: 'Fréchet distance of SqueezeNet features',
  collective: true,
  unit: '',
  better: 'lower',
  digits: 1,
  of({ vectors }) {
    return vectors && [...vectors.own, ...vectors.original]
  },
  summary: distance,
}
