// Noise that is the same in all three channels: what black-and-white scans and grey-balanced grain look like.
import { Random } from '@revelado/core'
import { addField, mapChannels } from '../field/map.ts'
import { normals } from '../field/normals.ts'
import type { Damage } from './damage.ts'

type P = { readonly sigma: number; readonly seed: number }

export const lumaNoise: Damage<P> = {
  name: 'luma-noise',
  title: { en: 'Grey noise', es: 'Ruido de luminancia' },
  severity: 'light',
  reach: 'everywhere',
  range: 'deviation 3 to 45 of 255, equal in all channels',
  draw: (random) => ({ sigma: random.uniform(3, 45), seed: random.bits() }),
  apply(picture, { sigma, seed }) {
    const noise = normals(new Random(seed), picture.width * picture.height)
    return { picture: mapChannels(picture, (from, to) => addField(from, to, noise, sigma / 255)) }
  },
}
