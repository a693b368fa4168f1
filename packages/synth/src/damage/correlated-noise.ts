// Noise in clumps: high ISO after demosaicing and noise reduction, scans enlarged later. Chroma clumps are coarser than luma clumps.
import { type Picture, Random } from '@revelado/core'
import { clumps } from '../field/clumps.ts'
import { addField, mapChannels } from '../field/map.ts'
import type { Damage } from './damage.ts'

type P = { readonly sigma: number; readonly radius: number; readonly chroma: number; readonly seed: number }

function apply(picture: Picture, { sigma, radius, chroma, seed }: P): Picture {
  const random = new Random(seed)
  const { width, height } = picture
  const common = clumps(random, width, height, radius)
  const colour = chroma === 0 ? null : [0, 1, 2].map(() => clumps(random, width, height, radius * 1.5))
  const own = Math.sqrt(chroma) * (sigma / 255)
  const shared = Math.sqrt(1 - chroma) * (sigma / 255)
  return mapChannels(picture, (from, to, c) => {
    addField(from, to, common.data, shared)
    if (colour) addField(to, to, colour[c].data, own)
  })
}

export const correlatedNoise: Damage<P> = {
  name: 'correlated-noise',
  title: { en: 'Clumped noise', es: 'Ruido en grumos' },
  severity: 'light',
  reach: 'everywhere',
  range: 'deviation 3 to 32 of 255, clumps of 0.4 to 2 pixels, up to four fifths of it in colour',
  draw: (random, { scale }) => ({
    sigma: random.uniform(3, 32),
    radius: random.uniform(0.4, 2) * Math.sqrt(scale),
    chroma: random.chance(0.35) ? 0 : random.uniform(0.1, 0.8),
    seed: random.bits(),
  }),
  apply: (picture, parameters) => ({ picture: apply(picture, parameters) }),
}
