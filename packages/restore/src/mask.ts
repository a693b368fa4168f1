// Pixels that the user says are lost: a mask of the picture's size, in bytes or in floating point.
import { ReveladoError } from '@revelado/core'
import type { Rectangle } from './tiles.ts'

/** One value a pixel, row by row: bytes 0..255 or floats 0..1; more than half means lost. */
export interface Mask {
  readonly width: number
  readonly height: number
  readonly data: Uint8Array | Float32Array
}

/** A mask value above this means that the pixel is lost. */
const LOST = 0.5

const threshold = (mask: Mask) => (mask.data instanceof Uint8Array ? LOST * 255 : LOST)

/** @throws ReveladoError 'bad-argument' when the mask has another size than the picture. */
export function checkMask(mask: Mask, width: number, height: number): void {
  if (mask.width === width && mask.height === height && mask.data.length === width * height) return
  throw new ReveladoError('bad-argument', `the mask is ${mask.width} × ${mask.height} but the picture is ${width} × ${height}`, {
    what: 'mask',
    maskWidth: mask.width,
    maskHeight: mask.height,
    width,
    height,
  })
}

/** What either of two masks of one size marks, as bytes 0 or 255. */
export function joinMasks(a: Mask, b: Mask): Mask {
  const [limitA, limitB] = [threshold(a), threshold(b)]
  const data = new Uint8Array(a.data.length)
  for (let i = 0; i < data.length; i++) data[i] = a.data[i] > limitA || b.data[i] > limitB ? 255 : 0
  return { width: a.width, height: a.height, data }
}

/** Whether any pixel is marked. */
export function marksAnything(mask: Mask): boolean {
  const limit = threshold(mask)
  return mask.data.some((value) => value > limit)
}

/** Rows y..y+rows as 0 or 1. */
export function maskRows(mask: Mask, y: number, rows: number): Float32Array {
  const limit = threshold(mask)
  const from = y * mask.width
  const out = new Float32Array(rows * mask.width)
  for (let i = 0; i < out.length; i++) if (mask.data[from + i] > limit) out[i] = 1
  return out
}

/** The mask under a window as 0 or 1; beyond the right and lower edges its last pixels are repeated. */
export function readMaskWindow(mask: Mask, { x, y, width, height }: Rectangle, into: Float32Array): void {
  const limit = threshold(mask)
  for (let row = 0, to = 0; row < height; row++) {
    const line = Math.min(y + row, mask.height - 1) * mask.width
    for (let column = 0; column < width; column++, to++) into[to] = mask.data[line + Math.min(x + column, mask.width - 1)] > limit ? 1 : 0
  }
}
