// A toned print: grey takes a hue (sepia, selenium, gold, cyanotype) on a paper that may be tinted.
import { applyCurves, type Curve, curve } from '../field/curve.ts'
import type { Damage } from './damage.ts'

type Three = readonly [number, number, number]
type P = { readonly tone: string; readonly shadow: Three; readonly middle: Three; readonly paper: Three }

/** sRGB of black, middle grey and white of the print. */
const TONES: Record<string, { shadow: Three; middle: Three; paper: Three }> = {
  sepia: { shadow: [0.14, 0.08, 0.04], middle: [0.58, 0.46, 0.32], paper: [1, 0.95, 0.83] },
  'brown-black': { shadow: [0.07, 0.05, 0.03], middle: [0.53, 0.48, 0.42], paper: [0.98, 0.96, 0.9] },
  albumen: { shadow: [0.22, 0.12, 0.09], middle: [0.6, 0.47, 0.36], paper: [0.93, 0.86, 0.7] },
  selenium: { shadow: [0.08, 0.05, 0.08], middle: [0.5, 0.45, 0.49], paper: [1, 0.98, 0.96] },
  gold: { shadow: [0.05, 0.06, 0.12], middle: [0.46, 0.47, 0.54], paper: [0.98, 0.98, 0.96] },
  cyanotype: { shadow: [0.02, 0.1, 0.28], middle: [0.32, 0.5, 0.68], paper: [0.95, 0.98, 1] },
  'green-copper': { shadow: [0.05, 0.1, 0.07], middle: [0.42, 0.53, 0.45], paper: [0.97, 0.99, 0.94] },
  'red-chalk': { shadow: [0.3, 0.08, 0.04], middle: [0.7, 0.42, 0.32], paper: [1, 0.94, 0.88] },
}
const ORDER = [
  'sepia',
  'sepia',
  'sepia',
  'brown-black',
  'brown-black',
  'albumen',
  'albumen',
  'selenium',
  'gold',
  'cyanotype',
  'green-copper',
  'red-chalk',
]

export const toning: Damage<P> = {
  name: 'toning',
  title: { en: 'Toning', es: 'Virado' },
  severity: 'light',
  reach: 'tone',
  range: 'sepia, brown-black, albumen, selenium, gold, cyanotype, copper green or red chalk, at 60 to 160 % of its strength',
  draw(random) {
    const tone = random.pick(ORDER)
    const strength = random.uniform(0.6, 1.6)
    const vary = (grey: number, colour: Three): Three =>
      colour.map((v) => Math.min(1, Math.max(0, grey + strength * (v - grey) + random.normal(0, 0.012)))) as unknown as Three
    const { shadow, middle, paper } = TONES[tone]
    return { tone, shadow: vary(0.03, shadow), middle: vary(0.48, middle), paper: vary(0.99, paper) }
  },
  apply(picture, { shadow, middle, paper }) {
    // A parabola through the three colours: smooth, and monotone for every tone of the table.
    const toned = ([0, 1, 2] as const).map((c) => {
      const bend = 2 * (shadow[c] + paper[c] - 2 * middle[c])
      return curve((v) => shadow[c] + (paper[c] - shadow[c] - bend) * v + bend * v * v)
    })
    return { picture: applyCurves(picture, toned as unknown as readonly [Curve, Curve, Curve]) }
  },
}
