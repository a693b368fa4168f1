// Which phase a run is in, from the share of its budget that is used.
import type { Phase } from './config.ts'
import type { BatchShape } from './feed/batch.ts'

/** What a schedule must know of a phase. */
type Timed = Pick<Phase, 'share'> & { readonly part: string; readonly stage?: string }

export interface Place<P extends Timed = Phase> {
  readonly index: number
  readonly phase: P
  /** Progress 0..1 through the stretch of phases that train the same part in the same stage: one schedule runs over the stretch. */
  readonly stretch: number
}

/** Progress that is nearer to an end than this has reached it: a phase that ended early left a sum of rounded seconds. */
const ROUNDING = 1e-9

/** Progress 0..1 at which each phase ends. */
export function endsOf(phases: readonly Pick<Phase, 'share'>[]): number[] {
  const total = phases.reduce((sum, phase) => sum + phase.share, 0)
  let end = 0
  return phases.map((phase) => (end += phase.share / total))
}

/** Whether a run at `progress` is over. */
export function isOver(progress: number): boolean {
  return progress >= 1 - ROUNDING
}

/** The phase at `progress` 0..1 of the run. */
export function placeOf<P extends Timed = Phase>(phases: readonly P[], progress: number): Place<P> {
  const ends = endsOf(phases)
  const found = ends.findIndex((e) => progress < e - ROUNDING)
  const index = found < 0 ? phases.length - 1 : found
  const alike = ({ part, stage }: P): boolean => part === phases[index].part && stage === phases[index].stage
  let first = index
  while (first > 0 && alike(phases[first - 1])) first--
  let last = index
  while (last < phases.length - 1 && alike(phases[last + 1])) last++
  const from = first ? ends[first - 1] : 0
  return { index, phase: phases[index], stretch: Math.min(1, (progress - from) / (ends[last] - from)) }
}

/** How the batches of a phase differ from usual ones; absent where nothing does, so that the shape of a usual run is what it always was. */
export function mixtureOf({ mixture }: Phase): Pick<BatchShape, 'mixture'> {
  return mixture ? { mixture: Object.fromEntries(Object.entries(mixture).filter(([, value]) => value !== undefined)) } : {}
}

/** The parts that see whole pictures, and no tiles of them. */
export const SEES_WHOLE: ReadonlySet<Phase['part']> = new Set(['find', 'fill', 'look'])

/** What a batch must show for the sake of FIND or FILL. */
export function aimOf({ part }: Phase): Pick<BatchShape, 'finds' | 'fills'> {
  return part === 'find' ? { finds: true } : part === 'fill' ? { fills: true } : {}
}
