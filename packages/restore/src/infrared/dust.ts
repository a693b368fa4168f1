// Dust and hairs from a scanner's infrared channel. Dyes let infrared through and dirt does not, so what is dark in infrared
// against its neighbourhood lies on the film and hides it. Three things stand in the way and are taken out: a little of the
// cyan dye shows in infrared too (a power of red, fitted), the light is uneven (a slow background), and a film holder is dark.
import { createPlane, log, type Plane, type Raster, ReveladoError } from '@revelado/core'
import type { Mask } from '../mask.ts'
import { columnOf, type Grid, gridOf, medianOf, medianOfNeighbours, overBands, rowOf, smoothMeans } from './cells.ts'
import { robustLine } from './regress.ts'

/** One channel of whole numbers of the picture's size, row by row, as `readPicture` gives a scanner's infrared. */
export interface Infrared {
  readonly width: number
  readonly height: number
  readonly depth: 8 | 16
  readonly data: Uint8Array | Uint16Array
}

/** What the infrared channel said. */
export interface InfraredFinding {
  /** Whether its dust was taken for lost. */
  readonly used: boolean
  /**
   * Why it was not: it sees the picture itself (silver of black-and-white film blocks infrared), it holds next to nothing, or
   * more of the picture would be dust than can be.
   */
  readonly reason?: 'sees-picture' | 'no-signal' | 'too-much'
  /** Correlation of infrared with luma (logarithms, over cells), −1..1. */
  readonly correlation: number
  /** How much of luma's contrast infrared shows: 0 none, 1 all of it. */
  readonly seen: number
  /** How much of red's contrast was taken out of infrared, as the exponent of red. */
  readonly leak: number
  /** Share of the pixels that are dust, 0..1. */
  readonly dust: number
}

/** Code values below this share of full scale count as this: logarithms of noise say nothing. */
const FLOOR = 1 / 1000
/** Infrared sees the picture when it follows luma so closely and with so much of its contrast. */
const FOLLOWS = 0.7
const SEES = 0.4
/** The most that the cyan dye leaks. */
const MOST_LEAK = 0.6
/** Contrast of red, in natural logarithms, without which a leak cannot be told. */
const CONTRAST = 0.02
/** Dust is at least this much darker than its neighbourhood (natural logarithm of light: 8 %) … */
const DARKER = 0.08
/** … and this many standard deviations of what is around it. */
const DEVIATIONS = 4.5
/** Cells with less than this share of the usual infrared are no film, where three by three of them lie together. */
const HOLDER = 0.35
/** More dust than this is none. */
const MOST_DUST = 0.2
/** Dust reaches this much further than is seen, per pixel of the long side: edges are soft, and infrared focuses elsewhere. */
const MARGIN = 1 / 2500
/** Weight of what does not count, so that no cell is empty. */
const LITTLE = 1e-6
const SAMPLES = 200_000
const CORE = 2
const WEAK = 1

function logarithms(depth: 8 | 16): Float32Array {
  const top = 2 ** depth - 1
  return Float32Array.from({ length: top + 1 }, (_, v) => log(Math.max(FLOOR, v / top)))
}

interface Light {
  readonly red: (i: number) => number
  readonly infrared: (i: number) => number
  readonly luma: (i: number) => number
}

function lightOf({ data, depth }: Raster, channel: Infrared): Light {
  const table = logarithms(depth)
  const own = channel.depth === depth ? table : logarithms(channel.depth)
  return {
    red: (i) => table[data[3 * i]],
    infrared: (i) => own[channel.data[i]],
    luma: (i) => table[Math.round(0.299 * data[3 * i] + 0.587 * data[3 * i + 1] + 0.114 * data[3 * i + 2])],
  }
}

/** Means of the cells, of the pixels that count; a cell where none does gives the mean of all its pixels. */
function meansOver(grid: Grid, value: (i: number) => number, weighs: (i: number, cell: number) => boolean = () => true): Float64Array {
  const { width, height, columns, rows } = grid
  const sums = new Float64Array(columns * rows)
  const counts = new Float64Array(columns * rows)
  for (let y = 0, i = 0; y < height; y++) {
    const line = rowOf(grid, y) * columns
    for (let x = 0; x < width; x++, i++) {
      const cell = line + columnOf(grid, x)
      const weight = weighs(i, cell) ? 1 : LITTLE
      sums[cell] += weight * value(i)
      counts[cell] += weight
    }
  }
  return sums.map((sum, cell) => sum / counts[cell])
}

/** 1 for each cell that is a film holder or another large thing in front of the light, with the cells around it. */
function holderCells({ columns, rows }: Grid, infrared: Float64Array): Uint8Array {
  const usual = medianOf(infrared)
  const dark = (x: number, y: number) => x < 0 || y < 0 || x >= columns || y >= rows || infrared[y * columns + x] < usual + log(HOLDER)
  const holder = new Uint8Array(columns * rows)
  const around = (x: number, y: number, visit: (u: number, v: number) => boolean) =>
    [-1, 0, 1].every((v) => [-1, 0, 1].every((u) => visit(x + u, y + v)))
  for (let y = 0; y < rows; y++)
    for (let x = 0; x < columns; x++) {
      if (infrared[y * columns + x] >= usual + log(HOLDER) || !around(x, y, dark)) continue
      for (let v = Math.max(0, y - 2); v <= Math.min(rows - 1, y + 2); v++)
        for (let u = Math.max(0, x - 2); u <= Math.min(columns - 1, x + 2); u++) holder[v * columns + u] = 1
    }
  return holder
}

/** A cell's value against those around it: what is slow, as uneven light, goes away. */
function againstNeighbours(grid: Grid, values: Float64Array, film: (cell: number) => boolean): Float64Array {
  const counts = values.map((_, cell) => (film(cell) ? 1 : 0))
  const around = smoothMeans(
    grid,
    values.map((v, cell) => v * counts[cell]),
    counts,
    2,
  ).data
  return values.map((v, cell) => v - around[cell])
}

interface Background {
  /** ln infrared − leak · ln red where there is no dust, and its standard deviation; one number a cell. */
  readonly level: Plane
  readonly deviation: Plane
}

function backgroundOf(grid: Grid, clear: (i: number) => number, film: (cell: number) => boolean): Background {
  const { width, height, columns } = grid
  // Dust pulls a mean down; the mean of what is above it is too high by the noise at most, and goes only into what is left out.
  const means = meansOver(grid, clear)
  const upper = meansOver(grid, clear, (i, cell) => clear(i) >= means[cell])
  const coarse = medianOfNeighbours(grid, upper, film)
  const first = createPlane(columns, grid.rows, Float32Array.from(coarse))
  const step = Math.max(1, Math.floor((width * height) / SAMPLES))
  const offsets: number[] = []
  overBands(grid, [first], (y, rows, [level]) => {
    for (let j = (step - ((y * width) % step)) % step; j < rows * width; j += step) {
      const i = y * width + j
      if (film(rowOf(grid, y + Math.floor(j / width)) * columns + columnOf(grid, i % width))) offsets.push(Math.abs(clear(i) - level[j]))
    }
  })
  const limit = -Math.max(DARKER, DEVIATIONS * 1.4826 * (offsets.length > 0 ? medianOf(offsets) : 0))
  const sums = new Float64Array(coarse.length)
  const sizes = new Float64Array(coarse.length)
  const counts = new Float64Array(coarse.length)
  overBands(grid, [first], (y, rows, [level]) => {
    for (let row = 0, j = 0; row < rows; row++) {
      const line = rowOf(grid, y + row) * columns
      for (let x = 0; x < width; x++, j++) {
        const cell = line + columnOf(grid, x)
        const value = clear(y * width + j)
        if (value - level[j] < limit || !film(cell)) continue
        sums[cell] += value
        sizes[cell] += Math.abs(value - level[j])
        counts[cell]++
      }
    }
  })
  // Of a normal distribution the mean size is √(2/π) standard deviations.
  const deviation = smoothMeans(grid, sizes, counts, 1).data.map((v) => v * Math.sqrt(Math.PI / 2))
  return { level: smoothMeans(grid, sums, counts, 0.7), deviation: createPlane(columns, grid.rows, deviation) }
}

/** Marks the neighbours of what is CORE: those that are WEAK, or all. */
function grow(marks: Uint8Array, width: number, height: number, onlyWeak: boolean): Uint8Array {
  const grown = marks.slice()
  for (let i = 0; i < marks.length; i++) {
    if (marks[i] !== CORE) continue
    const x = i % width
    const y = (i - x) / width
    for (let v = Math.max(0, y - 1); v <= Math.min(height - 1, y + 1); v++)
      for (let u = Math.max(0, x - 1); u <= Math.min(width - 1, x + 1); u++)
        if (!onlyWeak || marks[v * width + u] === WEAK) grown[v * width + u] = CORE
  }
  return grown
}

function dustOf(grid: Grid, clear: (i: number) => number, film: (cell: number) => boolean): Uint8Array {
  const { width, height, columns } = grid
  const { level, deviation } = backgroundOf(grid, clear, film)
  let marks: Uint8Array = new Uint8Array(width * height)
  overBands(grid, [level, deviation], (y, rows, [levels, deviations]) => {
    for (let row = 0, j = 0; row < rows; row++) {
      const line = rowOf(grid, y + row) * columns
      for (let x = 0; x < width; x++, j++) {
        const darker = levels[j] - clear(y * width + j)
        const limit = Math.max(DARKER, DEVIATIONS * deviations[j])
        if (darker > limit / 2 && film(line + columnOf(grid, x))) marks[y * width + j] = darker > limit ? CORE : WEAK
      }
    }
  })
  for (let i = 0; i < 2; i++) marks = grow(marks, width, height, true)
  const margin = Math.max(1, Math.round(MARGIN * Math.max(width, height)))
  for (let i = 0; i < margin; i++) marks = grow(marks, width, height, false)
  for (let i = 0; i < marks.length; i++) marks[i] = marks[i] === CORE ? 255 : 0
  return marks
}

/**
 * Finds dust and hairs in the infrared channel of a scan.
 * @param raster the scan itself, positive or negative, in any encoding.
 * @returns what was found, and the mask of what is lost (bytes 0 or 255) where the channel can be used.
 * @throws ReveladoError 'bad-argument' when the channel has another size than the picture.
 */
export function findDust(raster: Raster, channel: Infrared): { finding: InfraredFinding; mask?: Mask } {
  const { width, height } = raster
  if (channel.width !== width || channel.height !== height || channel.data.length !== width * height)
    throw new ReveladoError('bad-argument', `the infrared is ${channel.width} × ${channel.height} but the picture is ${width} × ${height}`)
  const light = lightOf(raster, channel)
  const grid = gridOf(width, height)
  const infrared = meansOver(grid, light.infrared)
  const holder = holderCells(grid, infrared)
  const film = (cell: number) => holder[cell] === 0
  const cells = Array.from(infrared.keys()).filter(film)
  const at = (values: Float64Array) => cells.map((cell) => values[cell])
  const { slope: seen, correlation } = robustLine(at(meansOver(grid, light.luma)), at(infrared))
  const unused = (reason: InfraredFinding['reason']) => ({ finding: { used: false, reason, correlation, seen, leak: 0, dust: 0 } })
  if (cells.length === 0 || medianOf(at(infrared)) < log(10 * FLOOR)) return unused('no-signal')
  if (correlation > FOLLOWS && seen > SEES) return unused('sees-picture')
  const leakOf = (dust?: Uint8Array): number => {
    const clean = (i: number) => dust === undefined || dust[i] === 0
    const red = againstNeighbours(grid, meansOver(grid, light.red, clean), film)
    const line = robustLine(at(red), at(againstNeighbours(grid, meansOver(grid, light.infrared, clean), film)))
    return line.spread > CONTRAST ? Math.min(MOST_LEAK, Math.max(0, line.slope)) : 0
  }
  // Dust is dark in red too and passes for leak: told once more without the dust that the first answer shows.
  const first = leakOf()
  const leak = leakOf(dustOf(grid, (i) => light.infrared(i) - first * light.red(i), film))
  const data = dustOf(grid, (i) => light.infrared(i) - leak * light.red(i), film)
  let marked = 0
  for (let i = 0; i < data.length; i++) if (data[i] > 0) marked++
  const dust = marked / data.length
  if (dust > MOST_DUST) return unused('too-much')
  return { finding: { used: true, correlation, seen, leak, dust }, mask: { width, height, data } }
}
