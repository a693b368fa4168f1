// Non-local means for colour pictures: as OpenCV's fastNlMeansDenoisingColored, luminance and colour apart, 8-bit.
// Source: Buades, Coll, Morel, "A non-local algorithm for image denoising", CVPR 2005, equations 4 and 5.
import { createPicture, labToRgb, linearToLab, type Picture, srgbToLinear } from '@revelado/core'

export interface NonLocalMeansOptions {
  /** How alike patches must be for luminance, in 8-bit levels. */
  h: number
  /** The same for the two colour planes. @default h */
  hColour?: number
  /** Side of the patches that are compared, odd. @default 7 */
  template?: number
  /** Side of the window that is searched, odd. @default 21 */
  search?: number
}

/** A patch whose weight is below this adds nothing. */
const LEAST_WEIGHT = 1e-3
/** Patch distances are looked up in steps of this power of two. */
const STEP_BITS = 6
/** Weight of equal patches, in whole numbers: 21 × 21 of them times 255 stay below 2³¹. */
const WHOLE_WEIGHT = 1 << 14

/** Index of a position outside 0..n−1 mirrored about the first or last pixel, which is not repeated. */
function mirror(i: number, n: number): number {
  if (n === 1) return 0
  const period = 2 * n - 2
  const k = ((i % period) + period) % period
  return k < n ? k : period - k
}

function pad(plane: Uint8Array, width: number, height: number, margin: number): Uint8Array {
  const stride = width + 2 * margin
  const out = new Uint8Array(stride * (height + 2 * margin))
  const columns = Int32Array.from({ length: stride }, (_, x) => mirror(x - margin, width))
  for (let y = 0, j = 0; y < height + 2 * margin; y++) {
    const row = mirror(y - margin, height) * width
    for (let x = 0; x < stride; x++, j++) out[j] = plane[row + columns[x]]
  }
  return out
}

/** Squared difference of each pixel to the one that lies `offset` further, summed over the planes; pixels from..to, stored `lead` further. */
function squaresAt(offset: number, planes: readonly Uint8Array[], from: number, to: number, squares: Int32Array, lead: number): void {
  for (const [c, plane] of planes.entries())
    for (let i = from; i < to; i++) {
      const d = plane[i] - plane[i + offset]
      squares[lead + i] = c === 0 ? d * d : squares[lead + i] + d * d
    }
}

/** Sums of squares over the columns of a row of patches, moved down row by row. */
interface PatchRow {
  readonly columns: Int32Array
  readonly squares: Int32Array
  readonly template: number
  readonly weights: Int32Array
  /** Weights of the row's patches. */
  readonly row: Int32Array
}

/** Moves a row of `count` patches down: squares enter and leave from these places on. Then weighs them. */
function weighRow({ columns, squares, template, weights, row }: PatchRow, count: number, enter: number, leave: number): void {
  const last = weights.length - 1
  const ahead = template - 1
  let distance = 0
  for (let x = 0; x < ahead; x++) distance += columns[x] += squares[enter + x] - squares[leave + x]
  for (let x = 0; x < count; x++) {
    distance += columns[x + ahead] += squares[enter + x + ahead] - squares[leave + x + ahead]
    row[x] = weights[Math.min(distance >> STEP_BITS, last)]
    distance -= columns[x]
  }
}

function addWeighted(sum: Int32Array, to: number, count: number, row: Int32Array, at: number, plane: Uint8Array, from: number): void {
  for (let x = 0; x < count; x++) sum[to + x] += Math.imul(row[at + x], plane[from + x])
}

/** Weights by patch distance in steps; the last one is 0 and stands for all beyond. */
function weightTable(scale: number): Int32Array {
  const length = Math.ceil((-Math.log(LEAST_WEIGHT) * scale) / (1 << STEP_BITS)) + 1
  return Int32Array.from({ length }, (_, i) =>
    i === length - 1 ? 0 : Math.round(WHOLE_WEIGHT * Math.exp((-i * (1 << STEP_BITS)) / scale)),
  )
}

/**
 * Denoises planes of 8-bit values together: the distance of two patches is summed over all planes.
 * Weight: exp(−distance² / (patch pixels · h² · planes)). It is the same both ways, so each pair of pixels is weighed once.
 */
export function nonLocalMeansPlanes(
  planes: readonly Uint8Array[],
  width: number,
  height: number,
  { h, template = 7, search = 21 }: NonLocalMeansOptions,
): Uint8Array[] {
  const t = template >> 1
  const s = search >> 1
  const margin = t + s
  const stride = width + 2 * margin
  const padded = planes.map((plane) => pad(plane, width, height, margin))
  const ones = new Uint8Array(padded[0].length).fill(1)
  // Each pixel weighs itself as an equal patch.
  const total = new Int32Array(width * height).fill(WHOLE_WEIGHT)
  const sums = planes.map((plane) => Int32Array.from(plane, (v) => v * WHOLE_WEIGHT))
  // One row of zeros in front: what leaves when the first row enters.
  const squares = new Int32Array(stride + padded[0].length)
  const row = new Int32Array(width + s)
  const columns = new Int32Array(width + s + 2 * t)
  const patches: PatchRow = { columns, squares, template, row, weights: weightTable(template * template * h * h * planes.length) }
  for (let dy = 0; dy <= s; dy++)
    for (let dx = dy === 0 ? 1 : -s; dx <= s; dx++) {
      const offset = dy * stride + dx
      // Pixels p that lie in the picture, or whose partner p + offset does: from x0, −dy on.
      const x0 = Math.min(0, -dx)
      const count = width + Math.abs(dx)
      const left = x0 + s
      squaresAt(offset, padded, (s - dy) * stride + left, (height - 1 + s + 2 * t) * stride + left + count + 2 * t, squares, stride)
      columns.fill(0)
      for (let k = 0; k < template - 1; k++)
        for (let x = 0, i = (s - dy + k + 1) * stride + left; x < count + 2 * t; x++, i++) columns[x] += squares[i]
      for (let y = -dy; y < height; y++) {
        const enter = (y + s + template) * stride + left
        weighRow(patches, count, enter, y === -dy ? 0 : enter - template * stride)
        const at = (y + margin) * stride + margin
        for (let c = -1; c < sums.length; c++) {
          const sum = c < 0 ? total : sums[c]
          const plane = c < 0 ? ones : padded[c]
          if (y >= 0) addWeighted(sum, y * width, width, row, -x0, plane, at + offset)
          if (y + dy < height) addWeighted(sum, (y + dy) * width, width, row, -dx - x0, plane, at - dx)
        }
      }
    }
  return sums.map((sum) => Uint8Array.from(sum, (v, i) => v / total[i] + 0.5))
}

/**
 * Non-local means of an sRGB picture. Code values are taken as if linear when they go to Lab, as OpenCV does, and
 * rounded to 8 bits there: L·255/100, a* + 128, b* + 128.
 */
export function nonLocalMeans(picture: Picture, options: NonLocalMeansOptions): Picture {
  const { width, height, data } = picture
  const n = width * height
  const lab = [new Uint8ClampedArray(n), new Uint8ClampedArray(n), new Uint8ClampedArray(n)]
  for (let i = 0; i < n; i++) {
    const [l, a, b] = linearToLab(data[i], data[n + i], data[2 * n + i])
    lab[0][i] = l * 2.55
    lab[1][i] = a + 128
    lab[2][i] = b + 128
  }
  const [l8, a8, b8] = lab.map((plane) => new Uint8Array(plane.buffer))
  const [l] = nonLocalMeansPlanes([l8], width, height, options)
  const [a, b] = nonLocalMeansPlanes([a8, b8], width, height, { ...options, h: options.hColour ?? options.h })
  const out = createPicture(width, height, picture.encoding)
  for (let i = 0; i < n; i++) {
    const rgb = labToRgb(l[i] / 2.55, a[i] - 128, b[i] - 128)
    for (let c = 0; c < 3; c++) out.data[c * n + i] = Math.min(1, Math.max(0, srgbToLinear(rgb[c])))
  }
  return out
}
