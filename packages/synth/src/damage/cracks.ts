// Cracks as a fine network: the emulsion broke into islands, as on glass plates and old prints. The borders of a Voronoi tiling.
import { createPlane, type Plane, Random } from '@revelado/core'
import { cloud } from '../field/cloud.ts'
import { lay, lostUnder, markedBy, type Paint } from '../field/paint.ts'
import { quantile } from '../field/quantile.ts'
import type { Damage } from './damage.ts'

type P = {
  readonly cell: number
  readonly width: number
  readonly share: number
  readonly ragged: number
  readonly paint: Paint
  readonly seed: number
}

export const cracks: Damage<P> = {
  name: 'cracks',
  title: { en: 'Cracked emulsion', es: 'Emulsión agrietada' },
  severity: 'heavy',
  reach: 'loss',
  range:
    'islands of 9 to 45 pixels between cracks of up to 2.4 pixels, thicker and thinner by turns, over 30 to 100 % of the picture, white to mid-grey, black or brown',
  draw(random, { scale }) {
    const v = random.chance(0.6) ? random.uniform(0.5, 1) : random.uniform(0, 0.3)
    return {
      cell: random.logUniform(9, 45) * scale,
      width: random.uniform(1, 2.4) * scale,
      share: random.chance(0.4) ? 1 : random.uniform(0.3, 0.9),
      ragged: random.uniform(0.1, 0.35),
      paint: { colour: [v, v * random.uniform(0.9, 1), v * random.uniform(0.75, 1)], texture: 'plain', amount: 0, seed: 0 },
      seed: random.bits(),
    }
  },
  apply(picture, { cell, width, share, ragged, paint, seed }) {
    const cover = network(new Random(seed), picture.width, picture.height, cell, width, share, ragged)
    return { picture: lay(picture, cover, paint), damaged: cover, lost: lostUnder(cover), hidden: markedBy(cover) }
  },
}

function network(random: Random, width: number, height: number, cell: number, line: number, share: number, ragged: number): Plane {
  const columns = Math.ceil(width / cell) + 4
  const rows = Math.ceil(height / cell) + 4
  const seeds = new Float32Array(2 * columns * rows)
  for (let r = 0, k = 0; r < rows; r++)
    for (let c = 0; c < columns; c++) {
      seeds[k++] = (c - 2 + random.uniform(0.05, 0.95)) * cell
      seeds[k++] = (r - 2 + random.uniform(0.05, 0.95)) * cell
    }
  const bendX = cloud(random, width, height, cell / 2, 2)
  const bendY = cloud(random, width, height, cell / 2, 2)
  const where = share < 1 ? cloud(random, width, height, Math.min(width, height) / 2) : null
  const limit = where ? quantile(where.data, 1 - share) : 0
  const thick = cloud(random, width, height, cell * 1.2, 2)
  const cover = createPlane(width, height)
  for (let y = 0, i = 0; y < height; y++)
    for (let x = 0; x < width; x++, i++) {
      if (where && where.data[i] < limit) continue
      const px = x + 0.5 + ragged * 0.4 * cell * bendX.data[i]
      const py = y + 0.5 + ragged * 0.4 * cell * bendY.data[i]
      const gap = borderDistance(seeds, columns, rows, cell, px, py)
      const inside = (line / 2) * (0.75 + 0.45 * thick.data[i]) + 0.5 - gap
      if (inside > 0.05) cover.data[i] = Math.min(1, inside)
    }
  return cover
}

/** Distance from (x, y) to the nearest border between two cells (half the difference of squares over the seeds' distance). */
function borderDistance(seeds: Float32Array, columns: number, rows: number, cell: number, x: number, y: number): number {
  const c0 = Math.min(columns - 2, Math.max(1, Math.floor(x / cell) + 2))
  const r0 = Math.min(rows - 2, Math.max(1, Math.floor(y / cell) + 2))
  let first = Number.POSITIVE_INFINITY
  let second = Number.POSITIVE_INFINITY
  let at = 0
  let next = 0
  for (let r = r0 - 1; r <= r0 + 1; r++)
    for (let c = c0 - 1; c <= c0 + 1; c++) {
      const k = 2 * (r * columns + c)
      const dx = seeds[k] - x
      const dy = seeds[k + 1] - y
      const d = dx * dx + dy * dy
      if (d < first) {
        second = first
        next = at
        first = d
        at = k
      } else if (d < second) {
        second = d
        next = k
      }
    }
  const ex = seeds[at] - seeds[next]
  const ey = seeds[at + 1] - seeds[next + 1]
  return (second - first) / (2 * Math.sqrt(ex * ex + ey * ey) + 1e-6)
}
