// Tone curves as tables: any function of a code value, applied to each channel at the cost of a look-up.
import type { Picture } from '@revelado/core'
import { mapChannels } from './map.ts'

const STEPS = 1020 // a multiple of 255: 8-bit values fall on the table's knots and are exact

export type Curve = Float32Array

/** Tabulates f over 0..1. */
export function curve(f: (value: number) => number): Curve {
  const table = new Float32Array(STEPS + 2)
  for (let i = 0; i <= STEPS; i++) table[i] = f(i / STEPS)
  table[STEPS + 1] = table[STEPS]
  return table
}

/** Applies one curve to each channel (inputs clamped to 0..1). */
export function applyCurves(picture: Picture, curves: readonly [Curve, Curve, Curve]): Picture {
  return mapChannels(picture, (from, to, c) => bend(from, to, curves[c]))
}

function bend(from: Float32Array, to: Float32Array, table: Curve): void {
  for (let i = 0; i < to.length; i++) {
    const v = from[i]
    const at = v <= 0 ? 0 : v >= 1 ? STEPS : v * STEPS
    const k = at | 0
    const low = table[k]
    to[i] = low + (at - k) * (table[k + 1] - low)
  }
}
