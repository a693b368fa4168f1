// Folds and creases: a straight line across the print where the emulsion broke, with a shadow along it.
import { cos, createPlane, Random, sin } from '@revelado/core'
import { coverStroke, type Point } from '../field/coverage.ts'
import { lay, lostUnder, markedBy, type Paint } from '../field/paint.ts'
import { ragged } from '../field/path.ts'
import type { Damage } from './damage.ts'

type P = {
  readonly count: number
  readonly width: number
  readonly shadow: number
  readonly worn: number
  readonly paint: Paint
  readonly seed: number
}

export const folds: Damage<P> = {
  name: 'folds',
  title: { en: 'Folds', es: 'Dobleces' },
  severity: 'heavy',
  reach: 'loss',
  range: '1 to 5 creases across the picture, 1.2 to 5 pixels wide, 50 to 100 % of their length worn through, shaded beside',
  draw(random, { scale }) {
    const v = random.chance(0.85) ? random.uniform(0.55, 1) : random.uniform(0.05, 0.4)
    return {
      count: random.int(1, 5),
      width: random.uniform(1.2, 5) * scale,
      shadow: random.uniform(0, 0.35),
      worn: random.uniform(0.5, 1),
      paint: {
        colour: [v, v * random.uniform(0.95, 1), v * random.uniform(0.85, 1)],
        texture: 'grain',
        amount: random.uniform(0, 0.05),
        seed: random.bits(),
      },
      seed: random.bits(),
    }
  },
  apply(picture, { count, width, shadow, worn, paint, seed }) {
    const random = new Random(seed)
    const cover = createPlane(picture.width, picture.height)
    const out = { ...picture, data: picture.data.slice() }
    const touched = createPlane(picture.width, picture.height)
    const straight = random.chance(0.5) ? random.pick([0, Math.PI / 2]) : random.uniform(0, Math.PI)
    const reach = picture.width + picture.height
    for (let k = 0; k < count; k++) {
      const angle = random.chance(0.5) ? straight + random.normal() * 0.04 : random.uniform(0, Math.PI)
      const x = random.uniform(0.1, 0.9) * picture.width
      const y = random.uniform(0.1, 0.9) * picture.height
      const dx = cos(angle)
      const dy = sin(angle)
      const from: Point = [x - reach * dx, y - reach * dy]
      const to: Point = [x + reach * dx, y + reach * dy]
      const line = ragged(random, from, to, width * 0.5, 8)
      const radii = line.map(() => (width / 2) * random.uniform(0.5, 1.25))
      let gone = true
      for (let i = 0; i + 1 < line.length; i++) {
        // Worn places come in runs, so a crease is broken now and then and not dotted.
        if (random.chance(0.2)) gone = random.chance(worn)
        coverStroke(cover, [line[i], line[i + 1]], [radii[i], radii[i + 1]], gone ? 1 : 0.35)
      }
      if (shadow > 0) shade(out, touched.data, x, y, dx, dy, 4 * width, shadow * (random.chance(0.5) ? 1 : -1))
    }
    const laid = lay(out, cover, paint)
    for (let i = 0; i < cover.data.length; i++) touched.data[i] = Math.max(touched.data[i], cover.data[i])
    return { picture: laid, damaged: touched, lost: lostUnder(cover), hidden: markedBy(cover) }
  },
}

/** Darkens one side of the line through (x, y) along (dx, dy) and lightens the other, falling off over `reach` pixels. */
function shade(
  out: { width: number; height: number; data: Float32Array },
  touched: Float32Array,
  x: number,
  y: number,
  dx: number,
  dy: number,
  reach: number,
  depth: number,
): void {
  const n = out.width * out.height
  for (let v = 0, i = 0; v < out.height; v++)
    for (let u = 0; u < out.width; u++, i++) {
      const side = (u - x) * dy - (v - y) * dx
      const fall = 1 - Math.abs(side) / reach
      if (fall <= 0) continue
      const gain = 1 + depth * fall * fall * (side > 0 ? 1 : -0.5)
      for (let c = 0; c < 3; c++) out.data[c * n + i] *= gain
      touched[i] = Math.max(touched[i], Math.min(1, Math.abs(gain - 1)))
    }
}
