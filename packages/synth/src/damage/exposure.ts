// A copy made too dark or too light: a print photographed in poor light, under glass, or with the wrong exposure.
import { linearToSrgb, pow, srgbToLinear } from '@revelado/core'
import { applyCurves, curve } from '../field/curve.ts'
import type { Damage } from './damage.ts'

type P = { readonly stops: number; readonly gamma: number }

const DARKEST = 2.2
const LIGHTEST = 0.7

export const exposure: Damage<P> = {
  name: 'exposure',
  title: { en: 'Exposure', es: 'Exposición' },
  severity: 'light',
  reach: 'tone',
  range: '0.5 to 2.2 stops too dark, or 0.3 to 0.7 too light; gamma 0.85 to 1.25',
  draw(random) {
    const stops = random.chance(0.8) ? -random.uniform(0.5, DARKEST) : random.uniform(0.3, LIGHTEST)
    return { stops, gamma: random.uniform(0.85, 1.25) }
  },
  apply(picture, { stops, gamma }) {
    const gain = pow(2, stops)
    const exposed = curve((v) => linearToSrgb(Math.min(1, gain * pow(srgbToLinear(v), gamma))))
    return { picture: applyCurves(picture, [exposed, exposed, exposed]) }
  },
}
