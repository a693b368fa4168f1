// Telea's inpainting: a hole is filled from its rim inwards, each pixel from the known ones around it.
// Source: Telea, "An image inpainting technique based on the fast marching method", Journal of Graphics Tools 9(1), 2004, equations 1-7.
import { copyPicture, type Picture, type Plane, ReveladoError } from '@revelado/core'
import { BAND, BEYOND, INSIDE, KNOWN, march } from './fast-marching.ts'

const FAR = 1e6
/** Directions that are nearly along the rim still count a little. */
const LEAST_DIRECTION = 1e-6

/** The picture's grid with a wide enough edge that no neighbour need be checked for lying outside. */
interface Grid {
  readonly margin: number
  readonly stride: number
  readonly state: Uint8Array
  readonly time: Float32Array
}

/** States of all pixels: INSIDE where lost, BAND on the known pixels that touch these, KNOWN elsewhere, BEYOND at the edge. */
function layOut({ width, height, data }: Plane, radius: number): Grid {
  const margin = radius + 1
  const stride = width + 2 * margin
  const state = new Uint8Array(stride * (height + 2 * margin)).fill(BEYOND)
  const time = new Float32Array(state.length).fill(FAR)
  for (let y = 0, i = 0; y < height; y++)
    for (let x = 0; x < width; x++, i++) state[(y + margin) * stride + x + margin] = data[i] >= 0.5 ? INSIDE : KNOWN
  for (let p = stride; p < state.length - stride; p++) {
    if (state[p] !== KNOWN || ![p - stride, p - 1, p + 1, p + stride].some((q) => state[q] === INSIDE)) continue
    state[p] = BAND
    time[p] = 0
  }
  return { margin, stride, state, time }
}

/** Gives the known pixels near the hole negative times, so that the front's direction is known on both sides of the rim. */
function marchOutwards({ stride, state, time }: Grid, radius: number): void {
  const near = new Uint8Array(state.length).fill(BEYOND)
  for (let p = 0; p < state.length; p++) {
    if (state[p] !== INSIDE) continue
    for (let dy = -radius; dy <= radius; dy++)
      for (let dx = -radius; dx <= radius; dx++) {
        const q = p + dy * stride + dx
        if (state[q] === BAND) near[q] = BAND
        else if (state[q] === KNOWN) near[q] = INSIDE
      }
  }
  const entered: number[] = []
  march(near, time, stride, (p) => entered.push(p))
  for (const p of entered) time[p] = -time[p]
}

/** Slope of `values` at p along `step`, from the neighbours that are known. */
function slope(values: ArrayLike<number>, state: Uint8Array, p: number, step: number): number {
  const next = state[p + step] < INSIDE
  const before = state[p - step] < INSIDE
  if (next && before) return (values[p + step] - values[p - step]) / 2
  if (next) return values[p + step] - values[p]
  return before ? values[p] - values[p - step] : 0
}

/** Offsets within the radius, each with the part of its weight that depends on the distance alone (equation 5). */
function neighbourhood(radius: number): { dx: number; dy: number; nearness: number }[] {
  const list = []
  for (let dy = -radius; dy <= radius; dy++)
    for (let dx = -radius; dx <= radius; dx++) {
      const square = dx * dx + dy * dy
      if (square > 0 && square <= radius * radius) list.push({ dx, dy, nearness: square ** -1.5 })
    }
  return list
}

/** The three channels as 8-bit values on the grid. */
function spread(picture: Picture, { margin, stride, state }: Grid): Uint8ClampedArray[] {
  const { width, height, data } = picture
  return [0, 1, 2].map((c) => {
    const plane = new Uint8ClampedArray(state.length)
    for (let y = 0, i = c * width * height; y < height; y++)
      for (let x = 0; x < width; x++, i++) plane[(y + margin) * stride + x + margin] = data[i] * 255
    return plane
  })
}

/**
 * Fills the pixels where `lost` ≥ 0.5. 8-bit: every filled pixel is rounded before the next uses it.
 * The gradients' sum enters with its length taken away, as in OpenCV (taken whole, as in equation 3, it overshoots).
 * @throws ReveladoError 'bad-argument' when the sizes differ.
 */
export function telea(picture: Picture, lost: Plane, radius = 3): Picture {
  const { width, height } = picture
  if (lost.width !== width || lost.height !== height)
    throw new ReveladoError('bad-argument', `expected a mask of ${width} × ${height} but received ${lost.width} × ${lost.height}`)
  const grid = layOut(lost, radius)
  marchOutwards(grid, radius)
  const { margin, stride, state, time } = grid
  const around = neighbourhood(radius)
  const planes = spread(picture, grid)
  march(state, time, stride, (p) => {
    const timeX = slope(time, state, p, 1)
    const timeY = slope(time, state, p, stride)
    const sum = [0, 0, 0]
    const slopeX = [0, 0, 0]
    const slopeY = [0, 0, 0]
    let weights = 0
    for (const { dx, dy, nearness } of around) {
      const q = p + dy * stride + dx
      if (state[q] >= INSIDE) continue
      const along = Math.abs(dx * timeX + dy * timeY)
      const w = (nearness * (along <= 0.01 ? LEAST_DIRECTION : along)) / (1 + Math.abs(time[q] - time[p]))
      weights += w
      for (let c = 0; c < 3; c++) {
        sum[c] += w * planes[c][q]
        slopeX[c] -= w * dx * slope(planes[c], state, q, 1)
        slopeY[c] -= w * dy * slope(planes[c], state, q, stride)
      }
    }
    for (let c = 0; c < 3; c++) {
      const length = Math.hypot(slopeX[c], slopeY[c])
      planes[c][p] = sum[c] / weights + (length > 0 ? (slopeX[c] + slopeY[c]) / length : 0)
    }
  })
  const out = copyPicture(picture)
  for (let y = 0, i = 0; y < height; y++)
    for (let x = 0; x < width; x++, i++)
      if (lost.data[i] >= 0.5)
        for (let c = 0; c < 3; c++) out.data[c * width * height + i] = planes[c][(y + margin) * stride + x + margin] / 255
  return out
}
