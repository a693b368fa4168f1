// A stand-in for the graphs, for tests: simple rules with a known reach, on the same inputs and outputs as the real ones.
import { boxBlurPlane, createPlane, IDENTITY_DEVELOPMENT, INVERSION_DEVELOPMENT, PROFILE_LENGTH } from '@revelado/core'
import { decide, QUESTIONS } from './decisions.ts'
import type { GraphFeeds, GraphSession, GraphTensor, RestoreModel } from './session.ts'

export interface StandIn {
  /** LOOK's answers; a function sees the picture [3, h, w] and its width. */
  readonly probabilities?: readonly number[] | ((picture: Float32Array, width: number) => readonly number[])
  /** Radius of REPAIR's smoothing in pixels; it also sees the 8-pixel cell that it is in. */
  readonly radius?: number
  readonly halo?: number
  /** The card's `fill`. */
  readonly fill?: number
  /** There is a FIND, and it finds pure red to be lost; a function says in pictures of which width. @default false */
  readonly finds?: boolean | ((width: number) => boolean)
  /** There is a FILL, and it paints what is lost blue. @default false */
  readonly fills?: boolean
  readonly size?: number
}

/** What the stand-in was given, call by call. */
export interface Seen {
  readonly find: GraphFeeds[]
  readonly fill: GraphFeeds[]
  readonly look: GraphFeeds[]
  readonly repair: GraphFeeds[]
}

const tensor = (data: Float32Array, dims: readonly number[]): GraphTensor => ({ data, dims })

/** LOOK: answers as told, develops to identity or inversion, paints red for lost pixels and a reddish tint for black-and-white. */
function lookSession({ probabilities = [0, 0, 0, 0] }: StandIn, seen: GraphFeeds[]): GraphSession {
  return {
    async run(feeds) {
      seen.push(feeds)
      const { picture, lost, switches } = feeds
      const [, , h, w] = picture.dims
      const answers = typeof probabilities === 'function' ? probabilities(picture.data, w) : probabilities
      const used = QUESTIONS.map((question, i) => (switches.data[i] >= 0 ? switches.data[i] : decide(question, answers[i])))
      const small = picture.data.map((v) => (used[0] ? 1 - v : v))
      for (let i = 0; i < w * h; i++) {
        small[i] += 0.2 * used[1]
        if (lost.data[i] > 0.5) for (let c = 0; c < 3; c++) small[c * w * h + i] = c === 0 ? 1 : 0
      }
      return {
        probabilities: tensor(Float32Array.from(answers), [1, 4]),
        used: tensor(Float32Array.from(used), [1, 4]),
        development: tensor((used[0] ? INVERSION_DEVELOPMENT : IDENTITY_DEVELOPMENT).slice(), [1, 78]),
        small: tensor(small, [1, 3, h, w]),
        spread: tensor(new Float32Array(w * h).fill(0.01), [1, 1, h, w]),
      }
    },
  }
}

/**
 * REPAIR: the mean of a box (edges seen, as a convolution's zero padding is) and of the 8 × 8 cell, with LOOK's tint where
 * `colour` is on and LOOK's picture where a pixel is lost. Anything wrong with halos, the grid or the edges shows.
 */
function repairSession({ radius = 3 }: StandIn, seen: GraphFeeds[]): GraphSession {
  return {
    async run(feeds) {
      seen.push(feeds)
      const { developed, look, confidence, lost, switches } = feeds
      const [, , h, w] = developed.dims
      const n = w * h
      const restored = new Float32Array(3 * n)
      const gate = new Float32Array(n)
      const spread = new Float32Array(n)
      const [colour, invent] = switches.data
      for (let c = 0; c < 3; c++) {
        const channel = developed.data.subarray(c * n, (c + 1) * n)
        const near = boxBlurPlane(createPlane(w, h, channel), radius).data
        for (let i = 0; i < n; i++) {
          const x = i % w
          const y = (i - x) / w
          const cell = channel[(y - (y % 8)) * w + x - (x % 8)]
          const edge = x < radius || y < radius || x >= w - radius || y >= h - radius ? 0.1 : 0
          const offered = look.data[c * n + i]
          const own = 0.6 * near[i] + 0.3 * channel[i] + 0.1 * cell + edge + 0.1 * confidence.data[i] + 0.05 * (offered - channel[i])
          restored[c * n + i] = lost.data[i] * invent > 0.5 ? offered : own + (c === 0 ? 0.2 * colour : 0)
          gate[i] = lost.data[i]
          spread[i] = Math.max(spread[i], Math.abs(near[i] - channel[i]))
        }
      }
      return { restored: tensor(restored, [1, 3, h, w]), gate: tensor(gate, [1, 1, h, w]), spread: tensor(spread, [1, 1, h, w]) }
    },
  }
}

/** FIND: pure red hides what was there. */
function findSession({ finds }: StandIn, seen: GraphFeeds[]): GraphSession {
  return {
    async run(feeds) {
      seen.push(feeds)
      const { data, dims } = feeds.picture
      const [, , h, w] = dims
      const sees = typeof finds !== 'function' || finds(w)
      const hidden = Float32Array.from({ length: w * h }, (_, i) => (sees && data[i] > 0.99 && data[w * h + i] < 0.01 ? 1 : 0))
      return { hidden: tensor(hidden, [1, 1, h, w]) }
    },
  }
}

/** FILL: blue where something is lost. */
function fillSession(seen: GraphFeeds[]): GraphSession {
  return {
    async run(feeds) {
      seen.push(feeds)
      const { picture, lost } = feeds
      const n = lost.data.length
      const painted = picture.data.map((v, i) => (lost.data[i % n] > 0 ? (i < 2 * n ? 0 : 1) : v))
      return { painted: tensor(painted, picture.dims) }
    },
  }
}

/** Sides of the stand-in's FIND are multiples of this; pictures up to this size are searched as they are. */
const FIND = { size: 256, multiple: 32 }

/** A model of stand-ins, and what they were given. */
export function standIn(options: StandIn = {}): { model: RestoreModel; seen: Seen } {
  const seen: Seen = { find: [], fill: [], look: [], repair: [] }
  const card = {
    name: 'stand-in',
    ...(options.finds && { find: FIND }),
    ...(options.fills && { fill: { multiple: FIND.multiple } }),
    look: { size: options.size ?? 64 },
    repair: { halo: options.halo ?? (options.radius ?? 3) + 8, multiple: 8, profile: PROFILE_LENGTH, fill: options.fill },
  }
  const find = options.finds ? findSession(options, seen.find) : undefined
  const fill = options.fills ? fillSession(seen.fill) : undefined
  return { model: { find, fill, look: lookSession(options, seen.look), repair: repairSession(options, seen.repair), card }, seen }
}
