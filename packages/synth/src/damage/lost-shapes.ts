// Lost regions of plain shape: polygons, blobs, rectangles, discs, in any colour. What the filling of holes is learnt and measured on.
import { createPlane, type Plane, Random } from '@revelado/core'
import { coverPolygon, type Point } from '../field/coverage.ts'
import { drawPaint, lay, lostUnder, type Paint } from '../field/paint.ts'
import { blob, polygon } from '../field/path.ts'
import type { Damage } from './damage.ts'

type P = {
  readonly share: number
  readonly count: number
  readonly shape: 'polygon' | 'blob' | 'rectangle' | 'disc' | 'any'
  readonly paint: Paint
  readonly seed: number
}

function outline(random: Random, shape: P['shape'], x: number, y: number, radius: number): Point[] {
  const kind = shape === 'any' ? random.pick(['polygon', 'blob', 'rectangle', 'disc'] as const) : shape
  if (kind === 'polygon') return polygon(random, x, y, radius, random.int(3, 10))
  if (kind === 'blob') return blob(random, x, y, radius, 0.6, random.uniform(1, 2.5))
  if (kind === 'disc') return blob(random, x, y, radius, 0)
  const stretch = Math.sqrt(random.logUniform(0.4, 2.5))
  const w = radius * 0.886 * stretch // half sides of the rectangle with the disc's area
  const h = (radius * 0.886) / stretch
  return [
    [x - w, y - h],
    [x + w, y - h],
    [x + w, y + h],
    [x - w, y + h],
  ]
}

/** Covers about `share` (0..1) of a plane with `count` shapes. */
export function coverShapes(random: Random, width: number, height: number, share: number, count: number, shape: P['shape']): Plane {
  const cover = createPlane(width, height)
  const sizes = Array.from({ length: count }, () => random.uniform(0.4, 1.6))
  const sum = sizes.reduce((a, b) => a + b)
  for (const size of sizes) {
    const radius = Math.max(1, Math.sqrt((share * width * height * size) / (sum * Math.PI)))
    coverPolygon(cover, outline(random, shape, random.uniform(0.04, 0.96) * width, random.uniform(0.04, 0.96) * height, radius))
  }
  return cover
}

export const lostShapes: Damage<P> = {
  name: 'lost-shapes',
  title: { en: 'Lost regions', es: 'Zonas perdidas' },
  severity: 'heavy',
  reach: 'loss',
  range: '2 to 20 % of the picture (mostly 5 to 15 %) in 1 to 14 polygons, blobs, rectangles or discs of any colour, half of them textured',
  draw: (random) => ({
    share: random.chance(0.7) ? random.uniform(0.05, 0.15) : random.uniform(0.02, 0.2),
    count: Math.round(random.logUniform(1, 14)),
    shape: random.pick(['polygon', 'blob', 'rectangle', 'disc', 'any', 'any'] as const),
    paint: drawPaint(random),
    seed: random.bits(),
  }),
  apply(picture, { share, count, shape, paint, seed }) {
    const cover = coverShapes(new Random(seed), picture.width, picture.height, share, count, shape)
    return { picture: lay(picture, cover, paint), damaged: cover, lost: lostUnder(cover) }
  },
}
