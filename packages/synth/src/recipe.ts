// The recipe: plain JSON that says everything that is done to a photograph; and the sample that comes of it.
import type { Picture, Plane } from '@revelado/core'
import type { Parameters } from './damage/damage.ts'
import type { Box } from './film/index.ts'

export const KINDS = ['colour-negative', 'bw-negative', 'bw', 'colour'] as const
export const SEVERITIES = ['clean', 'light', 'heavy'] as const

/** What the input is: a film negative, a black-and-white print or a colour picture. */
export type Kind = (typeof KINDS)[number]
export type Severity = (typeof SEVERITIES)[number]

/** One thing done: the name of a damage of the register, 'muted', 'mount', 'film-negative', or 'rounding'. */
export interface Step {
  readonly name: string
  readonly parameters: Parameters
}

/** The answers to the network's four questions; each 0 or 1. */
export interface Labels {
  /** The input's tones are those of a negative. */
  readonly negative: 0 | 1
  /** The input carries no colour of the scene: a grey or toned print, a black-and-white negative. */
  readonly bw: 0 | 1
  /** A positive whose tone or colour as a whole was damaged: faded, flat, cast, toned. Uneven light differs from place to place and does not count. */
  readonly tone: 0 | 1
  /** Some content is gone. */
  readonly lost: 0 | 1
}

export interface Recipe {
  readonly version: 1
  readonly seed: number | string
  readonly width: number
  readonly height: number
  readonly kind: Kind
  readonly severity: Severity
  readonly labels: Labels
  readonly steps: readonly Step[]
}

/** All planes and pictures have the photograph's size. */
export interface Sample {
  readonly input: Picture
  /** What the network should give back; black outside the frame of a negative with rebate. */
  readonly target: Picture
  /** 0..1: how far each pixel was touched by local damage (noise, blur, scratches, losses); tone does not count. */
  readonly damaged: Plane
  /** 0 or 1: the content of this pixel cannot be seen any more. */
  readonly lost: Plane
  /** 0 or 1: the content of this pixel is lost, or a thin mark (a scratch, a crack, dust) is seen here. */
  readonly hidden: Plane
  /** Where the photograph lies in the input: all of it, unless a negative's rebate or holder shows. */
  readonly box: Box
  readonly recipe: Recipe
}
