// When a GAN has done its work. Single measurements jump; what counts is the mean of the last few.

const WINDOW = 3

export interface Standing {
  /** The newest value, smoothed: the mean of the last three. */
  readonly smoothed: number
  /** Whether the newest is the lowest so far. */
  readonly isBest: boolean
  /** Whether `patience` values have come since the lowest. */
  readonly done: boolean
}

function smooth(series: readonly number[], at: number): number {
  const last = series.slice(Math.max(0, at + 1 - WINDOW), at + 1)
  return last.reduce((sum, value) => sum + value, 0) / last.length
}

/** @param series measurements, lower is better, the newest at the end; at least one */
export function standing(series: readonly number[], patience: number): Standing {
  const smoothed = series.map((_, i) => smooth(series, i))
  const best = smoothed.indexOf(Math.min(...smoothed))
  const newest = series.length - 1
  return { smoothed: smoothed[newest], isBest: best === newest, done: newest - best >= patience }
}
