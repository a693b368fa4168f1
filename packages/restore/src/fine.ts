// What is lost of a large picture, painted at the picture's own size: smooth enlargements of a small painting would show as soft spots
// in a sharp scan. The picture is painted in cells that do not depend on REPAIR's tiles, each when a tile first shows it, and only the
// painted pixels are kept.
import { createPlane, type Picture, type Raster, rasterToPicture } from '@revelado/core'
import { type Mask, readMaskWindow } from './mask.ts'
import { type Painter, paintShallow } from './painted.ts'
import type { Rectangle } from './tiles.ts'
import { enlargedUnder } from './window.ts'

/** Side of a cell, pixels. */
const CELL = 512
/** Pixels that are seen on each side of a cell: more than `DEEP` of painted.ts, so that no loss seems shallower than it is. */
const SEEN = 64

/** Writes what is painted under a window of the picture into its pixels [3, h, w]. */
export type FineFill = (pixels: Float32Array, window: Rectangle) => Promise<void>

function lostUnder(mask: Mask, window: Rectangle): Float32Array {
  const lost = new Float32Array(window.width * window.height)
  readMaskWindow(mask, window, lost)
  return lost
}

/** A cell with what is seen around it, within the picture. */
function seenAround({ x, y, width, height }: Rectangle, full: { width: number; height: number }): Rectangle {
  const [left, top] = [Math.max(0, x - SEEN), Math.max(0, y - SEEN)]
  const [right, bottom] = [Math.min(full.width, x + width + SEEN), Math.min(full.height, y + height + SEEN)]
  return { x: left, y: top, width: right - left, height: bottom - top }
}

/**
 * @param around the picture painted at a smaller size: what is deep in a loss is taken from there
 * @throws ReveladoError 'no-model' when the graph is not FILL (the function that comes back).
 */
export function fineFill(raster: Raster, mask: Mask, around: Picture, painter: Painter | undefined): FineFill {
  const columns = Math.ceil(raster.width / CELL)
  const cellAt = (column: number, row: number): Rectangle => {
    const [x, y] = [column * CELL, row * CELL]
    return { x, y, width: Math.min(CELL, raster.width - x), height: Math.min(CELL, raster.height - y) }
  }

  /** Red, green and blue of every lost pixel of a cell, row by row. */
  const paint = async (cell: Rectangle): Promise<Float32Array> => {
    const wanted = lostUnder(mask, cell)
    if (!wanted.includes(1)) return new Float32Array(0)
    const seen = seenAround(cell, raster)
    const scan = rasterToPicture(raster, seen.x, seen.y, seen.width, seen.height)
    const lost = createPlane(seen.width, seen.height, lostUnder(mask, seen))
    const { data } = await paintShallow(scan, lost, () => enlargedUnder(around, raster, seen), painter)
    const values: number[] = []
    const n = seen.width * seen.height
    for (let i = 0; i < wanted.length; i++) {
      if (wanted[i] === 0) continue
      const row = cell.y - seen.y + Math.floor(i / cell.width)
      const at = row * seen.width + cell.x - seen.x + (i % cell.width)
      values.push(data[at], data[n + at], data[2 * n + at])
    }
    return Float32Array.from(values)
  }

  const painted = new Map<number, Promise<Float32Array>>()
  return async (pixels, window) => {
    const { x, y, width: w, height: h } = window
    const last = (from: number, length: number, whole: number) => Math.ceil(Math.min(from + length, whole) / CELL)
    for (let row = Math.floor(y / CELL); row < last(y, h, raster.height); row++)
      for (let column = Math.floor(x / CELL); column < last(x, w, raster.width); column++) {
        const cell = cellAt(column, row)
        const key = row * columns + column
        const values = painted.get(key) ?? paint(cell)
        painted.set(key, values)
        writeCell(pixels, window, cell, lostUnder(mask, cell), await values)
      }
  }
}

/** Writes a cell's values where they lie under the window. */
function writeCell(
  pixels: Float32Array,
  { x, y, width, height }: Rectangle,
  cell: Rectangle,
  lost: Float32Array,
  values: Float32Array,
): void {
  const n = width * height
  for (let i = 0, k = 0; k < values.length; i++) {
    if (lost[i] === 0) continue
    const u = cell.x + (i % cell.width) - x
    const v = cell.y + Math.floor(i / cell.width) - y
    if (u >= 0 && u < width && v >= 0 && v < height) for (let c = 0; c < 3; c++) pixels[c * n + v * width + u] = values[k + c]
    k += 3
  }
}
