// A flat picture: black has risen, white has sunk, the same in all channels.
import { applyCurves, curve } from '../field/curve.ts'
import type { Damage } from './damage.ts'

type P = { readonly black: number; readonly white: number }

export const lowContrast: Damage<P> = {
  name: 'low-contrast',
  title: { en: 'Low contrast', es: 'Poco contraste' },
  severity: 'light',
  reach: 'tone',
  range: 'contrast 0.35 to 0.8 of the whole range, placed anywhere in it',
  draw(random) {
    const range = random.uniform(0.35, 0.8)
    const black = random.uniform(0, 1 - range)
    return { black, white: black + range }
  },
  apply(picture, { black, white }) {
    const flat = curve((v) => black + (white - black) * v)
    return { picture: applyCurves(picture, [flat, flat, flat]) }
  },
}
