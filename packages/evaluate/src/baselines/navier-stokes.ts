// Inpainting after Navier-Stokes: brightness is carried into a hole along the lines of equal brightness that reach its rim.
// Source: Bertalmio, Bertozzi, Sapiro, "Navier-Stokes, fluid dynamics, and image and video inpainting", CVPR 2001; in the one pass over
// the front of OpenCV's INPAINT_NS, which takes for each pixel the known ones that lie along their own isophotes.
import type { Picture, Plane } from '@revelado/core'
import { INSIDE, march } from './fast-marching.ts'
import { fillIn, layOut, neighbourhood } from './hole.ts'

/** Known pixels whose isophote does not point here still count a little: flat ones, and those beside an edge. */
const LEAST_DIRECTION = 1e-6

/** How much `values` change at p along `step`, forth and back, from the neighbours that are known. */
function change(values: ArrayLike<number>, state: Uint8Array, p: number, step: number): number {
  const next = state[p + step] < INSIDE
  const before = state[p - step] < INSIDE
  const forth = next ? Math.abs(values[p + step] - values[p]) : 0
  const back = before ? Math.abs(values[p] - values[p - step]) : 0
  return next && before ? forth + back : 2 * (forth + back)
}

/**
 * Fills the pixels where `lost` ≥ 0.5. 8-bit: every filled pixel is rounded before the next uses it.
 * @throws ReveladoError 'bad-argument' when the sizes differ.
 */
export function navierStokes(picture: Picture, lost: Plane, radius = 3): Picture {
  const hole = layOut(picture, lost, radius)
  const { stride, state, time, planes } = hole
  const around = neighbourhood(radius).map((offset) => ({ ...offset, nearness: 1 / (offset.square ** 2 + 1) }))
  march(state, time, stride, (p) => {
    for (const values of planes) {
      let sum = 0
      let weights = 0
      for (const { dx, dy, square, nearness } of around) {
        const q = p + dy * stride + dx
        if (state[q] >= INSIDE) continue
        const across = change(values, state, q, 1)
        const down = change(values, state, q, stride)
        // The isophote stands at a right angle to the gradient.
        const along = Math.abs(dy * across - dx * down)
        const w = nearness * (along <= 0.01 ? LEAST_DIRECTION : along / Math.sqrt(square * (across ** 2 + down ** 2)))
        sum += w * values[q]
        weights += w
      }
      values[p] = sum / weights
    }
  })
  return fillIn(picture, lost, hole)
}
