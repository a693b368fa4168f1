// Telea's inpainting: a hole is filled from its rim inwards, each pixel from the known ones around it.
// Source: Telea, "An image inpainting technique based on the fast marching method", Journal of Graphics Tools 9(1), 2004, equations 1-7.
import type { Picture, Plane } from '@revelado/core'
import { BAND, BEYOND, INSIDE, KNOWN, march } from './fast-marching.ts'
import { fillIn, type Hole, layOut, neighbourhood } from './hole.ts'

/** Directions that are nearly along the rim still count a little. */
const LEAST_DIRECTION = 1e-6

/** Gives the known pixels near the hole negative times, so that the front's direction is known on both sides of the rim. */
function marchOutwards({ stride, state, time }: Hole, radius: number): void {
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

/**
 * Fills the pixels where `lost` ≥ 0.5. 8-bit: every filled pixel is rounded before the next uses it.
 * The gradients' sum enters with its length taken away, as in OpenCV (taken whole, as in equation 3, it overshoots).
 * @throws ReveladoError 'bad-argument' when the sizes differ.
 */
export function telea(picture: Picture, lost: Plane, radius = 3): Picture {
  const hole = layOut(picture, lost, radius)
  marchOutwards(hole, radius)
  const { stride, state, time, planes } = hole
  // The part of a weight that depends on the distance alone (equation 5).
  const around = neighbourhood(radius).map(({ dx, dy, square }) => ({ dx, dy, nearness: square ** -1.5 }))
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
  return fillIn(picture, lost, hole)
}
