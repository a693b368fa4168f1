// Which phase a run is in, from the share of its budget that is used.
import type { Phase } from './config.ts'

/** What a schedule must know of a phase. */
type Timed = Pick<Phase, 'share'> & { readonly part: string }

export interface Place<P extends Timed = Phase> {
  readonly index: number
  readonly phase: P
  /** Progress 0..1 through the stretch of phases that train the same part: one schedule runs over the stretch. */
  readonly stretch: number
}

/** The phase at `progress` 0..1 of the run. */
export function placeOf<P extends Timed = Phase>(phases: readonly P[], progress: number): Place<P> {
  const total = phases.reduce((sum, phase) => sum + phase.share, 0)
  const ends: number[] = []
  let end = 0
  for (const phase of phases) ends.push((end += phase.share / total))
  const found = ends.findIndex((e) => progress < e)
  const index = found < 0 ? phases.length - 1 : found
  const { part } = phases[index]
  let first = index
  while (first > 0 && phases[first - 1].part === part) first--
  let last = index
  while (last < phases.length - 1 && phases[last + 1].part === part) last++
  const from = first ? ends[first - 1] : 0
  return { index, phase: phases[index], stretch: Math.min(1, (progress - from) / (ends[last] - from)) }
}
