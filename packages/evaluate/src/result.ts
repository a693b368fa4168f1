// What an evaluation gives: summary figures, what could not be measured, and the pictures worth seeing.
import type { Estimate } from './statistics/bootstrap.ts'

/** One figure of the report. */
export interface Figure extends Estimate {
  readonly task: string
  readonly set: string
  readonly condition: string
  readonly method: string
  readonly measure: string
}

/** A picture in the report. */
export interface Thumbnail {
  /** 'input', 'original', or the method that made it. */
  readonly label: string
  readonly width: number
  readonly height: number
  readonly jpeg: Uint8Array
}

/** One case with what each method made of it. */
export interface Showing {
  readonly task: string
  readonly set: string
  readonly picture: string
  readonly condition: string
  /** First measure of the task for the first method, with its unit; the list goes from bad to good. */
  readonly score: number
  readonly pictures: readonly Thumbnail[]
}

/** Something that was wanted and is not in the figures, and why. */
export interface NotMeasured {
  readonly task: string
  readonly what: string
}

export interface Evaluation {
  readonly version: 1
  readonly model: string | null
  readonly quick: boolean
  readonly seed: number
  readonly figures: readonly Figure[]
  readonly notMeasured: readonly NotMeasured[]
  /** Cases in which a method failed; they are in no figure. */
  readonly failures: readonly { task: string; set: string; picture: string; condition: string; method: string; message: string }[]
  readonly showings: readonly Showing[]
}
