// A printed picture: dots whose size carries the tone, black alone or four inks at their own angles.
import { cos, sin } from '@revelado/core'
import { mapChannels } from '../field/map.ts'
import type { Damage } from './damage.ts'
import { blurred } from './gaussian-blur.ts'

type P = { readonly period: number; readonly angle: number; readonly colour: boolean; readonly softness: number; readonly amount: number }

/** Angles of cyan, magenta and yellow against black (offset printing's usual 15°, 75°, 0°, less black's 45°), in radians. */
const INKS = [-Math.PI / 6, Math.PI / 6, -Math.PI / 4] as const

/** A triangle wave of period 1 between −1 and 1. */
function wave(t: number): number {
  return 4 * Math.abs(t - Math.floor(t) - 0.5) - 1
}

export const halftone: Damage<P> = {
  name: 'halftone',
  title: { en: 'Printed dots', es: 'Trama de imprenta' },
  severity: 'light',
  reach: 'everywhere',
  range: 'dots of 2.2 to 6 pixels, grey or in three inks, at 25 to 90 % of full depth, softened by 0.5 to 1.2 pixels',
  draw: (random, { scale }) => ({
    period: random.uniform(2.2, 6) * scale,
    angle: random.chance(0.6) ? Math.PI / 4 : random.uniform(0, Math.PI / 2),
    colour: random.chance(0.6),
    softness: random.uniform(0.5, 1.2) * scale,
    amount: random.uniform(0.25, 0.9),
  }),
  apply(picture, { period, angle, colour, softness, amount }) {
    const { width, height } = picture
    const screens = (colour ? INKS : [0]).map((turn) => {
      const c = cos(angle + turn) / period
      const s = sin(angle + turn) / period
      return screenOf(width, height, c, s)
    })
    const dots = mapChannels(picture, (from, to, c) => print(from, to, screens[colour ? c : 0], period / 2, amount))
    return { picture: blurred(dots, softness) }
  },
}

function screenOf(width: number, height: number, c: number, s: number): Float32Array {
  const screen = new Float32Array(width * height)
  for (let y = 0, i = 0; y < height; y++)
    for (let x = 0; x < width; x++, i++) screen[i] = 0.5 + 0.25 * (wave(c * x + s * y) + wave(c * y - s * x))
  return screen
}

function print(from: Float32Array, to: Float32Array, screen: Float32Array, edge: number, amount: number): void {
  for (let i = 0; i < to.length; i++) {
    const v = from[i]
    const dot = Math.min(1, Math.max(0, (v - screen[i]) * edge + 0.5))
    to[i] = v + amount * (dot - v)
  }
}
