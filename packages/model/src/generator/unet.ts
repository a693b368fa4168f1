// The shape that FIND and REPAIR share: a U-Net (Ronneberger et al. 2015) of residual blocks that works from half resolution down.
import type { Ops } from '../ops.ts'
import { conv, down, residual, up } from './layers.ts'

export interface UnetConfig {
  /** Channels of each level; the first works at half resolution. */
  readonly widths: readonly number[]
  /** Residual blocks of each level on the way down; the last level is the middle. */
  readonly down: readonly number[]
  /** Residual blocks of each level but the last on the way up. */
  readonly up: readonly number[]
}

/**
 * x [n, from, h, w] at half resolution → [n, widths[0], h, w].
 * @param told what each level is told before its first block, on the way down. @default nothing
 */
export function unet<T>(
  ops: Ops<T>,
  name: string,
  x: T,
  from: number,
  { widths, ...blocks }: UnetConfig,
  told: (level: number, f: T) => T = (_, f) => f,
): T {
  const last = widths.length - 1
  let f = conv(ops, `${name}.stem`, x, from, widths[0])
  const skips: T[] = []
  for (let level = 0; level <= last; level++) {
    if (level > 0) f = down(ops, `${name}.down${level}`, f, widths[level - 1], widths[level])
    f = told(level, f)
    for (let i = 0; i < blocks.down[level]; i++) f = residual(ops, `${name}.enc${level}.${i}`, f, widths[level])
    if (level < last) skips.push(f)
  }
  for (let level = last - 1; level >= 0; level--) {
    f = ops.add(up(ops, `${name}.up${level}`, f, widths[level + 1], widths[level]), skips[level])
    for (let i = 0; i < blocks.up[level]; i++) f = residual(ops, `${name}.dec${level}.${i}`, f, widths[level])
  }
  return f
}
