// A contact sheet: samples as pairs of input and target, side by side in a grid, each made to fit its cell.
import { createPicture, type Picture, resizeArea, resizeBilinear } from '@revelado/core'
import type { Sample } from '../recipe.ts'

export interface SheetOptions {
  /** Pairs in a row. @default 4 */
  readonly columns?: number
  /** Side of the square that each picture fits into, pixels. @default 128 */
  readonly cell?: number
  /** Pixels between pairs. @default 8 */
  readonly gap?: number
}

const GROUND = 0.25

function fitted(picture: Picture, cell: number): Picture {
  const factor = cell / Math.max(picture.width, picture.height)
  const resize = factor > 1 ? resizeBilinear : resizeArea
  return resize(picture, Math.max(1, Math.round(picture.width * factor)), Math.max(1, Math.round(picture.height * factor)))
}

function paste(sheet: Picture, picture: Picture, left: number, top: number): void {
  for (let c = 0; c < 3; c++)
    for (let y = 0; y < picture.height; y++) {
      const from = (c * picture.height + y) * picture.width
      sheet.data.set(picture.data.subarray(from, from + picture.width), (c * sheet.height + top + y) * sheet.width + left)
    }
}

/** Draws the sheet: input left, target right, row after row. */
export function contactSheet(samples: readonly Pick<Sample, 'input' | 'target'>[], options: SheetOptions = {}): Picture {
  const { columns = 4, cell = 128, gap = 8 } = options
  const across = Math.max(1, Math.min(columns, samples.length))
  const rows = Math.max(1, Math.ceil(samples.length / across))
  const sheet = createPicture(across * (2 * cell + 2 + gap) + gap, rows * (cell + gap) + gap)
  sheet.data.fill(GROUND)
  samples.forEach(({ input, target }, k) => {
    const left = gap + (k % across) * (2 * cell + 2 + gap)
    const top = gap + Math.floor(k / across) * (cell + gap)
    for (const [i, picture] of [input, target].entries()) {
      const small = fitted(picture, cell)
      paste(sheet, small, left + i * (cell + 2) + ((cell - small.width) >> 1), top + ((cell - small.height) >> 1))
    }
  })
  return sheet
}
