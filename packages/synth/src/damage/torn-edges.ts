// Torn edges and corners: pieces of the print are missing at its border; behind them lies the scanner's lid or the album's page.
import { createPlane, Random } from '@revelado/core'
import { coverPolygon, coverStroke, type Point } from '../field/coverage.ts'
import { drawPaint, lay, lostUnder, type Paint } from '../field/paint.ts'
import { ragged } from '../field/path.ts'
import type { Damage } from './damage.ts'

type P = {
  readonly corners: number
  readonly edges: number
  readonly depth: number
  readonly behind: Paint
  readonly core: number
  readonly seed: number
}

export const tornEdges: Damage<P> = {
  name: 'torn-edges',
  title: { en: 'Torn edges and corners', es: 'Bordes y esquinas rotos' },
  severity: 'heavy',
  reach: 'loss',
  range: '1 to 4 corners or edges, 5 to 35 % of the short side deep, any colour behind, a seam of paper core up to 4 pixels',
  draw(random, { scale }) {
    const corners = random.int(0, 3)
    return {
      corners,
      edges: corners === 0 ? random.int(1, 2) : random.int(0, 1),
      depth: random.uniform(0.05, 0.35),
      behind: drawPaint(random),
      core: random.chance(0.6) ? random.uniform(0.8, 4) * scale : 0,
      seed: random.bits(),
    }
  },
  apply(picture, { corners, edges, depth, behind, core, seed }) {
    const random = new Random(seed)
    const { width, height } = picture
    const short = Math.min(width, height)
    const cover = createPlane(width, height)
    const seams: Point[][] = []
    const order = random.permutation(4)
    for (let k = 0; k < corners; k++) {
      const right = order[k] & 1
      const low = order[k] >> 1
      const a: Point = [
        right ? width - depth * short * random.uniform(0.5, 1.8) : depth * short * random.uniform(0.5, 1.8),
        low ? height : 0,
      ]
      const b: Point = [
        right ? width : 0,
        low ? height - depth * short * random.uniform(0.5, 1.8) : depth * short * random.uniform(0.5, 1.8),
      ]
      const seam = ragged(random, a, b, depth * short * 0.12, 5)
      seams.push(seam)
      coverPolygon(cover, [...seam, [right ? width + 9 : -9, low ? height + 9 : -9]])
    }
    const sides = random.permutation(4)
    for (let k = 0; k < edges; k++) {
      const reach = (): number => depth * short * random.uniform(0.1, 0.6)
      const far = sides[k] & 1
      if (sides[k] < 2) {
        const seam = ragged(
          random,
          [-5, far ? height - reach() : reach()],
          [width + 5, far ? height - reach() : reach()],
          depth * short * 0.14,
          6,
        )
        seams.push(seam)
        coverPolygon(cover, [...seam, [width + 5, far ? height + 50 : -50], [-5, far ? height + 50 : -50]])
      } else {
        const seam = ragged(
          random,
          [far ? width - reach() : reach(), -5],
          [far ? width - reach() : reach(), height + 5],
          depth * short * 0.14,
          6,
        )
        seams.push(seam)
        coverPolygon(cover, [...seam, [far ? width + 50 : -50, height + 5], [far ? width + 50 : -50, -5]])
      }
    }
    let out = lay(picture, cover, behind)
    if (core > 0) {
      const white = createPlane(width, height)
      for (const seam of seams)
        coverStroke(
          white,
          seam,
          seam.map(() => (core / 2) * random.uniform(0.3, 1.3)),
        )
      out = lay(out, white, { colour: [0.95, 0.93, 0.88], texture: 'grain', amount: 0.03, seed })
      for (let i = 0; i < cover.data.length; i++) cover.data[i] = Math.max(cover.data[i], white.data[i])
    }
    return { picture: out, damaged: cover, lost: lostUnder(cover) }
  },
}
