// Dyes or silver that faded, paper that yellowed: densities shrink by an own factor in each channel, over a base that is no longer white.
import { linearToSrgb, pow, srgbToLinear } from '@revelado/core'
import { applyCurves, type Curve, curve } from '../field/curve.ts'
import type { Damage } from './damage.ts'

type Three = readonly [number, number, number]
type P = { readonly keep: Three; readonly base: Three; readonly floor: Three }

export const fading: Damage<P> = {
  name: 'fading',
  title: { en: 'Fading', es: 'Desvaído' },
  severity: 'light',
  reach: 'tone',
  range: '35 to 90 % of each dye is left (cyan and yellow fade soonest), base up to 0.3 density yellower, blacks lifted up to 12 %',
  draw(random) {
    const even = random.chance(0.35)
    const left = random.uniform(even ? 0.35 : 0.5, even ? 0.7 : 0.9)
    // Which dye went first decides the cast: cyan gone = red picture, magenta gone = green, yellow gone = blue.
    const worst = random.pick([0, 0, 0, 2, 2, 1] as const)
    const keep = [0, 1, 2].map((c) => (even ? left * random.uniform(0.95, 1.05) : c === worst ? left * random.uniform(0.45, 0.8) : left))
    const yellow = random.chance(0.7) ? random.uniform(0.02, 0.3) : 0
    const lift = random.chance(0.6) ? random.uniform(0, 0.12) : 0
    const base = [yellow * random.uniform(0, 0.3), yellow * random.uniform(0.2, 0.6), yellow]
    return {
      keep: keep as unknown as Three,
      base: base as unknown as Three,
      floor: [0, 1, 2].map(() => lift * random.uniform(0.6, 1)) as unknown as Three,
    }
  },
  apply(picture, { keep, base, floor }) {
    const faded = ([0, 1, 2] as const).map((c) => {
      const white = pow(10, -base[c])
      return curve((v) => {
        const light = white * pow(Math.max(srgbToLinear(v), 1e-4), keep[c])
        return floor[c] + (1 - floor[c]) * linearToSrgb(light)
      })
    })
    return { picture: applyCurves(picture, faded as unknown as readonly [Curve, Curve, Curve]) }
  },
}
