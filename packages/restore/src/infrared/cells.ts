// A picture in square cells: what a slow background and its spread are taken from, a few thousand numbers for any size of scan.
import { createPlane, gaussianBlurPlane, type Plane, resizePlaneBilinear } from '@revelado/core'

/** The grid: cells of nearly `side` pixels that fill the picture. */
export interface Grid {
  readonly width: number
  readonly height: number
  readonly columns: number
  readonly rows: number
}

/** Cells along the long side of a large picture. */
const CELLS = 96
const SMALLEST_CELL = 8
/** Rows that are worked on at a time. */
const BAND = 64

export function gridOf(width: number, height: number): Grid {
  const side = Math.max(SMALLEST_CELL, Math.max(width, height) / CELLS)
  return { width, height, columns: Math.max(1, Math.round(width / side)), rows: Math.max(1, Math.round(height / side)) }
}

/** The cell of each pixel of a row, and the first cell of a row of pixels. */
export const columnOf = (grid: Grid, x: number) => Math.floor((x * grid.columns) / grid.width)
export const rowOf = (grid: Grid, y: number) => Math.floor((y * grid.rows) / grid.height)

/** Calls back for each band of rows with planes of cells enlarged to it. */
export function overBands(grid: Grid, planes: readonly Plane[], visit: (y: number, rows: number, enlarged: Float32Array[]) => void): void {
  const { width, height } = grid
  for (let y = 0; y < height; y += BAND) {
    const rows = Math.min(BAND, height - y)
    visit(
      y,
      rows,
      planes.map((plane) => resizePlaneBilinear(plane, width, height, { x: 0, y, width, height: rows }).data),
    )
  }
}

/** Mean of each cell's values weighted by counts, smoothed over σ = `sigma` cells; cells that count nothing take their neighbours'. */
export function smoothMeans(grid: Grid, sums: Float64Array, counts: Float64Array, sigma: number): Plane {
  const { columns, rows } = grid
  const blurred = (values: Float64Array) => gaussianBlurPlane(createPlane(columns, rows, Float32Array.from(values)), sigma).data
  let all = 0
  let every = 0
  for (let i = 0; i < sums.length; i++) {
    all += sums[i]
    every += counts[i]
  }
  const mean = every > 0 ? all / every : 0
  // Offsets from the overall mean: a blur of the sums themselves would lose digits where counts are small.
  const above = blurred(sums.map((sum, i) => sum - mean * counts[i]))
  const weight = blurred(counts)
  return createPlane(
    columns,
    rows,
    above.map((v, i) => mean + (weight[i] > 1e-6 ? v / weight[i] : 0)),
  )
}

/** The middle one of each cell and its eight neighbours, of those that count. */
export function medianOfNeighbours(grid: Grid, values: Float64Array, counts: (cell: number) => boolean): Float64Array {
  const { columns, rows } = grid
  return values.map((own, cell) => {
    const x = cell % columns
    const y = (cell - x) / columns
    const near: number[] = []
    for (let v = Math.max(0, y - 1); v <= Math.min(rows - 1, y + 1); v++)
      for (let u = Math.max(0, x - 1); u <= Math.min(columns - 1, x + 1); u++) {
        const other = v * columns + u
        if (counts(other)) near.push(values[other])
      }
    return near.length === 0 ? own : medianOf(near)
  })
}

export function medianOf(values: readonly number[] | Float64Array | Float32Array): number {
  const sorted = Float64Array.from(values).sort()
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
}
