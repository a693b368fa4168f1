// CIEDE2000 over two pictures.
import { toLab } from '../colour.ts'
import { createPlane, type Picture, type Plane } from '../picture.ts'
import { ciede2000Of } from './ciede2000.ts'
import { checkComparable } from './same-size.ts'

export interface DeltaE {
  readonly mean: number
  readonly median: number
  /** 90 % of the pixels differ by no more. */
  readonly percentile90: number
  readonly max: number
}

/** ΔE00 of every pixel. */
export function deltaE2000Plane(a: Picture, b: Picture): Plane {
  checkComparable(a, b)
  const n = a.width * a.height
  const p = toLab(a)
  const q = toLab(b)
  const out = createPlane(a.width, a.height)
  for (let i = 0; i < n; i++) out.data[i] = ciede2000Of(p[i], p[n + i], p[2 * n + i], q[i], q[n + i], q[2 * n + i])
  return out
}

/** ΔE00 over all pixels of two pictures: mean, median, 90th percentile (nearest rank), maximum. */
export function deltaE2000(a: Picture, b: Picture): DeltaE {
  const values = deltaE2000Plane(a, b).data.sort()
  let sum = 0
  for (let i = 0; i < values.length; i++) sum += values[i]
  const rank = (share: number): number => values[Math.max(0, Math.ceil(share * values.length) - 1)]
  return { mean: sum / values.length, median: rank(0.5), percentile90: rank(0.9), max: values[values.length - 1] }
}
