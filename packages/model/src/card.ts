// The card of a model: what it is, what it was made from, how good it is, where it fails. One JSON file beside the graphs.

export interface GraphCard {
  readonly file: string
  readonly sha256: string
  readonly parameters: number
}

/** Logistic regression: log-odds are the bias and the sum of what is known, each times its weight. */
export interface Weighing {
  readonly weights: readonly number[]
  readonly bias: number
}

export interface Weighings {
  readonly first: Weighing
  readonly second: Weighing
}

export interface DataSource {
  readonly name: string
  readonly photographs: number
  readonly licence: string
}

export interface Card {
  readonly name: string
  readonly version: string
  readonly licence: string
  readonly created: string
  /** Absent from models that cannot find what nobody marked. */
  readonly find?: GraphCard & {
    /** Long side up to which pictures are searched; larger ones are made smaller. */
    readonly size: number
    /** Sides are rounded up to multiples of this. */
    readonly multiple: number
    /**
     * Weighs what is known of a mark and of its company, of wide marks apart: the log-odds that it is damage, and from which it is taken
     * away; absent until marks were judged.
     */
    readonly judge?: Weighings & {
      readonly wide?: Weighings & { readonly asked?: number }
      readonly unasked: number
      readonly damaged?: number
      readonly asked: number
    }
    readonly widths: readonly number[]
    readonly down: readonly number[]
    readonly up: readonly number[]
  }
  /** Absent from models that only fill smoothly. */
  readonly fill?: GraphCard & {
    /** Sides are rounded up to multiples of this. */
    readonly multiple: number
    readonly widths: readonly number[]
    readonly down: readonly number[]
    readonly up: readonly number[]
  }
  readonly look: GraphCard & {
    /** Long side of the thumbnail, pixels. */
    readonly size: number
    /** Sides are rounded to multiples of this. */
    readonly multiple: number
    readonly widths: readonly number[]
    readonly blocks: readonly number[]
    readonly global: number
  }
  readonly repair: GraphCard & {
    /** Pixels of context that a tile needs on each side. */
    readonly halo: number
    /** Length of the noise profile that it is told; absent where it is told none. */
    readonly profile?: number
    /** How far REPAIR's painting of known losses is taken over smooth filling, 0..1, fitted on validation photographs. */
    readonly fill?: number
    /** How far its corrections are taken, by the noise profile, their size and the spread: a hidden layer (tanh) and a logistic output. */
    readonly gain?: { readonly hidden: readonly Weighing[]; readonly out: Weighing }
    readonly multiple: number
    readonly widths: readonly number[]
    readonly down: readonly number[]
    readonly up: readonly number[]
    /** Floating-point operations per input pixel, two per multiply-add. */
    readonly flopsPerPixel: number
  }
  readonly training: {
    readonly recipe: string
    readonly seed: number | string
    readonly samplesSeen: number
    readonly minutes: number
    readonly stages: readonly string[]
    readonly config: string
  }
  /** The factor folded into REPAIR's spread, and its calibration error on validation pictures before and after. */
  readonly calibration?: { readonly factor: number; readonly before: number; readonly after: number; readonly pictures: number }
  /** Figures by name, each with the command that makes it again. */
  readonly figures: Readonly<Record<string, number | string>>
  readonly figuresBy: string
  readonly dataSources: readonly DataSource[]
  readonly intendedUse: string
  readonly notFor: string
  readonly knownFailures: readonly string[]
}
