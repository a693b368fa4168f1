// The change map: for every pixel whether it was kept, corrected from evidence, given a guessed colour, or invented.
// It follows from what the network says of itself (gate, spread), from the switches and from masks; never from the
// difference of output and input, which cannot tell a repaired pixel from an invented one.
import { createRaster, type Raster } from '@revelado/core'
import type { RepairedWindow, RepairSettings } from './repair.ts'
import type { Tile } from './tiles.ts'

/** The classes, in the order of their numbers 0..3. */
export const CHANGES = ['kept', 'corrected', 'colourGuessed', 'invented'] as const
export type Change = (typeof CHANGES)[number]
const KEPT = 0
const CORRECTED = 1
const COLOUR_GUESSED = 2
const INVENTED = 3

/** A pixel is invented when at least this share of it was painted. */
const PAINTED = 0.5
/** REPAIR expects an error beyond this only where the evidence was damaged: about two 8-bit steps. */
const DAMAGED_SPREAD = 2 / 255
/** From this share on a development or a colouring counts. */
const NOTICEABLE = 0.05

/** One class number for each pixel. */
export interface ChangeMap {
  readonly width: number
  readonly height: number
  readonly data: Uint8Array
}

/** Pixels counted so far: in each class; of lost content; and worn (REPAIR expects an error) but not lost. */
export interface Counts {
  readonly changes: number[]
  lost: number
  worn: number
}

export const noCounts = (): Counts => ({ changes: CHANGES.map(() => 0), lost: 0, worn: 0 })

/** The class of every pixel of a window's core: counted, and written into `map` where one is wanted. */
export function classify(repaired: RepairedWindow, tile: Tile, settings: RepairSettings, counts: Counts, map?: ChangeMap): void {
  const { window, core } = tile
  const { gate, spread, lost } = repaired
  const base = settings.repairs && settings.colour > NOTICEABLE ? COLOUR_GUESSED : settings.share > NOTICEABLE ? CORRECTED : KEPT
  for (let row = 0; row < core.height; row++) {
    let from = (core.y - window.y + row) * window.width + core.x - window.x
    let to = map ? (core.y + row) * map.width + core.x : 0
    for (let column = 0; column < core.width; column++, from++, to++) {
      const gone = gate !== undefined && (gate[from] >= PAINTED || (lost !== undefined && lost[from] > 0))
      const worn = !gone && spread !== undefined && spread[from] > DAMAGED_SPREAD
      const change = gone && settings.invent ? INVENTED : base === KEPT && worn ? CORRECTED : base
      if (gone) counts.lost++
      if (worn) counts.worn++
      counts.changes[change]++
      if (map) map.data[to] = change
    }
  }
}

/** How a map is painted: dark grey, blue, amber, magenta (apart for the colour-blind as well: they differ in lightness). */
export const CHANGE_COLOURS: Readonly<Record<Change, readonly [number, number, number]>> = {
  kept: [40, 40, 40],
  corrected: [46, 110, 190],
  colourGuessed: [240, 180, 50],
  invented: [255, 60, 200],
}

/** The map as an 8-bit picture in `CHANGE_COLOURS`. */
export function paintMap(map: ChangeMap): Raster {
  const raster = createRaster(map.width, map.height, 8)
  const palette = CHANGES.map((change) => CHANGE_COLOURS[change])
  for (let i = 0; i < map.data.length; i++) raster.data.set(palette[map.data[i]], 3 * i)
  return raster
}
