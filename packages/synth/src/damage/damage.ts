// The one shape that every damage has: a name, a range, how its parameters are drawn and how they are applied.
import type { Picture, Plane, Random } from '@revelado/core'

export type Json = number | string | boolean | null | readonly Json[] | { readonly [key: string]: Json }

/** What a damage was drawn with: plain JSON, enough to replay it to the same bytes. */
export type Parameters = { readonly [key: string]: Json }

/** The picture that a damage is drawn for. `scale`: how many pixels one pixel of training size (short side ≈ 200) is worth here. */
export interface Size {
  readonly width: number
  readonly height: number
  readonly scale: number
}

/**
 * A damaged picture, and where: `damaged` 0..1 (share of each pixel that was touched), `lost` 0 or 1 (content gone), `hidden` 0 or 1
 * (a thin mark is seen here, whether or not it hides what is under it; absent where that is what is lost).
 */
export interface Effect {
  readonly picture: Picture
  readonly damaged?: Plane
  readonly lost?: Plane
  readonly hidden?: Plane
}

/**
 * What a damage touches: 'tone' the tone or colour of the whole picture, 'everywhere' each pixel by its neighbourhood or by chance,
 * 'marks' some places which it covers or tints, 'loss' some places whose content is gone.
 */
export type Reach = 'tone' | 'everywhere' | 'marks' | 'loss'

export interface Damage<P extends Parameters = Parameters> {
  readonly name: string
  readonly title: { readonly en: string; readonly es: string }
  readonly severity: 'light' | 'heavy'
  readonly reach: Reach
  /** What the parameters range over, for the documentation. */
  readonly range: string
  draw(random: Random, size: Size): P
  /** Never changes the picture it is given. Values may leave 0..1 only where a later rounding brings them back. */
  apply(picture: Picture, parameters: P): Effect
}
