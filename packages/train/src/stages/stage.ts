// What the stages of the one loop have in common: each takes a step of its own, and those that end by a measure of their own
// are tried at every validation.
import type { Picture, Random } from '@revelado/core'
import type { Phase, TrainConfig } from '../config.ts'
import type { SqueezeNet } from '../features/squeezenet.ts'
import type { Batch } from '../feed/batch.ts'
import type { Gallery } from '../run/gallery.ts'
import type { RunState } from '../run/state.ts'

export type Side = 'generator' | 'critic'

interface Setting {
  readonly state: RunState
  readonly config: TrainConfig
  readonly phase: Phase
  /** SqueezeNet, in runs that need it. */
  readonly features: SqueezeNet | null
}

export interface Lesson extends Setting {
  readonly batch: Batch
  readonly random: Random
  /** Runs what may be run in bfloat16. */
  readonly forward: <T>(f: () => T) => T
}

/** What a step leaves behind, besides gradients on the parameters of the side that learns. */
export interface Taken {
  readonly side: Side
  /** For the curves; `loss` is the generator's. */
  readonly figures: Readonly<Record<string, number>>
}

export interface Trial extends Setting {
  readonly gallery: Gallery
  /** Folder of the run. */
  readonly folder: string
}

export interface Verdict {
  readonly figures: Readonly<Record<string, number>>
  /** Whether the phase has done its work and ends. */
  readonly done: boolean
  /** What is worth looking at, row by row, where it is not what becomes of pictures. */
  readonly sheet?: Picture[][]
}

export interface Stage {
  step(lesson: Lesson): Taken
  /** On held-out photographs, at every validation. */
  trial?(trial: Trial): Verdict
}
