// A colour cast of the whole picture: wrong light, wrong white balance, an aged filter.
import { linearToSrgb, pow, srgbToLinear } from '@revelado/core'
import { applyCurves, type Curve, curve } from '../field/curve.ts'
import type { Damage } from './damage.ts'

type Three = readonly [number, number, number]
type P = { readonly stops: Three; readonly gamma: Three }

/** The least difference between the strongest and the weakest channel, in stops, that is called a cast. */
const VISIBLE = 0.45

export const cast: Damage<P> = {
  name: 'cast',
  title: { en: 'Colour cast', es: 'Dominante de color' },
  severity: 'light',
  reach: 'tone',
  range: 'channels 0.45 to 2 stops apart, and gammas up to 15 % apart',
  draw(random) {
    const warm = random.normal(0, 0.5)
    const green = random.normal(0, 0.3)
    const raw = [warm + green * 0.5, -green, -warm + green * 0.5]
    const spread = Math.max(...raw) - Math.min(...raw)
    const wanted = Math.min(2, Math.max(VISIBLE, spread))
    const middle = (Math.max(...raw) + Math.min(...raw)) / 2
    const stops = raw.map((s) => ((s - middle) * wanted) / Math.max(spread, 1e-6) - wanted * 0.35)
    return { stops: stops as unknown as Three, gamma: [0, 1, 2].map(() => random.uniform(0.925, 1.075)) as unknown as Three }
  },
  apply(picture, { stops, gamma }) {
    const curves = ([0, 1, 2] as const).map((c) => {
      const gain = pow(2, stops[c])
      return curve((v) => Math.min(1, linearToSrgb(Math.min(1, gain * pow(srgbToLinear(v), gamma[c])))))
    })
    return { picture: applyCurves(picture, curves as unknown as readonly [Curve, Curve, Curve]) }
  },
}
