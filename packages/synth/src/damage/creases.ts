// Creases: a print that was bent or carried in a purse. The emulsion broke along a jagged line from an edge or a corner, now wide, now
// hair-thin, with branches and flecks beside it, and shows the paper, or dirt that settled there.
import { cos, createPlane, exp, type Plane, Random, sin } from '@revelado/core'
import { coverStroke, type Point } from '../field/coverage.ts'
import { lay, lostUnder, markedBy, type Paint } from '../field/paint.ts'
import { ragged } from '../field/path.ts'
import { soften } from '../field/soften.ts'
import type { Damage } from './damage.ts'
import { tinted } from './stains.ts'

type P = {
  readonly count: number
  /** Pixels. */
  readonly width: number
  /** Sideways, as a share of the length. */
  readonly jagged: number
  readonly branches: number
  readonly flecks: number
  /** How much is hidden where the line is widest. */
  readonly depth: number
  readonly soft: boolean
  /** How dark the bent paper beside the line is. */
  readonly shade: number
  readonly paint: Paint
  readonly seed: number
}

const MOST_BRANCHES = 6
/** Pixels between the points of a line. */
const FINE = 1.5
/** The line's width goes up and down over about this many of its widths. */
const WAVE = 12

/** Where a crease begins, and a point far across that it is bent towards. */
function ends(random: Random, width: number, height: number): [Point, Point] {
  const side = random.int(0, 3)
  const corner = random.chance(0.4)
  const t = corner ? random.uniform(0, 0.25) : random.uniform(0.1, 0.9)
  const along = random.chance(0.5) ? t : 1 - t
  const from: Point =
    side === 0 ? [along * width, 0] : side === 1 ? [width, along * height] : side === 2 ? [along * width, height] : [0, along * height]
  if (corner) {
    // A broken corner: to the other side of it
    const reach = random.uniform(0.08, 0.5)
    const toX = from[0] < width / 2 ? reach * width : (1 - reach) * width
    const toY = from[1] < height / 2 ? reach * height : (1 - reach) * height
    return [from, side % 2 === 0 ? [from[0] < width / 2 ? 0 : width, toY] : [toX, from[1] < height / 2 ? 0 : height]]
  }
  const share = random.chance(0.5) ? 1 : random.uniform(0.2, 0.9)
  const far: Point =
    side === 0
      ? [random.uniform(0, 1) * width, height]
      : side === 1
        ? [0, random.uniform(0, 1) * height]
        : side === 2
          ? [random.uniform(0, 1) * width, 0]
          : [width, random.uniform(0, 1) * height]
  return [from, [from[0] + share * (far[0] - from[0]), from[1] + share * (far[1] - from[1])]]
}

/** A value that wanders between −1 and 1 or so, smoothly over `period` steps. */
function waves(random: Random, count: number, period: number): number[] {
  let [from, to] = [random.normal(0, 0.6), random.normal(0, 0.6)]
  return Array.from({ length: count }, (_, i) => {
    const at = i % period
    if (i > 0 && at === 0) [from, to] = [to, random.normal(0, 0.6)]
    return from + ((to - from) * at) / period
  })
}

/** Draws one line of the crease and what hangs on it. */
function breakAlong(random: Random, cover: Plane, from: Point, to: Point, p: P, width: number, branches: number): void {
  const length = Math.sqrt((to[0] - from[0]) * (to[0] - from[0]) + (to[1] - from[1]) * (to[1] - from[1]))
  if (length < 3) return
  let levels = 1
  while (length / (1 << levels) > FINE && levels < 9) levels++
  const line = ragged(random, from, to, p.jagged * length, levels)
  const wave = waves(random, line.length, Math.max(2, Math.round((WAVE * width) / FINE)))
  const radii = wave.map((v, i) => {
    const end = Math.min(1, (line.length - 1 - i) / (0.25 * line.length))
    return Math.max(0.15, (width / 2) * end * exp(v) * random.uniform(0.7, 1.3))
  })
  for (let i = 0; i + 1 < line.length; i++) {
    // Where the paper held, only a trace is seen
    const trace = wave[i] < -0.55 ? 0.4 : 1
    coverStroke(cover, [line[i], line[i + 1]], [radii[i], radii[i + 1]], p.depth * trace)
  }
  const fleck = random.split('flecks')
  for (let k = Math.round(p.flecks * length); k > 0; k--) {
    const [x, y] = fleck.pick(line)
    const apart = 2.5 * width
    coverStroke(
      cover,
      [[x + fleck.normal(0, apart), y + fleck.normal(0, apart)]],
      fleck.uniform(0.3, 0.9) * Math.max(1, width / 2),
      p.depth,
    )
  }
  for (let k = 0; k < branches; k++) {
    const branch = random.split(`branch ${k}`)
    const [x, y] = branch.pick(line)
    const heading = branch.uniform(0, 2 * Math.PI)
    const long = length * branch.uniform(0.05, 0.3)
    breakAlong(branch, cover, [x, y], [x + long * cos(heading), y + long * sin(heading)], p, width * branch.uniform(0.3, 0.8), 0)
  }
}

export const creases: Damage<P> = {
  name: 'creases',
  title: { en: 'Creases', es: 'Quiebres' },
  severity: 'heavy',
  reach: 'loss',
  range:
    '1 to 7 jagged lines from edges and corners, 0.8 to 5 pixels wide and thinner by turns, with up to 6 branches and flecks each, white to grey or dirty',
  draw(random, { scale }) {
    const v = random.chance(0.88) ? random.uniform(0.6, 1) : random.uniform(0.05, 0.35)
    const warm = random.uniform(0, 0.25)
    return {
      count: Math.round(random.logUniform(1, 7)),
      width: random.logUniform(0.8, 5) * scale,
      jagged: random.uniform(0.01, 0.07),
      branches: random.int(0, MOST_BRANCHES),
      flecks: random.chance(0.5) ? random.uniform(0, 0.15) : 0,
      depth: random.uniform(0.6, 1),
      soft: random.chance(0.5),
      shade: random.chance(0.4) ? random.uniform(0.05, 0.35) : 0,
      paint: {
        colour: [v, v * (1 - 0.4 * warm), v * (1 - warm)],
        texture: random.pick(['plain', 'grain', 'cloud'] as const),
        amount: random.uniform(0, 0.06),
        seed: random.bits(),
      },
      seed: random.bits(),
    }
  },
  apply(picture, parameters) {
    const { count, width, branches, soft, shade, paint, seed } = parameters
    const drawn = createPlane(picture.width, picture.height)
    for (let k = 0; k < count; k++) {
      const random = new Random(seed).split(k)
      const [from, to] = ends(random, picture.width, picture.height)
      breakAlong(random, drawn, from, to, parameters, width * random.uniform(0.5, 1.2), branches)
    }
    const cover = soft ? softer(drawn) : drawn
    const beside = shade > 0 ? shaded(cover, shade, Math.max(1, Math.round(width / 2))) : undefined
    const laid = lay(beside ? tinted(picture, beside, [0, 0, 0]) : picture, cover, paint)
    if (!beside) return { picture: laid, damaged: cover, lost: lostUnder(cover), hidden: markedBy(cover) }
    for (let i = 0; i < cover.data.length; i++) beside.data[i] = Math.max(beside.data[i], cover.data[i])
    return { picture: laid, damaged: beside, lost: lostUnder(cover), hidden: markedBy(cover) }
  },
}

/** A scanner's eye: edges a pixel wide, the middle of what is wide as opaque as it was. */
function softer(cover: Plane): Plane {
  const blurred = soften(cover, 0.6)
  for (let i = 0; i < cover.data.length; i++) {
    const v = Math.min(1, 1.35 * blurred.data[i])
    blurred.data[i] = v > 0.03 ? v : 0
  }
  return blurred
}

/** The shadow of the bent paper: right of and below the line. */
function shaded({ width, height, data }: Plane, depth: number, reach: number): Plane {
  const out = createPlane(width, height)
  for (let y = reach; y < height; y++)
    for (let x = reach; x < width; x++) out.data[y * width + x] = depth * data[(y - reach) * width + x - reach]
  return out
}
