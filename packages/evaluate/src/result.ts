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

/** Shares 0..1 against shares 0..1, behind a figure. */
export interface Curve {
  readonly task: string
  readonly set: string
  readonly condition: string
  readonly method: string
  readonly measure: string
  readonly x: string
  readonly y: string
  readonly points: readonly (readonly [number, number])[]
}

/** A picture in the report. */
export interface Thumbnail {
  /** 'input', 'original', or the method that made it. */
  readonly label: string
  /** First measure of the task for this picture, where it was measured. */
  readonly score?: number
  readonly width: number
  readonly height: number
  readonly jpeg: Uint8Array
}

/** One case with what each method made of it. */
export interface Showing {
  /** Among the worst; shown whatever came of it; among those in which the rival did best. */
  readonly kind: 'worst' | 'example' | 'loss'
  readonly task: string
  readonly set: string
  readonly picture: string
  readonly condition: string
  /** First measure of the task for the first method; for a loss, its gain over the rival. The list goes from bad to good. */
  readonly score: number
  readonly pictures: readonly Thumbnail[]
}

/** Two models on the same inputs, by one measure. */
export interface Pair {
  readonly task: string
  readonly set: string
  readonly condition: string
  /** Column of the model under test. */
  readonly method: string
  readonly measure: string
  /** How much better the model is than its rival: mean over pictures, in the measure's unit. Below 0 it is worse. */
  readonly gain: Estimate
  /** Shares of the pictures, 0..1; the rest are drawn. */
  readonly won: number
  readonly lost: number
  /** Every picture, the worst loss first. */
  readonly pictures: readonly { readonly picture: string; readonly own: number; readonly rival: number; readonly gain: number }[]
}

/** Something that was wanted and is not in the figures, and why. */
export interface NotMeasured {
  readonly task: string
  readonly what: string
}

export interface Evaluation {
  readonly version: 1
  readonly model: string | null
  /** The model that it is paired with. */
  readonly against: string | null
  readonly quick: boolean
  readonly seed: number
  readonly figures: readonly Figure[]
  readonly curves: readonly Curve[]
  readonly pairs: readonly Pair[]
  readonly notMeasured: readonly NotMeasured[]
  /** Cases in which a method failed; they are in no figure. */
  readonly failures: readonly { task: string; set: string; picture: string; condition: string; method: string; message: string }[]
  readonly showings: readonly Showing[]
}
