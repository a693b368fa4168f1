// One picture of a batch: a photograph cut to the canvas, damaged by a recipe, made small for LOOK and cut for REPAIR.
import {
  createPlane,
  cropPicture,
  cropPlane,
  fillLost,
  noiseProfile,
  type Picture,
  type Plane,
  PROFILE_LENGTH,
  Random,
  resizeArea,
  resizeLanczos3,
  resizePlaneArea,
  rgbToLab,
  squaresOf,
  widenPlane,
} from '@revelado/core'
import { applyRecipe, drawPredecessorRecipe, drawRecipe, type Labels, type Recipe, type Sample } from '@revelado/synth'
import type { Batch, BatchShape } from './batch.ts'

/**
 * FIND and FILL see scans of a thousand pixels, where what was photographed is smooth and large, and the photographs of training have
 * 320 at most: half of their views are enlarged, up to four times.
 */
const ENLARGED = 1 / 2
const MOST_ENLARGED = 4
/**
 * At a thousand pixels a film's perforation is as large as a hole: FIND learns from pieces of scans that are drawn so many times as
 * large, of a share of the negatives and of a share of the others.
 */
const PIECES = { negative: 0.5, positive: 0.08 }
const PIECES_LARGER = [2, 3] as const
const MASK_GIVEN = 0.4
/** Share of the given masks that lack a part: who finds losses misses some. */
const MASK_LACKS = 0.4
/** Pixels by which a given mask goes beyond what is lost: nobody draws one without, and what was found is widened as much. */
const WIDEST = 2
const HINTS_GIVEN = 0.1
const HINT_SPOTS = 6
/** Share of tiles that are cut around something lost, when there is any. */
const TILE_AT_LOSS = 0.4

/** A square of a picture, and whether it is mirrored. */
export interface View {
  readonly x: number
  readonly y: number
  readonly side: number
  readonly mirrored: boolean
}

/**
 * A random square, no smaller than the canvas when the picture allows: what is cut is shrunk, never enlarged, but for a share of the views.
 * @param enlarged share of the views that show up to `MOST_ENLARGED` times less than the canvas holds
 */
export function drawView({ width, height }: { width: number; height: number }, canvas: number, random: Random, enlarged = 0): View {
  const short = Math.min(width, height)
  const near = random.split('near')
  const usual = short <= canvas ? short : random.int(canvas, short)
  const side = near.chance(enlarged) ? Math.min(short, near.int(Math.ceil(canvas / MOST_ENLARGED), canvas)) : usual
  return { x: random.int(0, width - side), y: random.int(0, height - side), side, mirrored: random.chance(0.5) }
}

/** A photograph that rectangles can be cut from, sRGB 0..1. */
export interface Photograph {
  readonly width: number
  readonly height: number
  crop(x: number, y: number, width: number, height: number): Picture
}

/** A picture in memory as one. */
export function photographOf(picture: Picture): Photograph {
  const { width, height } = picture
  return { width, height, crop: (x, y, w, h) => cropPicture(picture, x, y, w, h) }
}

/** The view of a photograph at the canvas's size. */
export function cutView(photograph: Photograph, { x, y, side, mirrored }: View, canvas: number): Picture {
  const square = photograph.crop(x, y, side, side)
  const sized = side === canvas ? square : side > canvas ? resizeArea(square, canvas, canvas) : enlarge(square, canvas)
  return mirrored ? mirror(sized) : sized
}

/** Lanczos leaves 0..1 beside edges; a scan does not. */
function enlarge(square: Picture, canvas: number): Picture {
  const large = resizeLanczos3(square, canvas, canvas)
  for (let i = 0; i < large.data.length; i++) large.data[i] = Math.min(1, Math.max(0, large.data[i]))
  return large
}

function mirror(picture: Picture): Picture {
  const { width, height } = picture
  for (let row = 0; row < 3 * height; row++) picture.data.subarray(row * width, (row + 1) * width).reverse()
  return picture
}

/** What a batch takes of a sample: made by a recipe, or a pair of a user's own. */
export type Drawn = Pick<Sample, 'input' | 'target' | 'lost' | 'box'> & Partial<Pick<Sample, 'hidden'>> & { readonly labels: Labels }

/** 1 inside the frame of the sample, 0 on rebate and holder. */
function framePlane({ input: { width, height }, box }: Drawn): Plane {
  const plane = createPlane(width, height)
  for (let y = box.y; y < box.y + box.height; y++) plane.data.fill(1, y * width + box.x, y * width + box.x + box.width)
  return plane
}

/** Colours that a user might set: a few spots of the target's a* and b*. */
function writeHints(target: Picture, out: Float32Array, random: Random): void {
  const { width: side, data } = target
  const n = side * side
  for (let spot = random.int(1, HINT_SPOTS); spot > 0; spot--) {
    const size = random.int(1, Math.max(2, side >> 4))
    const x0 = random.int(0, side - size)
    const y0 = random.int(0, side - size)
    const at = (y0 + (size >> 1)) * side + x0 + (size >> 1)
    const [, a, b] = rgbToLab(data[at], data[n + at], data[2 * n + at])
    for (let y = y0; y < y0 + size; y++)
      for (let x = x0; x < x0 + size; x++) {
        out[y * side + x] = a / 100
        out[n + y * side + x] = b / 100
        out[2 * n + y * side + x] = 1
      }
  }
}

/** The mask as somebody gives it: drawn generously or closely, whole or without a part. */
function maskOf(lost: Plane, random: Random): Plane {
  const mask = widenPlane(lost, random.int(0, WIDEST))
  if (!random.chance(MASK_LACKS)) return mask
  const side = random.int(lost.width >> 2, lost.width >> 1)
  const x = random.int(0, lost.width - side)
  const y = random.int(0, lost.height - side)
  for (let row = y; row < y + side; row++) mask.data.fill(0, row * lost.width + x, row * lost.width + x + side)
  return mask
}

/** What is told of what is lost: with luck a part of it, unless the shape wants more. */
function toldOf({ lost, hidden, input }: Drawn, { tellsAll, finds, fills }: BatchShape, loses: boolean, random: Random): Plane {
  if (tellsAll) return widenPlane(lost, WIDEST)
  if (fills) return widenPlane(hidden ?? lost, random.int(0, WIDEST))
  return loses && !finds && random.chance(MASK_GIVEN) ? maskOf(lost, random) : createPlane(input.width, input.height)
}

/** Tiles begin where a JPEG block does, as they do when restoring: so REPAIR need not find the grid. */
const GRID = 8

/** The upper left corner of a tile; often one that shows something lost. */
function placeTile(lost: Plane, tile: number, random: Random): [number, number] {
  const room = Math.floor((lost.width - tile) / GRID)
  const whole = (v: number): number => GRID * Math.min(room, Math.max(0, Math.round(v / GRID)))
  if (random.chance(TILE_AT_LOSS))
    for (let attempt = 0; attempt < 30; attempt++) {
      const at = random.int(0, lost.data.length - 1)
      if (lost.data[at] < 0.5) continue
      return [whole((at % lost.width) - (tile >> 1)), whole(Math.floor(at / lost.width) - (tile >> 1))]
    }
  return [GRID * random.int(0, room), GRID * random.int(0, room)]
}

/** A plane at LOOK's size. Most samples have lost nothing and have no border, and one value needs no resizing. */
function writeSmall(small: Plane, plane: Plane): void {
  const { data } = plane
  let same = 0
  while (same < data.length && data[same] === data[0]) same++
  if (same === data.length) small.data.fill(data[0])
  else small.data.set(small.width === plane.width ? plane.data : resizePlaneArea(plane, small.width, small.height).data)
}

/** A square of a sample, and of the frame what lies in it (no pixel, where nothing does). */
export function pieceOf({ input, target, lost, hidden, box, labels }: Drawn, x: number, y: number, side: number): Drawn {
  const [left, top] = [Math.max(box.x, x), Math.max(box.y, y)]
  const within = {
    x: Math.min(side, left - x),
    y: Math.min(side, top - y),
    width: Math.max(0, Math.min(box.x + box.width, x + side) - left),
    height: Math.max(0, Math.min(box.y + box.height, y + side) - top),
  }
  return {
    input: cropPicture(input, x, y, side, side),
    target: cropPicture(target, x, y, side, side),
    lost: cropPlane(lost, x, y, side, side),
    hidden: hidden && cropPlane(hidden, x, y, side, side),
    box: within,
    labels,
  }
}

/** How many times as large as the canvas a sample is drawn; a piece of it is shown. */
function timesLarger({ labels }: Recipe, { finds }: BatchShape, random: Random): number {
  if (!finds || !random.chance(labels.negative ? PIECES.negative : PIECES.positive)) return 1
  return random.int(...PIECES_LARGER)
}

/** Draws, damages and writes picture number `at` of the batch. */
export function fillSample(batch: Batch, at: number, photograph: Photograph, seed: string): void {
  const { canvas, mixture, finds, fills, recipe: whose } = batch.shape
  const random = new Random(seed)
  const { seed: own } = random.split('recipe')
  const recipeOf = (side: number, scale?: number): Recipe =>
    whose === 'predecessor'
      ? drawPredecessorRecipe(own, { width: side, height: side })
      : drawRecipe(own, { width: side, height: side, scale, mixture })
  const usual = recipeOf(canvas)
  const pieces = random.split('piece')
  const times = timesLarger(usual, batch.shape, pieces)
  const side = times * canvas
  const near = (finds || fills) && times === 1 ? ENLARGED : 0
  const photo = cutView(photograph, drawView(photograph, canvas, random, near), side)
  const { input, target, lost, hidden, box, recipe } = applyRecipe(photo, times === 1 ? usual : recipeOf(side, times))
  const whole: Drawn = { input, target, lost, hidden, box, labels: recipe.labels }
  const anywhere = (): number => pieces.int(0, side - canvas)
  writeSample(batch, at, times === 1 ? whole : pieceOf(whole, anywhere(), anywhere(), canvas), random)
}

/** Writes a sample of the canvas's size as picture number `at`, made small for LOOK and cut for REPAIR. */
export function writeSample(batch: Batch, at: number, sample: Drawn, random: Random): void {
  const { canvas, look, tile, tiles, finds, fills } = batch.shape
  const { labels } = sample
  // What was lost on the rebate or the holder is no loss of the picture
  const lost = labels.lost && sample.lost.data.some((value) => value > 0) ? 1 : 0
  batch.labels.set([labels.negative, labels.bw, batch.shape.developAll ? 1 : labels.tone, lost], 4 * at)

  const told = toldOf(sample, batch.shape, lost === 1, random)
  const frame = framePlane(sample)
  const n = look * look
  const part = (all: Float32Array): Float32Array => all.subarray(n * at, n * (at + 1))
  const target = look === canvas ? sample.target : resizeArea(sample.target, look, look)
  const toldSmall = createPlane(look, look, part(batch.told))
  writeSmall(toldSmall, told)
  const picture = look === canvas ? sample.input : resizeArea(sample.input, look, look)
  // LOOK begins from what stands around a loss that is known, not from what covers it
  batch.picture.set(fillLost(picture, toldSmall).data, 3 * n * at)
  batch.target.set(target.data, 3 * n * at)
  writeSmall(createPlane(look, look, part(batch.lost)), ((finds || fills) && sample.hidden) || sample.lost)
  writeSmall(createPlane(look, look, part(batch.frame)), frame)
  if (labels.bw && random.chance(HINTS_GIVEN)) writeHints(target, batch.hints.subarray(3 * n * at, 3 * n * (at + 1)), random)

  if (tiles > 0) batch.profile.set(noiseProfile(sample.input, squaresOf(sample.input)), PROFILE_LENGTH * at)
  // REPAIR too: it refines what stands around, instead of having to forget what covers
  const shown = tiles > 0 ? fillLost(sample.input, told) : sample.input
  const m = tile * tile
  for (let i = at * tiles; i < (at + 1) * tiles; i++) {
    const [x, y] = placeTile(sample.lost, tile, random)
    batch.offsets.set([x, y], 2 * i)
    batch.tilePicture.set(cropPicture(shown, x, y, tile, tile).data, 3 * m * i)
    batch.tileTarget.set(cropPicture(sample.target, x, y, tile, tile).data, 3 * m * i)
    batch.tileLost.set(cropPlane(sample.lost, x, y, tile, tile).data, m * i)
    batch.tileTold.set(cropPlane(told, x, y, tile, tile).data, m * i)
    batch.tileFrame.set(cropPlane(frame, x, y, tile, tile).data, m * i)
  }
}
