// Tone curves as tables: any function of a code value, applied to each channel at the cost of a look-up.
import { createPicture, type Picture } from '@revelado/core'

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
  const n = picture.width * picture.height
  const out = createPicture(picture.width, picture.height, picture.encoding)
  for (let c = 0; c < 3; c++) {
    const table = curves[c]
    for (let i = c * n; i < (c + 1) * n; i++) {
      const v = picture.data[i]
      const at = v <= 0 ? 0 : v >= 1 ? STEPS : v * STEPS
      const k = at | 0
      out.data[i] = table[k] + (at - k) * (table[k + 1] - table[k])
    }
  }
  return out
}
