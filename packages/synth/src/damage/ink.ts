// Ink: handwriting, crossings-out, stamps and blots on the front of a print.
import { cos, createPlane, type Plane, Random, sin } from '@revelado/core'
import { coverPolygon, coverStroke, type Point } from '../field/coverage.ts'
import { lay, lostUnder, type Paint } from '../field/paint.ts'
import { blob } from '../field/path.ts'
import type { Damage } from './damage.ts'

type P = {
  readonly kind: 'writing' | 'scribble' | 'blots' | 'ring'
  readonly width: number
  readonly size: number
  readonly opacity: number
  readonly paint: Paint
  readonly seed: number
}

const INKS = [
  [0.05, 0.05, 0.08],
  [0.08, 0.1, 0.4],
  [0.1, 0.15, 0.55],
  [0.7, 0.08, 0.1],
  [0.35, 0.1, 0.4],
  [0.1, 0.4, 0.2],
  [0.95, 0.95, 0.95],
] as const

/** Loops along a line, as a pen writes: a circle that travels, its radius changing from stroke to stroke. */
function writing(random: Random, x: number, y: number, size: number, length: number): Point[] {
  const points: Point[] = []
  const slope = random.normal() * 0.1
  let tall = 1
  for (let gone = 0, turn = 0; gone < length; turn += 0.5, gone += size * 0.085) {
    if (random.chance(0.12)) tall = random.chance(0.25) ? random.uniform(1.4, 2.2) : random.uniform(0.5, 1)
    points.push([x + gone + size * 0.4 * cos(turn), y + slope * gone + size * 0.5 * tall * sin(turn)])
  }
  return points
}

function draw(random: Random, cover: Plane, { kind, width, size, opacity }: P): void {
  const w = cover.width
  const h = cover.height
  const radius = width / 2
  if (kind === 'writing')
    for (let line = 0, count = random.int(1, 3), y = random.uniform(0.15, 0.8) * h; line < count; line++, y += size * 2.4) {
      const text = writing(random, random.uniform(0.02, 0.4) * w, y, size, random.uniform(0.3, 0.7) * w)
      coverStroke(
        cover,
        text,
        text.map(() => radius * random.uniform(0.7, 1.3)),
        opacity,
      )
    }
  else if (kind === 'scribble') {
    const points: Point[] = []
    const x = random.uniform(0.2, 0.8) * w
    const y = random.uniform(0.2, 0.8) * h
    for (let i = 0, n = random.int(8, 26); i < n; i++)
      points.push([x + size * (3 * (i & 1 ? 1 : -1) + random.normal()), y + size * ((6 * i) / n - 3 + random.normal() * 0.5)])
    coverStroke(cover, points, radius, opacity)
  } else if (kind === 'blots')
    for (let i = 0, n = random.int(2, 14); i < n; i++)
      coverPolygon(cover, blob(random, random.uniform(0, w), random.uniform(0, h), size * random.logUniform(0.15, 1.4), 0.35), opacity)
  else {
    const x = random.uniform(0.2, 0.8) * w
    const y = random.uniform(0.2, 0.8) * h
    for (const r of [size * 2.2, size * 1.8])
      coverStroke(
        cover,
        Array.from({ length: 33 }, (_, i) => [x + r * cos((i * Math.PI) / 16), y + r * sin((i * Math.PI) / 16)] as const),
        radius,
        opacity,
      )
  }
}

export const ink: Damage<P> = {
  name: 'ink',
  title: { en: 'Ink', es: 'Tinta' },
  severity: 'heavy',
  reach: 'loss',
  range: 'writing, scribbles, blots or a stamp ring, lines of 1.2 to 5 pixels, in seven inks, 70 to 100 % opaque',
  draw: (random, { width, height, scale }) => ({
    kind: random.pick(['writing', 'scribble', 'blots', 'ring'] as const),
    width: random.uniform(1.2, 5) * scale,
    size: random.uniform(0.04, 0.13) * Math.min(width, height),
    opacity: random.uniform(0.7, 1),
    paint: {
      colour: random.pick(INKS),
      texture: random.pick(['plain', 'cloud'] as const),
      amount: random.uniform(0, 0.06),
      seed: random.bits(),
    },
    seed: random.bits(),
  }),
  apply(picture, parameters) {
    const cover = createPlane(picture.width, picture.height)
    draw(new Random(parameters.seed), cover, parameters)
    return { picture: lay(picture, cover, parameters.paint), damaged: cover, lost: lostUnder(cover) }
  },
}
