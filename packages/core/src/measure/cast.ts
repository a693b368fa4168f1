// The colour cast of a whole picture against its target.
import { toLab } from '../colour.ts'
import type { Picture } from '../picture.ts'
import { checkComparable } from './same-size.ts'

export interface Cast {
  /** Mean a* of the picture less that of the target: above 0 too red, below 0 too green. */
  readonly a: number
  /** Mean b* of the picture less that of the target: above 0 too yellow, below 0 too blue. */
  readonly b: number
}

/** Mean a* and b* of `out` less those of `target`. */
export function cast(out: Picture, target: Picture): Cast {
  checkComparable(out, target)
  const n = out.width * out.height
  const p = toLab(out)
  const q = toLab(target)
  let a = 0
  let b = 0
  for (let i = n; i < 2 * n; i++) {
    a += p[i] - q[i]
    b += p[n + i] - q[n + i]
  }
  return { a: a / n, b: b / n }
}
