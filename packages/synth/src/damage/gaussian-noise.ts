// Sensor noise as the benchmarks have it: independent in each channel and pixel, rounded and clipped to 8 bit at the end of a recipe.
import { createPicture, type Picture, Random } from '@revelado/core'
import { fillNormals } from '../field/normals.ts'
import type { Damage } from './damage.ts'

type P = { readonly sigma: number; readonly seed: number }

/** Adds independent Gaussian noise of deviation `sigma` (of 255) to every value. */
export function addGaussianNoise(picture: Picture, sigma: number, seed: number | string): Picture {
  const out = createPicture(picture.width, picture.height, picture.encoding)
  fillNormals(new Random(seed), out.data, sigma / 255)
  for (let i = 0; i < out.data.length; i++) out.data[i] += picture.data[i]
  return out
}

export const gaussianNoise: Damage<P> = {
  name: 'gaussian-noise',
  title: { en: 'Gaussian noise', es: 'Ruido gaussiano' },
  severity: 'light',
  reach: 'everywhere',
  range: 'deviation 3 to 55 of 255, independent in each channel',
  draw: (random) => ({ sigma: random.uniform(3, 55), seed: random.bits() }),
  apply: (picture, { sigma, seed }) => ({ picture: addGaussianNoise(picture, sigma, seed) }),
}
