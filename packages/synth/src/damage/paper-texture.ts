// The surface of the print seen by the scanner: linen, silk or rough paper, lit from one side.
import { cos, createPlane, Random, sin } from '@revelado/core'
import { cloud } from '../field/cloud.ts'
import { mapChannels } from '../field/map.ts'
import type { Damage } from './damage.ts'

type P = {
  readonly kind: 'linen' | 'honeycomb' | 'rough'
  readonly period: number
  readonly angle: number
  readonly amount: number
  readonly seed: number
}

export const paperTexture: Damage<P> = {
  name: 'paper-texture',
  title: { en: 'Paper texture', es: 'Textura del papel' },
  severity: 'light',
  reach: 'everywhere',
  range: 'linen, honeycomb or rough, 2.5 to 7 pixels, deviation up to 8 % of the light',
  draw: (random, { scale }) => ({
    kind: random.pick(['linen', 'honeycomb', 'rough'] as const),
    period: random.uniform(2.5, 7) * scale,
    angle: random.uniform(0, Math.PI),
    amount: random.uniform(0.02, 0.08),
    seed: random.bits(),
  }),
  apply(picture, { kind, period, angle, amount, seed }) {
    const { width, height } = picture
    const random = new Random(seed)
    const rough = cloud(random, width, height, kind === 'rough' ? period / 2 : 2, 2)
    const relief = createPlane(width, height)
    const turns = kind === 'linen' ? [0, Math.PI / 2] : kind === 'honeycomb' ? [0, Math.PI / 3, (2 * Math.PI) / 3] : []
    const waves = turns.map((turn) => [cos(angle + turn) / period, sin(angle + turn) / period])
    for (let y = 0, i = 0; y < height; y++)
      for (let x = 0; x < width; x++, i++) {
        let v = kind === 'rough' ? rough.data[i] : 0.25 * rough.data[i]
        for (const [u, w] of waves) {
          const t = u * x + w * y
          v += 1.5 * (4 * Math.abs(t - Math.floor(t) - 0.5) - 1)
        }
        relief.data[i] = v
      }
    return { picture: mapChannels(picture, (from, to) => emboss(from, to, relief.data, amount)) }
  },
}

function emboss(from: Float32Array, to: Float32Array, slope: Float32Array, amount: number): void {
  for (let i = 0; i < to.length; i++) to[i] = from[i] + amount * slope[i] * (from[i] + 0.15)
}
