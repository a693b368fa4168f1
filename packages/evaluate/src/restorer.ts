// What is measured: a function from a picture to a restored one; and the one that does nothing.
import type { Picture, Plane } from '@revelado/core'
import type { FaceBox } from '@revelado/restore'

/** What a restorer may be told. Nothing is told when a task is blind. */
export interface RestoreOptions {
  /** Pixels known to be lost: 0..1, of the picture's size. */
  readonly mask?: Plane
  /** Black-and-white stays so. */
  readonly keepBw?: boolean
  /** Only what the decisions need is wanted: the picture may come back unrepaired. */
  readonly inspectOnly?: boolean
  /** Faces that must stay as they are developed. */
  readonly faces?: readonly FaceBox[]
  /** The developed picture is wanted too. */
  readonly developed?: boolean
  readonly signal?: AbortSignal
}

/** The answers to the yes-or-no questions as probabilities 0..1, before they are made hard. */
export interface Decisions {
  /** Whether the picture was developed as a negative, which can take more than the likelier answer. @default negative > 0.5 */
  readonly inverted?: boolean
  readonly negative: number
  readonly bw: number
  readonly tone: number
  readonly lost: number
}

export interface Restored {
  /** sRGB, of the input's size. */
  readonly picture: Picture
  /** The input developed and not repaired, where it was asked for. */
  readonly developed?: Picture
  /** Share of each pixel that was invented, 0..1. */
  readonly gate?: Plane
  /** Scale b of the Laplace distribution of each pixel's error, in sRGB units (0..1). */
  readonly spread?: Plane
  readonly decisions?: Decisions
  /** SqueezeNet's vectors of the picture and of the original, where a task asks for them. */
  readonly vectors?: { readonly own: Float32Array; readonly original: Float32Array }
}

export type Restorer = (picture: Picture, options: RestoreOptions) => Promise<Restored>

/** Doing nothing: what every other method is compared with. */
export const untouched: Restorer = async (picture) => ({ picture })
