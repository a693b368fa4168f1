// What covers a place: a colour, plain or with a texture; and laying it over a picture.
import { createPlane, type Picture, type Plane, Random } from '@revelado/core'
import { cloud } from './cloud.ts'
import { mapChannels } from './map.ts'
import { normals } from './normals.ts'

/** A colour in sRGB 0..1 with a texture of the given amount (0..1) on it. */
export type Paint = {
  readonly colour: readonly [number, number, number]
  readonly texture: 'plain' | 'grain' | 'cloud' | 'fibre'
  readonly amount: number
  readonly seed: number
}

/** Paper white, black, grey or any colour. */
export function drawColour(random: Random): [number, number, number] {
  const u = random.uniform()
  if (u < 0.32) {
    const paper = random.uniform(0.84, 1)
    return [paper, paper * random.uniform(0.95, 1), paper * random.uniform(0.82, 1)]
  }
  if (u < 0.37) return [1, 1, 1]
  if (u < 0.45) return [0, 0, 0]
  if (u < 0.55) {
    const black = random.uniform(0, 0.15)
    return [black, black * random.uniform(0.7, 1), black * random.uniform(0.6, 1)]
  }
  if (u < 0.67) {
    const grey = random.uniform(0.15, 0.85)
    return [grey, grey, grey]
  }
  return [random.uniform(), random.uniform(), random.uniform()]
}

/** Draws a paint of any colour, or of the one given; plain in half of the cases. */
export function drawPaint(random: Random, colour = drawColour(random)): Paint {
  const texture = random.chance(0.5) ? 'plain' : random.pick(['grain', 'cloud', 'fibre'] as const)
  return { colour, texture, amount: texture === 'plain' ? 0 : random.uniform(0.01, texture === 'grain' ? 0.08 : 0.14), seed: random.bits() }
}

function texture(paint: Paint, width: number, height: number): Plane | null {
  const random = new Random(paint.seed)
  if (paint.texture === 'plain') return null
  if (paint.texture === 'grain') return createPlane(width, height, normals(random, width * height))
  if (paint.texture === 'cloud') return cloud(random, width, height, random.uniform(6, 40), 3, 0.6)
  const across = cloud(random, width, height, 2)
  const coarse = cloud(random, width, height, 12, 2)
  for (let i = 0; i < across.data.length; i++) across.data[i] = 0.7 * across.data[i] + 0.5 * coarse.data[i]
  return across
}

/** The picture with `paint` over it, `cover` (0..1) saying how much at each pixel. */
export function lay(picture: Picture, cover: Plane, paint: Paint): Picture {
  const amounts = cover.data
  const field = texture(paint, picture.width, picture.height)?.data
  return mapChannels(picture, (from, to, c) => {
    to.set(from)
    if (field) layTextured(to, amounts, paint.colour[c], paint.amount, field)
    else layPlain(to, amounts, paint.colour[c])
  })
}

function layPlain(to: Float32Array, amounts: Float32Array, base: number): void {
  for (let i = 0; i < to.length; i++) if (amounts[i] !== 0) to[i] += amounts[i] * (base - to[i])
}

function layTextured(to: Float32Array, amounts: Float32Array, base: number, amount: number, field: Float32Array): void {
  for (let i = 0; i < to.length; i++)
    if (amounts[i] !== 0) to[i] += amounts[i] * (Math.min(1, Math.max(0, base + amount * field[i])) - to[i])
}

/** A line of one pixel that lies between two covers half of each, and few marks are opaque: with half, thin scratches came out dotted. */
const SEEN = 0.3

function over(cover: Plane, least: number): Plane {
  const mask = createPlane(cover.width, cover.height)
  const amounts = cover.data
  for (let i = 0; i < amounts.length; i++) mask.data[i] = amounts[i] > least ? 1 : 0
  return mask
}

/** Where less than half of a pixel still shows: 1, else 0. */
export function lostUnder(cover: Plane): Plane {
  return over(cover, 0.5)
}

/** Where a mark covers enough of a pixel to be seen and taken away: 1, else 0. */
export function markedBy(cover: Plane): Plane {
  return over(cover, SEEN)
}
