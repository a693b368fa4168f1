// Photon noise: its variance follows the light, so shadows are cleaner in code values than highlights, and nothing is added to black.
import { createPicture, Random } from '@revelado/core'
import { fillNormals } from '../field/normals.ts'
import type { Damage } from './damage.ts'

type P = { readonly photons: number; readonly seed: number }

export const poissonNoise: Damage<P> = {
  name: 'poisson-noise',
  title: { en: 'Photon noise', es: 'Ruido de fotones' },
  severity: 'light',
  reach: 'everywhere',
  range: '25 to 2,000 photons in a white pixel (deviation of white 51 to 6 of 255)',
  draw: (random) => ({ photons: random.logUniform(25, 2000), seed: random.bits() }),
  apply(picture, { photons, seed }) {
    // The normal law stands in for Poisson's: where few photons make them differ, the step of one photon is small in code values too.
    const out = createPicture(picture.width, picture.height, picture.encoding)
    fillNormals(new Random(seed), out.data, 1 / Math.sqrt(photons))
    for (let i = 0; i < out.data.length; i++) {
      const v = picture.data[i]
      out.data[i] = v > 0 ? v + Math.sqrt(v) * out.data[i] : 0
    }
    return { picture: out }
  },
}
