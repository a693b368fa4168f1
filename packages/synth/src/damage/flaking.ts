// Flaking: scales of the emulsion or of the varnish came off, leaving islands of bare support.
import { createPlane, Random } from '@revelado/core'
import { cloud } from '../field/cloud.ts'
import { drawPaint, lay, lostUnder, type Paint } from '../field/paint.ts'
import { quantile } from '../field/quantile.ts'
import type { Damage } from './damage.ts'

type P = { readonly share: number; readonly size: number; readonly paint: Paint; readonly seed: number }

export const flaking: Damage<P> = {
  name: 'flaking',
  title: { en: 'Flaked emulsion', es: 'Emulsión desprendida' },
  severity: 'heavy',
  reach: 'loss',
  range: '2 to 18 % of the picture in ragged islands of 6 to 40 pixels, any colour beneath',
  draw: (random, { scale }) => ({
    share: random.uniform(0.02, 0.18),
    size: random.logUniform(6, 40) * scale,
    paint: drawPaint(random),
    seed: random.bits(),
  }),
  apply(picture, { share, size, paint, seed }) {
    const random = new Random(seed)
    const field = cloud(random, picture.width, picture.height, size, 4, 0.55)
    const level = quantile(field.data, 1 - share)
    const cover = createPlane(picture.width, picture.height)
    for (let i = 0; i < cover.data.length; i++) {
      const v = (field.data[i] - level) * Math.max(4, size / 3) + 0.5
      cover.data[i] = Math.min(1, Math.max(0, v))
    }
    return { picture: lay(picture, cover, paint), damaged: cover, lost: lostUnder(cover) }
  },
}
