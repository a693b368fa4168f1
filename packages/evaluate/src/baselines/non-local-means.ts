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

/** Squared difference of each pixel to the one that lies `offset` further, summed over the planes; pixels from..to. */
function squaresAt(offset: number, planes: readonly Uint8Array[], from: number, to: number, squares: Int32Array): void {
  for (const [c, plane] of planes.entries())
    for (let i = from; i < to; i++) {
      const d = plane[i] - plane[i + offset]
      squares[i] = c === 0 ? d * d : squares[i] + d * d
    }
}

/**
 * Moves the sums over the columns of patches one row down (`enter` and `leave` are where its squares begin), and gives the weights of
 * that row of patches.
 */
function weighRow(
  columns: Int32Array,
  squares: Int32Array,
  enter: number,
  leave: number,
  template: number,
  weights: Float32Array,
  row: Float32Array,
) {
  const last = weights.length - 1
  const ahead = template - 1
  let distance = 0
  for (let x = 0; x < ahead; x++) distance += columns[x] += squares[enter + x] - squares[leave + x]
  for (let x = 0; x < row.length; x++) {
    distance += columns[x + ahead] += squares[enter + x + ahead] - squares[leave + x + ahead]
    const step = distance >> STEP_BITS
    row[x] = weights[step < last ? step : last]
    distance -= columns[x]
  }
}

/** Adds a row of weighted pixels; without a plane the weights alone. */
function addWeighted(sum: Float32Array, to: number, row: Float32Array, plane: Uint8Array, from: number): void {
  for (let x = 0; x < row.length; x++) sum[to + x] += row[x] * plane[from + x]
}

/**
 * Denoises planes of 8-bit values together: the distance of two patches is summed over all planes.
 * Weight: exp(−distance² / (patch pixels · h² · planes)).
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
  const scale = template * template * h * h * planes.length
  const weights = Float32Array.from({ length: Math.ceil((-Math.log(LEAST_WEIGHT) * scale) / (1 << STEP_BITS)) + 1 }, (_, i) =>
    Math.exp((-i * (1 << STEP_BITS)) / scale),
  )
  weights[weights.length - 1] = 0
  const ones = new Uint8Array(width).fill(1)
  const total = new Float32Array(width * height)
  const sums = planes.map(() => new Float32Array(width * height))
  // A row of zeros in front: the row that leaves when the first one enters.
  const squares = new Int32Array(padded[0].length)
  const columns = new Int32Array(width + 2 * t)
  const row = new Float32Array(width)
  const top = s * stride
  for (let dy = -s; dy <= s; dy++)
    for (let dx = -s; dx <= s; dx++) {
      const offset = dy * stride + dx
      squaresAt(offset, padded, top + s, top + (height + 2 * t) * stride - s, squares)
      columns.fill(0)
      for (let k = 0; k < template - 1; k++) for (let x = 0; x < columns.length; x++) columns[x] += squares[top + k * stride + s + x]
      for (let y = 0; y < height; y++) {
        const enter = top + (y + template - 1) * stride + s
        weighRow(columns, squares, enter, y === 0 ? 0 : enter - template * stride, template, weights, row)
        const to = y * width
        addWeighted(total, to, row, ones, 0)
        const from = (margin + y) * stride + margin + offset
        for (let c = 0; c < sums.length; c++) addWeighted(sums[c], to, row, padded[c], from)
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
