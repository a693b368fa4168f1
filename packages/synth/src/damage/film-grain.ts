// The grain of a print or slide: strongest in the middle tones, least in black and white, a little coarser than a pixel.
import { Random } from '@revelado/core'
import { clumps } from '../field/clumps.ts'
import { mapChannels } from '../field/map.ts'
import type { Damage } from './damage.ts'

type P = { readonly sigma: number; readonly radius: number; readonly colour: boolean; readonly seed: number }

export const filmGrain: Damage<P> = {
  name: 'film-grain',
  title: { en: 'Film grain', es: 'Grano de película' },
  severity: 'light',
  reach: 'everywhere',
  range: 'deviation 3 to 30 of 255 in middle grey, clumps up to 1.1 pixels, grey or in each dye of its own',
  draw: (random, { scale }) => ({
    sigma: random.uniform(3, 30),
    radius: random.uniform(0, 1.1) * Math.sqrt(scale),
    colour: random.chance(0.5),
    seed: random.bits(),
  }),
  apply(picture, { sigma, radius, colour, seed }) {
    const random = new Random(seed)
    const { width, height } = picture
    const grey = clumps(random, width, height, radius)
    const fields = colour ? [grey, clumps(random, width, height, radius), clumps(random, width, height, radius)] : [grey, grey, grey]
    return { picture: mapChannels(picture, (from, to, c) => addGrain(from, to, fields[c].data, sigma)) }
  },
}

function addGrain(from: Float32Array, to: Float32Array, field: Float32Array, sigma: number): void {
  const least = (0.25 * sigma) / 255
  const more = (3 * sigma) / 255
  for (let i = 0; i < to.length; i++) {
    const v = from[i]
    const tone = v <= 0 || v >= 1 ? 0 : v * (1 - v)
    to[i] = v + (least + more * tone) * field[i]
  }
}
