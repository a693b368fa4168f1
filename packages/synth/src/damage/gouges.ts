// Wide scratches that took the picture with them: pen-thick lines, straight or wandering, some crossing the whole picture.
import { createPlane, Random } from '@revelado/core'
import { coverStroke } from '../field/coverage.ts'
import { drawPaint, lay, lostUnder, markedBy, type Paint } from '../field/paint.ts'
import { wander } from '../field/path.ts'
import type { Damage } from './damage.ts'

type P = {
  readonly count: number
  readonly width: number
  readonly length: number
  readonly wobble: number
  readonly paint: Paint
  readonly seed: number
}

export const gouges: Damage<P> = {
  name: 'gouges',
  title: { en: 'Deep scratches', es: 'Rayas profundas' },
  severity: 'heavy',
  reach: 'loss',
  range: '1 to 12 lines, 1.5 to 9 pixels wide, a fifth to the whole of the picture long, any colour',
  draw: (random, { width, height, scale }) => ({
    count: Math.round(random.logUniform(1, 12)),
    width: random.logUniform(1.5, 9) * scale,
    length: random.uniform(0.2, 1.1) * Math.max(width, height),
    wobble: random.chance(0.5) ? random.uniform(0, 0.05) : random.uniform(0.1, 0.6),
    paint: drawPaint(random),
    seed: random.bits(),
  }),
  apply(picture, { count, width, length, wobble, paint, seed }) {
    const random = new Random(seed)
    const cover = createPlane(picture.width, picture.height)
    for (let k = 0; k < count; k++) {
      const long = length * random.uniform(0.3, 1)
      const x = random.uniform(0, picture.width)
      const y = random.uniform(0, picture.height)
      const line = wander(random, x, y, random.uniform(0, 6.28), long, Math.max(5, long / 14), wobble)
      coverStroke(
        cover,
        line,
        line.map(() => (width / 2) * random.uniform(0.6, 1.3)),
      )
    }
    return { picture: lay(picture, cover, paint), damaged: cover, lost: lostUnder(cover), hidden: markedBy(cover) }
  },
}
