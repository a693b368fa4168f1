// Lost regions for the test of filling: blobs, tears and strokes over 5 to 15 % of a picture, and what is seen in their place.
import { copyPicture, createPlane, type Picture, type Plane, type Random } from '@revelado/core'

/** Share of the picture that is lost. */
const SHARE = { least: 0.05, most: 0.15 }

/** Marks a blob: a circle whose radius wanders with the angle. */
function blob(mask: Plane, random: Random): void {
  const { width, height, data } = mask
  const radius = random.uniform(0.03, 0.1) * Math.min(width, height)
  const cx = random.uniform(0, width)
  const cy = random.uniform(0, height)
  const waves = Array.from({ length: 5 }, (_, k) => ({ size: random.uniform(0, 0.35 / (k + 1)), turn: random.uniform(0, 2 * Math.PI) }))
  const reach = Math.ceil(radius * 2)
  for (let y = Math.max(0, Math.floor(cy - reach)); y < Math.min(height, cy + reach); y++)
    for (let x = Math.max(0, Math.floor(cx - reach)); x < Math.min(width, cx + reach); x++) {
      const angle = Math.atan2(y - cy, x - cx)
      const edge = waves.reduce((sum, { size, turn }, k) => sum + size * Math.sin((k + 1) * angle + turn), 1)
      if (Math.hypot(x - cx, y - cy) < radius * edge) data[y * width + x] = 1
    }
}

/** Marks a tear: a wandering stroke with a width of a hundredth to a fortieth of the picture. */
function tear(mask: Plane, random: Random): void {
  const { width, height, data } = mask
  const side = Math.min(width, height)
  const half = random.uniform(0.005, 0.0125) * side
  let x = random.uniform(0, width)
  let y = random.uniform(0, height)
  let angle = random.uniform(0, 2 * Math.PI)
  const r = Math.ceil(half)
  for (let step = random.uniform(0.2, 0.8) * side; step > 0; step--) {
    for (let dy = -r; dy <= r; dy++)
      for (let dx = -r; dx <= r; dx++) {
        const u = Math.round(x + dx)
        const v = Math.round(y + dy)
        if (Math.hypot(dx, dy) <= half + 0.5 && u >= 0 && v >= 0 && u < width && v < height) data[v * width + u] = 1
      }
    angle += random.normal(0, 0.12)
    x += Math.cos(angle)
    y += Math.sin(angle)
  }
}

function countMarked({ data }: Plane): number {
  let marked = 0
  for (let i = 0; i < data.length; i++) marked += data[i]
  return marked
}

/** A mask of ones over 5 to 15 % of the picture (one last shape may go past the share that was drawn). */
export function drawLostMask(random: Random, width: number, height: number): Plane {
  const mask = createPlane(width, height)
  const wanted = random.uniform(SHARE.least, SHARE.most - 0.03) * width * height
  for (let marked = 0; marked < wanted; marked = countMarked(mask))
    if (random.chance(0.5)) blob(mask, random)
    else tear(mask, random)
  return mask
}

/** The picture with its lost pixels in paper white, black, grey or any colour, with a little grain. */
export function loseContent(picture: Picture, mask: Plane, random: Random): Picture {
  const grey = random.uniform(0.2, 0.8)
  const colours = [
    [0.95, 0.93, 0.88],
    [0.03, 0.03, 0.03],
    [grey, grey, grey],
    [random.uniform(), random.uniform(), random.uniform()],
  ]
  const colour = random.pick(colours)
  const grain = random.uniform(0, 0.03)
  const out = copyPicture(picture)
  const n = mask.data.length
  for (let i = 0; i < n; i++) {
    if (mask.data[i] < 0.5) continue
    const shade = random.normal(0, grain)
    for (let c = 0; c < 3; c++) out.data[c * n + i] = colour[c] + shade
  }
  return out
}
