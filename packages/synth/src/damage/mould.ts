// Mould: colonies of fine threads and spots that ate the emulsion, dense in the middle of each colony, scattered around it.
import { createPlane, Random } from '@revelado/core'
import { cloud } from '../field/cloud.ts'
import { lay, lostUnder, type Paint } from '../field/paint.ts'
import { quantile } from '../field/quantile.ts'
import type { Damage } from './damage.ts'

type P = { readonly share: number; readonly grain: number; readonly patch: number; readonly paint: Paint; readonly seed: number }

export const mould: Damage<P> = {
  name: 'mould',
  title: { en: 'Mould', es: 'Moho' },
  severity: 'heavy',
  reach: 'loss',
  range: '2 to 15 % of the picture in colonies of 10 to 50 % of its short side, of spots and threads 2 to 7 pixels fine',
  draw(random, { width, height, scale }) {
    const v = random.chance(0.5) ? random.uniform(0.7, 1) : random.uniform(0.05, 0.5)
    return {
      share: random.uniform(0.02, 0.15),
      grain: random.uniform(2, 7) * scale,
      patch: random.uniform(0.1, 0.5) * Math.min(width, height),
      paint: {
        colour: [v * random.uniform(0.85, 1), v, v * random.uniform(0.7, 1)],
        texture: 'grain',
        amount: random.uniform(0.01, 0.06),
        seed: random.bits(),
      },
      seed: random.bits(),
    }
  },
  apply(picture, { share, grain, patch, paint, seed }) {
    const random = new Random(seed)
    const { width, height } = picture
    const where = cloud(random, width, height, patch)
    const spots = cloud(random, width, height, grain, 2, 0.7)
    const threads = cloud(random, width, height, grain * 1.5, 2, 0.6)
    const n = width * height
    const field = new Float32Array(n)
    // Threads: where a field crosses zero. Spots: where another is high. Both only as far as the colony goes.
    for (let i = 0; i < n; i++) field[i] = 1.1 * where.data[i] + Math.max(0.9 * spots.data[i], 1.2 - 4 * Math.abs(threads.data[i]))
    const level = quantile(field, 1 - share)
    const cover = createPlane(width, height)
    for (let i = 0; i < n; i++) {
      const v = (field[i] - level) * 2.5 + 0.5
      cover.data[i] = Math.min(1, Math.max(0, v))
    }
    return { picture: lay(picture, cover, paint), damaged: cover, lost: lostUnder(cover) }
  },
}
