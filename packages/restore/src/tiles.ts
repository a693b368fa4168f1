// Where the windows lie through which REPAIR sees a large picture, and which part of each result counts.
// All windows of a picture have one size (a runtime plans its memory once) and start on REPAIR's grid, so that a window
// sees exactly what the whole picture would have shown it: tiles cannot be told from one piece.

/** A rectangle in pixels. */
export interface Rectangle {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** What REPAIR is shown (`window`, sides multiples of the grid) and the part of it that is kept (`core`). Both in picture coordinates. */
export interface Tile {
  readonly window: Rectangle
  readonly core: Rectangle
}

export interface TilePlan {
  /** The picture's size rounded up to the grid: windows may reach into this padding at the right and at the bottom. */
  readonly paddedWidth: number
  readonly paddedHeight: number
  readonly tiles: readonly Tile[]
  /** Pixels run through REPAIR for every pixel of the picture (1 = no halo at all). */
  readonly cost: number
}

export interface TileOptions {
  /** Pixels around a kept pixel that REPAIR must see. */
  readonly halo: number
  /** The grid. @default 8 */
  readonly multiple?: number
  /** Largest window in pixels; bounds memory. Raised to (4·halo)² where a halo leaves no room. @default 1,048,576 */
  readonly maxPixels?: number
}

interface Span {
  start: number
  coreStart: number
  coreEnd: number
}

const roundUp = (value: number, multiple: number) => Math.ceil(value / multiple) * multiple

/** Window length when `count` windows with overlaps of twice the halo cover `length`. */
function windowLength(length: number, count: number, halo: number, multiple: number): number {
  return Math.min(length, roundUp((length + 2 * halo * (count - 1)) / count, multiple))
}

/** The places of `count` windows along one side: evenly spread, cut in the middle of their overlaps (each at least twice the halo). */
function spans(length: number, padded: number, count: number, window: number, multiple: number): Span[] {
  const starts = Array.from({ length: count }, (_, i) =>
    count === 1 ? 0 : Math.floor((i * (padded - window)) / (count - 1) / multiple) * multiple,
  )
  return starts.map((start, i) => ({
    start,
    coreStart: i === 0 ? 0 : (start + starts[i - 1] + window) / 2,
    coreEnd: i === count - 1 ? length : (starts[i + 1] + start + window) / 2,
  }))
}

/** Lays windows over a picture of width × height pixels so that the fewest pixels are run within `maxPixels` a window. */
export function planTiles(width: number, height: number, { halo, multiple = 8, maxPixels = 1 << 20 }: TileOptions): TilePlan {
  const paddedWidth = roundUp(width, multiple)
  const paddedHeight = roundUp(height, multiple)
  const edge = roundUp(halo, multiple)
  const limit = Math.max(maxPixels, (4 * edge) ** 2, multiple * multiple)
  let best = { columns: 0, rows: 0, w: 0, h: 0, pixels: Number.POSITIVE_INFINITY }
  const mostColumns = Math.max(1, Math.ceil(paddedWidth / (edge + multiple)))
  const mostRows = Math.max(1, Math.ceil(paddedHeight / (edge + multiple)))
  for (let columns = 1; columns <= mostColumns; columns++) {
    const w = windowLength(paddedWidth, columns, edge, multiple)
    if (w * multiple > limit) continue
    if (w * columns * paddedHeight >= best.pixels) break
    for (let rows = 1; rows <= mostRows; rows++) {
      const h = windowLength(paddedHeight, rows, edge, multiple)
      const pixels = w * h * columns * rows
      if (pixels >= best.pixels) break
      if (w * h <= limit) best = { columns, rows, w, h, pixels }
    }
  }
  const across = spans(width, paddedWidth, best.columns, best.w, multiple)
  const down = spans(height, paddedHeight, best.rows, best.h, multiple)
  const tiles = down.flatMap((row) =>
    across.map((column) => ({
      window: { x: column.start, y: row.start, width: best.w, height: best.h },
      core: { x: column.coreStart, y: row.coreStart, width: column.coreEnd - column.coreStart, height: row.coreEnd - row.coreStart },
    })),
  )
  return { paddedWidth, paddedHeight, tiles, cost: best.pixels / (width * height) }
}
