// What surrounds a print in its scan: the white margin of its paper, an oval mat, the album's page or the scanner's lid.
// Nothing is wrong with it: it belongs to the picture and is kept. Without it only negatives would ever show a border.
import { createPicture, type Picture, type Random, resizeArea } from '@revelado/core'
import type { Parameters } from './damage/damage.ts'

/** Lengths are shares of the picture's width and height; colours sRGB 0..1. */
export type MountParameters = {
  /** Where the photograph lies: left, top, width, height. */
  readonly box: readonly number[]
  /** Margin of the paper around it: left, top, right, bottom. */
  readonly margin: readonly number[]
  readonly paper: readonly number[]
  /** What the print lies on; shows where box and margin leave room. */
  readonly page: readonly number[]
  readonly oval: boolean
  /** Share of the oval's radius over which the photograph fades into the paper. */
  readonly softness: number
}

const MOSTLY_WHOLE = 0.6
const OVAL = 0.12
const FADES = 0.4

function tinted(random: Random, level: number, tint: number): number[] {
  return [level, level - tint * random.uniform(0, 0.5), level - tint * random.uniform(0.3, 1.2)].map((v) => Math.max(0, v))
}

/** Draws a mount; a grey one where the file can hold no colour. */
export function drawMount(random: Random, grey: boolean): MountParameters {
  const size = random.uniform(0.7, 0.96)
  const [width, height] = [size * random.uniform(0.94, 1), size * random.uniform(0.94, 1)]
  const room = [1 - width, 1 - height]
  const at = room.map((r) => r * Math.min(1, Math.max(0, random.normal(0.5, 0.12))))
  const whole = random.chance(MOSTLY_WHOLE)
  const share = (): number => (whole ? 1 : random.uniform(0, 0.8))
  const sides = [at[0], at[1], room[0] - at[0], room[1] - at[1]]
  const tint = grey ? 0 : random.uniform(0, 0.12)
  const oval = random.chance(OVAL)
  const dark = random.chance(0.15)
  const page = random.pick([random.uniform(0, 0.12), random.uniform(0.1, 0.6), random.uniform(0.8, 1)])
  return {
    box: [at[0], at[1], width, height],
    margin: sides.map((side) => side * share()),
    paper: dark ? tinted(random, random.uniform(0.02, 0.3), tint) : tinted(random, random.uniform(0.82, 1), tint),
    page: tinted(random, page, 2 * tint),
    oval,
    softness: oval && random.chance(FADES) ? random.uniform(0.1, 0.5) : 0.02,
  }
}

/** How much of the photograph shows at (u, v) of its box, both −1..1. */
function shown(u: number, v: number, { oval, softness }: MountParameters): number {
  if (!oval) return 1
  const inside = (1 - Math.sqrt(u * u + v * v)) / softness
  return Math.min(1, Math.max(0, inside))
}

/** The photograph made small on its paper and page; of the photograph's own size. */
export function mount(photo: Picture, parameters: Parameters): Picture {
  const p = parameters as MountParameters
  const { width, height } = photo
  const n = width * height
  const out = createPicture(width, height, photo.encoding)
  const [x, y] = [Math.round(p.box[0] * width), Math.round(p.box[1] * height)]
  const w = Math.max(1, Math.min(width - x, Math.round(p.box[2] * width)))
  const h = Math.max(1, Math.min(height - y, Math.round(p.box[3] * height)))
  const small = resizeArea(photo, w, h)
  const left = x - Math.round(p.margin[0] * width)
  const top = y - Math.round(p.margin[1] * height)
  const right = x + w + Math.round(p.margin[2] * width)
  const bottom = y + h + Math.round(p.margin[3] * height)
  for (let row = 0; row < height; row++)
    for (let column = 0; column < width; column++) {
      const i = row * width + column
      const onPaper = column >= left && column < right && row >= top && row < bottom
      const [a, b] = [column - x, row - y]
      const inside = a >= 0 && b >= 0 && a < w && b < h
      const share = inside ? shown((2 * a + 1) / w - 1, (2 * b + 1) / h - 1, p) : 0
      for (let c = 0; c < 3; c++) {
        const around = onPaper ? p.paper[c] : p.page[c]
        out.data[c * n + i] = inside ? around + share * (small.data[c * w * h + b * w + a] - around) : around
      }
    }
  return out
}
