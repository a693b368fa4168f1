// Adhesive tape: strips with straight sides, yellowed and half seen through, or opaque; often the emulsion came off with it.
import { cos, createPlane, Random, sin } from '@revelado/core'
import { coverPolygon, type Point } from '../field/coverage.ts'
import { lay, lostUnder, type Paint } from '../field/paint.ts'
import { soften } from '../field/soften.ts'
import type { Damage } from './damage.ts'

type P = {
  readonly strips: number
  readonly width: number
  readonly length: number
  readonly opacity: number
  readonly paint: Paint
  readonly seed: number
}

export const tape: Damage<P> = {
  name: 'tape',
  title: { en: 'Adhesive tape', es: 'Cinta adhesiva' },
  severity: 'heavy',
  reach: 'loss',
  range: '1 to 3 strips, 6 to 16 % of the short side wide, 25 to 120 % long; the middle of each opaque, the rest 45 to 100 %',
  draw(random, { width, height }) {
    const v = random.uniform(0.55, 0.95)
    const yellow = random.uniform(0.35, 0.95)
    return {
      strips: random.pick([1, 1, 2, 3]),
      width: random.uniform(0.06, 0.16) * Math.min(width, height),
      length: random.uniform(0.25, 1.2) * Math.min(width, height),
      opacity: random.uniform(0.45, 1),
      paint: {
        colour: [v, v * (0.5 + yellow / 2), v * yellow],
        texture: random.pick(['plain', 'cloud', 'fibre'] as const),
        amount: random.uniform(0.01, 0.1),
        seed: random.bits(),
      },
      seed: random.bits(),
    }
  },
  apply(picture, { strips, width, length, opacity, paint, seed }) {
    const random = new Random(seed)
    const strip = createPlane(picture.width, picture.height)
    const opaque = createPlane(picture.width, picture.height)
    for (let k = 0; k < strips; k++) {
      const angle = random.chance(0.5) ? random.pick([0, Math.PI / 2]) + random.normal() * 0.06 : random.uniform(0, Math.PI)
      const centre: Point = [random.uniform(0.1, 0.9) * picture.width, random.uniform(0.1, 0.9) * picture.height]
      const box = (long: number, wide: number): Point[] => {
        const c = cos(angle)
        const s = sin(angle)
        return [
          [-1, -1],
          [1, -1],
          [1, 1],
          [-1, 1],
        ].map(([u, v]) => [centre[0] + (u * long * c - v * wide * s) / 2, centre[1] + (u * long * s + v * wide * c) / 2] as const)
      }
      const long = length * random.uniform(0.6, 1)
      coverPolygon(strip, box(long, width), opacity)
      coverPolygon(opaque, box(long * random.uniform(0.4, 0.9), width * random.uniform(0.4, 0.95)))
    }
    const soft = soften(opaque, Math.max(0.6, width * 0.08))
    for (let i = 0; i < strip.data.length; i++)
      strip.data[i] = Math.max(strip.data[i], Math.min(1, soft.data[i] * (strip.data[i] > 0 ? 1 : 0)))
    return { picture: lay(picture, strip, paint), damaged: strip, lost: lostUnder(strip) }
  },
}
