// Tears: a ragged line from the edge inwards with the white core of the paper showing, wide at the edge, closed at its end.
import { cos, createPlane, Random, sin } from '@revelado/core'
import { coverStroke, type Point } from '../field/coverage.ts'
import { lay, lostUnder, type Paint } from '../field/paint.ts'
import { ragged } from '../field/path.ts'
import type { Damage } from './damage.ts'
import { tinted } from './stains.ts'

type P = {
  readonly count: number
  readonly width: number
  readonly length: number
  readonly paint: Paint
  readonly shade: number
  readonly seed: number
}

/** A point on the border and the direction that leads inwards from it. */
function border(random: Random, width: number, height: number): { at: Point; inward: number } {
  const side = random.int(0, 3)
  const t = random.uniform(0.08, 0.92)
  const at: Point = side === 0 ? [t * width, 0] : side === 1 ? [width, t * height] : side === 2 ? [t * width, height] : [0, t * height]
  return { at, inward: Math.PI / 2 + (side * Math.PI) / 2 }
}

export const tears: Damage<P> = {
  name: 'tears',
  title: { en: 'Tears', es: 'Desgarros' },
  severity: 'heavy',
  reach: 'loss',
  range: '1 to 4 tears from the edge, 15 to 110 % of the picture long, 2 to 9 pixels wide, paper white or shadow, with a darker edge',
  draw(random, { width, height, scale }) {
    const v = random.chance(0.8) ? random.uniform(0.8, 1) : random.uniform(0, 0.3)
    return {
      count: random.pick([1, 1, 2, 3, 4]),
      width: random.uniform(2, 9) * scale,
      length: random.uniform(0.15, 1.1) * Math.min(width, height),
      paint: {
        colour: [v, v * random.uniform(0.94, 1), v * random.uniform(0.86, 1)],
        texture: 'cloud',
        amount: random.uniform(0, 0.08),
        seed: random.bits(),
      },
      shade: random.chance(0.5) ? random.uniform(0.1, 0.5) : 0,
      seed: random.bits(),
    }
  },
  apply(picture, { count, width, length, paint, shade, seed }) {
    const random = new Random(seed)
    const cover = createPlane(picture.width, picture.height)
    const rim = createPlane(picture.width, picture.height)
    for (let k = 0; k < count; k++) {
      const { at, inward } = border(random, picture.width, picture.height)
      const heading = inward + random.normal() * 0.4
      const long = length * random.uniform(0.5, 1)
      const end: Point = [at[0] + long * cos(heading), at[1] + long * sin(heading)]
      const line = ragged(random, at, end, long * 0.09, 5)
      const radii = line.map((_, i) => (width / 2) * (1.1 - i / line.length) * random.uniform(0.45, 1.2))
      coverStroke(cover, line, radii)
      if (shade > 0)
        coverStroke(
          rim,
          line,
          radii.map((r) => r * 1.4 + 0.8),
          shade,
        )
    }
    const torn = lay(shade > 0 ? tinted(picture, rim, [0, 0, 0]) : picture, cover, paint)
    for (let i = 0; i < rim.data.length; i++) rim.data[i] = Math.max(rim.data[i], cover.data[i])
    return { picture: torn, damaged: rim, lost: lostUnder(cover) }
  },
}
