// A hole laid out for fast marching: the picture's grid with an edge around it, what is known of each pixel, and its 8-bit values.
import { copyPicture, type Picture, type Plane, ReveladoError } from '@revelado/core'
import { BAND, BEYOND, INSIDE, KNOWN } from './fast-marching.ts'

const FAR = 1e6

/** The edge is wide enough that no neighbour within the radius need be checked for lying outside. */
export interface Hole {
  readonly margin: number
  /** Length of a row with its edges. */
  readonly stride: number
  /** INSIDE where lost, BAND on the known pixels that touch these, KNOWN elsewhere, BEYOND at the edge. */
  readonly state: Uint8Array
  readonly time: Float32Array
  /** Red, green and blue. */
  readonly planes: readonly Uint8ClampedArray[]
}

/**
 * Lays out the pixels where `lost` ≥ 0.5.
 * @throws ReveladoError 'bad-argument' when the sizes differ.
 */
export function layOut(picture: Picture, lost: Plane, radius: number): Hole {
  const { width, height } = picture
  if (lost.width !== width || lost.height !== height)
    throw new ReveladoError('bad-argument', `expected a mask of ${width} × ${height} but received ${lost.width} × ${lost.height}`)
  const margin = radius + 1
  const stride = width + 2 * margin
  const state = new Uint8Array(stride * (height + 2 * margin)).fill(BEYOND)
  const time = new Float32Array(state.length).fill(FAR)
  const planes = [0, 1, 2].map(() => new Uint8ClampedArray(state.length))
  const n = width * height
  for (let y = 0, i = 0; y < height; y++)
    for (let x = 0; x < width; x++, i++) {
      const p = (y + margin) * stride + x + margin
      state[p] = lost.data[i] >= 0.5 ? INSIDE : KNOWN
      for (let c = 0; c < 3; c++) planes[c][p] = picture.data[c * n + i] * 255
    }
  for (let p = stride; p < state.length - stride; p++) {
    if (state[p] !== KNOWN || ![p - stride, p - 1, p + 1, p + stride].some((q) => state[q] === INSIDE)) continue
    state[p] = BAND
    time[p] = 0
  }
  return { margin, stride, state, time, planes }
}

/** Offsets within the radius, without the pixel itself. */
export function neighbourhood(radius: number): { dx: number; dy: number; square: number }[] {
  const list = []
  for (let dy = -radius; dy <= radius; dy++)
    for (let dx = -radius; dx <= radius; dx++) {
      const square = dx * dx + dy * dy
      if (square > 0 && square <= radius * radius) list.push({ dx, dy, square })
    }
  return list
}

/** The picture with its lost pixels as the hole's planes have them now. */
export function fillIn(picture: Picture, lost: Plane, { margin, stride, planes }: Hole): Picture {
  const { width, height } = picture
  const out = copyPicture(picture)
  for (let y = 0, i = 0; y < height; y++)
    for (let x = 0; x < width; x++, i++)
      if (lost.data[i] >= 0.5)
        for (let c = 0; c < 3; c++) out.data[c * width * height + i] = planes[c][(y + margin) * stride + x + margin] / 255
  return out
}
