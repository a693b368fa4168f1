// Small scratches: thin long lines, most of them in one direction, white or dark, some only skin deep.
import { createPlane, Random } from '@revelado/core'
import { coverStroke } from '../field/coverage.ts'
import { lay, markedBy, type Paint } from '../field/paint.ts'
import { wander } from '../field/path.ts'
import type { Damage } from './damage.ts'

type P = {
  readonly count: number
  readonly width: number
  readonly length: number
  readonly angle: number
  readonly spread: number
  readonly depth: number
  readonly colour: readonly [number, number, number]
  readonly seed: number
}

export const scratches: Damage<P> = {
  name: 'scratches',
  title: { en: 'Small scratches', es: 'Rayas finas' },
  severity: 'light',
  reach: 'marks',
  range: '2 to 24 lines, 0.6 to 2.4 pixels wide, 8 to 100 % of the picture long, 40 to 100 % deep, light or dark',
  draw(random, { width, height, scale }) {
    const light = random.chance(0.7)
    const level = light ? random.uniform(0.75, 1) : random.uniform(0, 0.2)
    return {
      count: Math.round(random.logUniform(2, 24)),
      width: random.logUniform(0.6, 2.4) * scale,
      length: random.logUniform(0.08, 1) * Math.max(width, height),
      angle: random.chance(0.4) ? Math.PI / 2 : random.uniform(0, Math.PI),
      spread: random.chance(0.5) ? random.uniform(0, 0.1) : random.uniform(0.3, 1.5),
      depth: random.uniform(0.4, 1),
      colour: random.chance(0.8) ? [level, level, level] : [random.uniform(), random.uniform(), random.uniform()],
      seed: random.bits(),
    }
  },
  apply(picture, { count, width, length, angle, spread, depth, colour, seed }) {
    const random = new Random(seed)
    const cover = createPlane(picture.width, picture.height)
    for (let k = 0; k < count; k++) {
      const long = length * random.uniform(0.4, 1.3)
      const heading = angle + random.normal() * spread + (random.chance(0.5) ? Math.PI : 0)
      const step = Math.max(4, long / 12)
      const line = wander(
        random,
        random.uniform(0, picture.width),
        random.uniform(0, picture.height),
        heading,
        long,
        step,
        random.uniform(0, 0.09),
      )
      const own = (width / 2) * random.uniform(0.6, 1.4)
      // The stylus lifts: thin at both ends, uneven between.
      const radii = line.map((_, i) => (i === 0 || i === line.length - 1 ? own * 0.3 : own * random.uniform(0.7, 1.2)))
      coverStroke(cover, line, radii, depth * random.uniform(0.6, 1))
    }
    const paint: Paint = { colour, texture: 'plain', amount: 0, seed: 0 }
    return { picture: lay(picture, cover, paint), damaged: cover, hidden: markedBy(cover) }
  },
}
