// Faces that stay themselves: inside boxes that the caller gives, REPAIR may mend what is fine, but light, colour and the
// large forms stay those of the developed picture. What is kept is what a Gaussian of 1/32 of the face lets through.
import {
  channel,
  createPicture,
  createPlane,
  deltaE2000Plane,
  gaussianBlurPlane,
  luma,
  type Picture,
  type Plane,
  type Raster,
  ReveladoError,
  rasterToPicture,
  writePicture,
} from '@revelado/core'
import { develop } from './develop.ts'
import type { Inspection } from './inspect.ts'
import { type Mask, readMaskWindow } from './mask.ts'
import type { RepairSettings } from './repair.ts'
import type { Rectangle } from './tiles.ts'

/** A face, upright picture: left, top, width and height as shares of the picture's width and height, 0..1. */
export interface FaceBox {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** One face as it was kept. */
export interface FaceFinding extends FaceBox {
  /** Mean CIEDE2000 inside the box between result and developed picture, both blurred: as REPAIR left it, and as it was kept. */
  readonly before: number
  readonly after: number
  /** Only light was kept: the colours of the result are guessed, and the developed picture has none to keep to. */
  readonly lightOnly: boolean
}

/** Standard deviation of the blur, and width of the soft edge around the box, as shares of the face's longer side. */
const COARSE = 1 / 32
const FEATHER = 1 / 8
/** Blurring a difference and adding it leaves some of it: repeated until this mean CIEDE2000 … */
const CLOSE = 1
/** … or so often. */
const ROUNDS = 8
/** A Gaussian ends at 4 σ. */
const REACH = 4
/** From this share on a colouring counts. */
const NOTICEABLE = 0.05
/** Sums of shares may lie this far above 1. */
const ROUNDING = 1e-6

function refuse(field: string, expected: string): never {
  throw new ReveladoError('bad-argument', `faces: expected ${expected} for ${field}`, { reason: 'faces', field, expected })
}

/** @throws ReveladoError 'bad-argument' that names the first value that is not a share, or the first box that leaves the picture. */
export function checkFaces(value: unknown, name = 'faces'): readonly FaceBox[] {
  if (!Array.isArray(value)) refuse(name, '[…]')
  for (const [i, box] of value.entries()) {
    const side = (key: keyof FaceBox): number => {
      const share: unknown = box?.[key]
      if (typeof share !== 'number' || !(share >= 0 && share <= 1)) refuse(`${name}[${i}].${key}`, '0–1')
      return share
    }
    for (const [from, length] of [
      ['x', 'width'],
      ['y', 'height'],
    ] as const) {
      if (side(length) === 0) refuse(`${name}[${i}].${length}`, '> 0')
      if (side(from) + side(length) > 1 + ROUNDING) refuse(`${name}[${i}].${from} + ${length}`, '≤ 1')
    }
  }
  return value
}

function boxIn(face: FaceBox, width: number, height: number): Rectangle {
  const x = Math.min(width - 1, Math.floor(face.x * width))
  const y = Math.min(height - 1, Math.floor(face.y * height))
  const right = Math.min(width, Math.ceil((face.x + face.width) * width))
  const bottom = Math.min(height, Math.ceil((face.y + face.height) * height))
  return { x, y, width: Math.max(1, right - x), height: Math.max(1, bottom - y) }
}

function around(box: Rectangle, margin: number, width: number, height: number): Rectangle {
  const x = Math.max(0, box.x - margin)
  const y = Math.max(0, box.y - margin)
  return { x, y, width: Math.min(width, box.x + box.width + margin) - x, height: Math.min(height, box.y + box.height + margin) - y }
}

/** 1 inside the box, falling to 0 over `feather` pixels outside it. */
function softly(box: Rectangle, region: Rectangle, feather: number): Float32Array {
  const out = new Float32Array(region.width * region.height)
  const away = (at: number, from: number, length: number) => Math.max(0, from - at, at - (from + length - 1))
  for (let y = 0, i = 0; y < region.height; y++)
    for (let x = 0; x < region.width; x++, i++) {
      const distance = Math.hypot(away(region.x + x, box.x, box.width), away(region.y + y, box.y, box.height))
      const t = Math.max(0, 1 - distance / (feather + 1))
      out[i] = t * t * (3 - 2 * t)
    }
  return out
}

/** Share of each pixel that was not lost: what was painted has no evidence to keep to. */
function evidence(region: Rectangle, gate: Plane | undefined, mask: Mask | undefined, settings: RepairSettings): Float32Array {
  const out = new Float32Array(region.width * region.height)
  if (mask && settings.invent) readMaskWindow(mask, region, out)
  for (let y = 0, i = 0; y < region.height; y++)
    for (let x = 0; x < region.width; x++, i++) {
      const painted = gate && settings.invent ? gate.data[(region.y + y) * gate.width + region.x + x] : 0
      out[i] = (1 - out[i]) * (1 - Math.min(1, Math.max(0, painted)))
    }
  return out
}

/** The blur of what is evidence: Σ g·w·v / Σ g·w. */
function coarse(picture: Picture, weights: Float32Array, weight: Float32Array, sigma: number): Picture {
  const { width, height } = picture
  const out = createPicture(width, height)
  for (const c of [0, 1, 2] as const) {
    const values = channel(picture, c).data.map((v, i) => v * weights[i])
    const blurred = gaussianBlurPlane(createPlane(width, height, values), sigma).data
    channel(out, c).data.set(blurred.map((v, i) => (weight[i] > 1e-4 ? v / weight[i] : 0)))
  }
  return out
}

const clamped = (data: Float32Array) => data.map((v) => Math.min(1, Math.max(0, v)))

function grey(picture: Picture): Picture {
  const { data } = luma(picture)
  const out = createPicture(picture.width, picture.height)
  for (const c of [0, 1, 2] as const) channel(out, c).data.set(data)
  return out
}

function meanInside(plane: Plane, box: Rectangle, region: Rectangle, weights: Float32Array): number {
  let sum = 0
  let count = 0
  for (let y = box.y - region.y; y < box.y - region.y + box.height; y++)
    for (let x = box.x - region.x; x < box.x - region.x + box.width; x++) {
      const i = y * region.width + x
      sum += weights[i] * plane.data[i]
      count += weights[i]
    }
  return count > 0 ? sum / count : 0
}

function keepFace(
  face: FaceBox,
  result: Raster,
  source: Raster,
  inspection: Inspection,
  settings: RepairSettings,
  gate: Plane | undefined,
  mask: Mask | undefined,
): FaceFinding {
  const box = boxIn(face, source.width, source.height)
  const side = Math.max(box.width, box.height)
  const sigma = Math.max(0.5, COARSE * side)
  const feather = Math.round(FEATHER * side)
  const region = around(box, feather + Math.ceil(REACH * sigma), source.width, source.height)
  const { x, y, width, height } = region
  const lightOnly = settings.neutral || (settings.repairs && settings.colour > NOTICEABLE)
  const seen = (picture: Picture) => (lightOnly ? grey(picture) : picture)

  const pixels = rasterToPicture(source, x, y, width, height).data
  const developed = createPicture(width, height, 'srgb', clamped(develop(pixels, width, height, inspection.development, settings.share)))
  const weights = evidence(region, gate, mask, settings)
  const weight = gaussianBlurPlane(createPlane(width, height, weights), sigma).data
  const share = softly(box, region, feather)
  const wanted = coarse(seen(developed), weights, weight, sigma)
  let kept = rasterToPicture(result, x, y, width, height)
  let low = coarse(seen(kept), weights, weight, sigma)
  const difference = () => meanInside(deltaE2000Plane(low, wanted), box, region, weights)
  const before = difference()
  let after = before
  for (let round = 0; settings.repairs && round < ROUNDS && (round === 0 || after > CLOSE); round++) {
    const n = width * height
    kept = { ...kept, data: clamped(kept.data.map((v, i) => v + share[i % n] * weights[i % n] * (wanted.data[i] - low.data[i]))) }
    low = coarse(seen(kept), weights, weight, sigma)
    after = difference()
  }
  if (settings.repairs) writePicture(result, kept, x, y)
  return { x: face.x, y: face.y, width: face.width, height: face.height, before, after, lightOnly }
}

/**
 * Brings the large forms of faces in `result` back to those of the developed picture, in place.
 * @param gate share of each pixel that REPAIR painted; it and the mask are left out: there is no evidence under them.
 */
export function keepFaces(
  faces: readonly FaceBox[],
  result: Raster,
  source: Raster,
  inspection: Inspection,
  settings: RepairSettings,
  gate: Plane | undefined,
  mask: Mask | undefined,
): FaceFinding[] {
  return faces.map((face) => keepFace(face, result, source, inspection, settings, gate, mask))
}
