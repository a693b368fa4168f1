// What owners and programs do to the file of a negative: levels, contrast, saturation, grey, half an inversion.
import { type Picture, pow, type Random } from '@revelado/core'
import { percentile } from './scan.ts'
import { tabulate } from './table.ts'

export type EditStep =
  /** Stretches from the low to the high percentile of each channel, or of all together. */
  | { readonly name: 'levels'; readonly low: number; readonly high: number; readonly joint: boolean; readonly strength: number }
  /** Code value to the power `gamma` in each channel. */
  | { readonly name: 'gamma'; readonly gamma: readonly number[] }
  /** An S-shaped curve: −1…1. */
  | { readonly name: 'contrast'; readonly amount: number }
  /** Distance from grey times `amount`. */
  | { readonly name: 'saturation'; readonly amount: number }
  /** One grey value for all channels, from these weights. */
  | { readonly name: 'grey'; readonly weights: readonly number[] }
  /** 1 − v: the file is already positive, with the mask's complement over it. */
  | { readonly name: 'invert' }

/** Powers are tabled over the root of the value, since they are steepest near 0. */
const GAMMA_CELLS = 2048

function lookUp(table: Float32Array, v: number): number {
  const at = v * GAMMA_CELLS
  const k = at | 0
  return k >= GAMMA_CELLS ? table[GAMMA_CELLS] : table[k] + (at - k) * (table[k + 1] - table[k])
}

const plane = (picture: Picture, c: number): Float32Array => {
  const n = picture.width * picture.height
  return picture.data.subarray(c * n, (c + 1) * n)
}

const clamp = (v: number): number => Math.min(1, Math.max(0, v))

function stretch(data: Float32Array, black: number, range: number, strength: number): void {
  for (let i = 0; i < data.length; i++) {
    const v = clamp(data[i])
    data[i] = v + strength * ((v - black) / range - v)
  }
}

function bend(data: Float32Array, table: Float32Array): void {
  for (let i = 0; i < data.length; i++) data[i] = lookUp(table, Math.sqrt(clamp(data[i])))
}

function contrast(data: Float32Array, amount: number): void {
  for (let i = 0; i < data.length; i++) {
    const v = clamp(data[i])
    data[i] = v + amount * (v * v * (3 - 2 * v) - v)
  }
}

function invert(data: Float32Array): void {
  for (let i = 0; i < data.length; i++) data[i] = 1 - clamp(data[i])
}

const STEPS: { readonly [K in EditStep['name']]: (picture: Picture, step: Extract<EditStep, { name: K }>) => void } = {
  levels(picture, { low, high, joint, strength }) {
    const parts = joint ? [picture.data] : [0, 1, 2].map((c) => plane(picture, c))
    for (const part of parts) {
      const black = percentile(part, low)
      const range = Math.max(0.02, percentile(part, high) - black)
      stretch(part, black, range, strength)
    }
  },
  gamma(picture, { gamma }) {
    gamma.forEach((g, c) => {
      const table = tabulate((root) => pow(root, 2 * g), 0, 1 / GAMMA_CELLS, GAMMA_CELLS)
      bend(plane(picture, c), table)
    })
  },
  contrast(picture, { amount }) {
    contrast(picture.data, amount)
  },
  saturation(picture, { amount }) {
    mix(picture, [0.299, 0.587, 0.114], amount)
  },
  grey(picture, { weights }) {
    mix(picture, weights, 0)
  },
  invert(picture) {
    invert(picture.data)
  },
}

function mix(picture: Picture, [wr, wg, wb]: readonly number[], amount: number): void {
  const [red, green, blue] = [0, 1, 2].map((c) => plane(picture, c))
  for (let i = 0; i < red.length; i++) {
    const grey = wr * red[i] + wg * green[i] + wb * blue[i]
    red[i] = grey + amount * (red[i] - grey)
    green[i] = grey + amount * (green[i] - grey)
    blue[i] = grey + amount * (blue[i] - grey)
  }
}

/** Applies the steps in order, in place; code values stay in 0..1 only after the last rounding. */
export function edit(picture: Picture, steps: readonly EditStep[]): void {
  for (const step of steps) (STEPS[step.name] as (picture: Picture, step: EditStep) => void)(picture, step)
}

const GREYS = [
  [0.299, 0.587, 0.114],
  [0.2126, 0.7152, 0.0722],
  [1 / 3, 1 / 3, 1 / 3],
  [0, 1, 0],
]

/** Draws the weights of a grey file. */
export const drawGrey = (random: Random): EditStep => ({ name: 'grey', weights: random.pick(GREYS) })

/** Draws one to three changes. */
export function drawEdits(random: Random): EditStep[] {
  const steps: EditStep[] = []
  const u = random.uniform()
  if (u < 0.5)
    steps.push({
      name: 'levels',
      low: random.uniform(0, 1),
      high: random.uniform(99, 100),
      joint: random.chance(0.5),
      strength: random.uniform(0.4, 1),
    })
  else if (u < 0.7) {
    const all = random.uniform(0.6, 1.6)
    steps.push({ name: 'gamma', gamma: [0, 1, 2].map(() => all * random.uniform(0.85, 1.18)) })
  }
  if (random.chance(0.4)) steps.push({ name: 'contrast', amount: random.uniform(-0.6, 0.9) })
  if (steps.length === 0 || random.chance(0.4)) steps.push({ name: 'saturation', amount: random.uniform(0.2, 1.6) })
  return steps
}
