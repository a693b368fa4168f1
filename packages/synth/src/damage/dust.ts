// Dust, lint and hairs on a print or in the scanner: small, dark or white, some out of focus.
import { cos, createPlane, gaussianBlurPlane, Random, sin } from '@revelado/core'
import { coverPolygon, coverStroke } from '../field/coverage.ts'
import { lay, markedBy, type Paint } from '../field/paint.ts'
import { blob, wander } from '../field/path.ts'
import type { Damage } from './damage.ts'

type P = {
  readonly specks: number
  readonly hairs: number
  readonly size: number
  readonly blur: number
  readonly opacity: number
  readonly level: number
  readonly seed: number
}

export const dust: Damage<P> = {
  name: 'dust',
  title: { en: 'Dust and hairs', es: 'Polvo y pelos' },
  severity: 'light',
  reach: 'marks',
  range: '8 to 150 specks of 0.6 to 2.5 pixels, up to 7 hairs, white or dark, 40 to 100 % opaque',
  draw: (random, { scale }) => ({
    specks: Math.round(random.logUniform(8, 150)),
    hairs: random.chance(0.5) ? random.int(1, 7) : 0,
    size: random.uniform(0.7, 1.7) * scale,
    blur: random.chance(0.3) ? random.uniform(0.4, 1) * scale : 0,
    opacity: random.uniform(0.4, 1),
    level: random.chance(0.65) ? random.uniform(0.8, 1) : random.uniform(0, 0.25),
    seed: random.bits(),
  }),
  apply(picture, { specks, hairs, size, blur, opacity, level, seed }) {
    const random = new Random(seed)
    const { width, height } = picture
    let cover = createPlane(width, height)
    for (let k = 0; k < specks; k++) {
      const x = random.uniform(0, width)
      const y = random.uniform(0, height)
      // Sizes of dust fall off steeply: many grains, few flakes.
      const r = size * Math.min(2.5, 0.45 / Math.sqrt(random.uniform(0.03, 1)))
      const alpha = opacity * random.uniform(0.5, 1)
      if (r < 1)
        coverStroke(
          cover,
          [
            [x, y],
            [x + r * cos(k), y + r * sin(k)],
          ],
          r,
          alpha,
        )
      else coverPolygon(cover, blob(random, x, y, r, 0.6, random.uniform(1, 2.5), 12), alpha)
    }
    for (let k = 0; k < hairs; k++) {
      const long = size * random.uniform(8, 45)
      const line = wander(
        random,
        random.uniform(0, width),
        random.uniform(0, height),
        random.uniform(0, 6.28),
        long,
        Math.max(1.5, long / 16),
        random.uniform(0.08, 0.4),
      )
      coverStroke(cover, line, size * random.uniform(0.25, 0.55), opacity * random.uniform(0.6, 1))
    }
    if (blur > 0) cover = gaussianBlurPlane(cover, blur)
    const paint: Paint = { colour: [level, level, level], texture: 'plain', amount: 0, seed: 0 }
    return { picture: lay(picture, cover, paint), damaged: cover, hidden: markedBy(cover) }
  },
}
