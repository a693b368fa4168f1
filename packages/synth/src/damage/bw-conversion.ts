// Colour becomes grey, as films of different sensitivity saw it: blue-sensitive plates, orthochromatic and panchromatic film, filters.
import { linearToSrgb, pow, srgbToLinear } from '@revelado/core'
import { applyCurves, curve } from '../field/curve.ts'
import { greyPicture, mixChannels } from '../field/map.ts'
import type { Damage } from './damage.ts'

type P = { readonly weights: readonly [number, number, number]; readonly linear: boolean; readonly contrast: number }

const SENSITIVITIES = [
  [0.299, 0.587, 0.114],
  [0.299, 0.587, 0.114],
  [0.25, 0.45, 0.3],
  [0.34, 0.4, 0.26],
  [0.05, 0.55, 0.4],
  [0.6, 0.3, 0.1],
  [0.05, 0.25, 0.7],
] as const

const toLight = curve(srgbToLinear)
const toCode = curve((root) => linearToSrgb(root * root))

export const bwConversion: Damage<P> = {
  name: 'bw-conversion',
  title: { en: 'Black and white', es: 'Blanco y negro' },
  severity: 'light',
  reach: 'tone',
  range: 'weights of usual luma, panchromatic, orthochromatic, blue-sensitive film or a filter, varied; contrast 0.8 to 1.25',
  draw(random) {
    const usual = random.chance(0.4)
    const kind = usual ? SENSITIVITIES[0] : random.pick(SENSITIVITIES)
    const varied = usual ? [...kind] : kind.map((w) => Math.max(0, w + random.normal(0, 0.06)))
    const sum = varied[0] + varied[1] + varied[2]
    return {
      weights: [varied[0] / sum, varied[1] / sum, varied[2] / sum],
      linear: !usual && random.chance(0.5),
      contrast: usual ? 1 : random.uniform(0.8, 1.25),
    }
  },
  apply(picture, { weights, linear, contrast }) {
    let grey = greyPicture(mixChannels(linear ? applyCurves(picture, [toLight, toLight, toLight]) : picture, weights))
    if (linear) {
      // The table runs over the square root: evenly spaced light would leave the shadows too few steps.
      for (let i = 0; i < grey.data.length; i++) grey.data[i] = Math.sqrt(Math.max(0, grey.data[i]))
      grey = applyCurves(grey, [toCode, toCode, toCode])
    }
    if (contrast !== 1) {
      const s = curve((v) => {
        const a = pow(v, contrast)
        const b = pow(1 - v, contrast)
        return a / (a + b)
      })
      grey = applyCurves(grey, [s, s, s])
    }
    return { picture: grey }
  },
}
