// Resizing by area, bilinear and Lanczos3: separable, weights worked out once per axis, sums in double precision.
import { ReveladoError } from './errors.ts'
import { sin } from './math.ts'
import { channel, createPicture, createPlane, type Picture, type Plane } from './picture.ts'

/** Part of the enlarged or shrunk picture that is wanted; the rest is not computed. */
export interface ResizeWindow {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** For output i the inputs start[i] … start[i]+count[i]−1 with the weights at offset[i]; weights of one output sum to 1. */
export interface Taps {
  readonly start: Int32Array
  readonly count: Int32Array
  readonly offset: Int32Array
  readonly weight: Float64Array
}

type Kernel = 'area' | 'bilinear' | 'lanczos3'

function lanczos3(x: number): number {
  if (x === 0) return 1
  if (x <= -3 || x >= 3) return 0
  const p = Math.PI * x
  return (3 * sin(p) * sin(p / 3)) / (p * p)
}

/** Weights of one axis: `from` inputs to `to` outputs, of which `length` from `first` on. Half-pixel centres, edge clamped. */
export function axisTaps(kernel: Kernel, from: number, to: number, first = 0, length = to): Taps {
  const scale = from / to
  const stretch = kernel === 'lanczos3' ? Math.max(1, scale) : 1
  const reach = kernel === 'area' ? scale : kernel === 'bilinear' ? 2 : 6 * stretch
  const most = Math.min(from, Math.ceil(reach) + 2)
  const start = new Int32Array(length)
  const count = new Int32Array(length)
  const offset = new Int32Array(length)
  const weight = new Float64Array(length * most)
  for (let i = 0; i < length; i++) {
    const at = i * most
    offset[i] = at
    let low: number
    let high: number
    if (kernel === 'area') {
      // Edges as (i·from)/to: whole where they should be, so no stray neighbour gets a weight of 1e-16.
      const left = ((first + i) * from) / to
      const right = ((first + i + 1) * from) / to
      low = Math.floor(left)
      high = Math.min(from, Math.ceil(right)) - 1
      for (let j = low; j <= high; j++) weight[at + j - low] = (Math.min(right, j + 1) - Math.max(left, j)) / (right - left)
    } else {
      const centre = (first + i + 0.5) * scale - 0.5
      const left = kernel === 'bilinear' ? Math.floor(centre) : Math.floor(centre - 3 * stretch) + 1
      const right = kernel === 'bilinear' ? left + 1 : Math.ceil(centre + 3 * stretch) - 1
      low = Math.min(from - 1, Math.max(0, left))
      high = Math.min(from - 1, Math.max(0, right))
      let sum = 0
      for (let j = left; j <= right; j++) {
        const w = kernel === 'bilinear' ? 1 - Math.abs(centre - j) : lanczos3((j - centre) / stretch)
        weight[at + Math.min(high, Math.max(low, j)) - low] += w
        sum += w
      }
      for (let j = 0; j <= high - low; j++) weight[at + j] /= sum
    }
    start[i] = low
    count[i] = high - low + 1
  }
  return { start, count, offset, weight }
}

/** One output row at a time: the rows above each other are summed first, then the columns: no picture in between. */
function resample(source: Float32Array, width: number, height: number, across: Taps, down: Taps, out: Float32Array): void {
  if (source.length !== width * height) throw new ReveladoError('bad-picture', 'the plane has another length than its sizes say')
  const columns = across.start.length
  const rows = down.start.length
  const line = new Float64Array(width)
  for (let y = 0; y < rows; y++) {
    sumRows(source, width, down, y, line)
    sumColumns(line, across, out, y * columns, columns)
  }
}

/** line = Σ weight · row over the rows of output y; the usual one to three rows in one pass, more by fours. */
function sumRows(source: Float32Array, width: number, down: Taps, y: number, line: Float64Array): void {
  const { weight } = down
  const n = down.count[y]
  let o = down.offset[y]
  let a = down.start[y] * width
  const end = o + n
  if (n === 1) {
    const w = weight[o]
    for (let x = 0; x < width; x++) line[x] = w * source[a + x]
    return
  }
  if (n === 2) {
    const [w0, w1] = [weight[o], weight[o + 1]]
    const b = a + width
    for (let x = 0; x < width; x++) line[x] = w0 * source[a + x] + w1 * source[b + x]
    return
  }
  if (n === 3) {
    const [w0, w1, w2] = [weight[o], weight[o + 1], weight[o + 2]]
    const [b, c] = [a + width, a + 2 * width]
    for (let x = 0; x < width; x++) line[x] = w0 * source[a + x] + w1 * source[b + x] + w2 * source[c + x]
    return
  }
  line.fill(0)
  for (; o + 4 <= end; o += 4, a += 4 * width) {
    const [w0, w1, w2, w3] = [weight[o], weight[o + 1], weight[o + 2], weight[o + 3]]
    const [b, c, d] = [a + width, a + 2 * width, a + 3 * width]
    for (let x = 0; x < width; x++) line[x] += w0 * source[a + x] + w1 * source[b + x] + w2 * source[c + x] + w3 * source[d + x]
  }
  for (; o + 2 <= end; o += 2, a += 2 * width) {
    const [w0, w1] = [weight[o], weight[o + 1]]
    const b = a + width
    for (let x = 0; x < width; x++) line[x] += w0 * source[a + x] + w1 * source[b + x]
  }
  if (o < end) {
    const w = weight[o]
    for (let x = 0; x < width; x++) line[x] += w * source[a + x]
  }
}

function sumColumns(line: Float64Array, across: Taps, out: Float32Array, at: number, columns: number): void {
  const { start, count, offset, weight } = across
  for (let x = 0; x < columns; x++) {
    const from = start[x]
    const n = count[x]
    const o = offset[x]
    if (n === 1) out[at + x] = weight[o] * line[from]
    else if (n === 2) out[at + x] = weight[o] * line[from] + weight[o + 1] * line[from + 1]
    else if (n === 3) out[at + x] = weight[o] * line[from] + weight[o + 1] * line[from + 1] + weight[o + 2] * line[from + 2]
    else {
      let sum = 0
      for (let t = 0; t < n; t++) sum += weight[o + t] * line[from + t]
      out[at + x] = sum
    }
  }
}

function checkTarget(width: number, height: number, window: ResizeWindow): void {
  if (!Number.isInteger(width) || !Number.isInteger(height) || width < 1 || height < 1)
    throw new ReveladoError('bad-argument', `expected a width and a height of at least 1 pixel but received ${width} × ${height}`)
  if (window.x < 0 || window.y < 0 || window.x + window.width > width || window.y + window.height > height)
    throw new ReveladoError(
      'bad-argument',
      `the window of ${window.width} × ${window.height} at ${window.x}, ${window.y} leaves the size of ${width} × ${height}`,
    )
}

function resizePlane(kernel: Kernel, plane: Plane, width: number, height: number, window?: ResizeWindow): Plane {
  const part = window ?? { x: 0, y: 0, width, height }
  checkTarget(width, height, part)
  const across = axisTaps(kernel, plane.width, width, part.x, part.width)
  const down = axisTaps(kernel, plane.height, height, part.y, part.height)
  const out = createPlane(part.width, part.height)
  resample(plane.data, plane.width, plane.height, across, down, out.data)
  return out
}

function resizePicture(kernel: Kernel, picture: Picture, width: number, height: number, window?: ResizeWindow): Picture {
  const part = window ?? { x: 0, y: 0, width, height }
  checkTarget(width, height, part)
  const across = axisTaps(kernel, picture.width, width, part.x, part.width)
  const down = axisTaps(kernel, picture.height, height, part.y, part.height)
  const out = createPicture(part.width, part.height, picture.encoding)
  for (const c of [0, 1, 2] as const) resample(channel(picture, c).data, picture.width, picture.height, across, down, channel(out, c).data)
  return out
}

/** Resizes to width × height, each output the exact average of the rectangle it covers. `window` computes only that part. */
export function resizeArea(picture: Picture, width: number, height: number, window?: ResizeWindow): Picture {
  return resizePicture('area', picture, width, height, window)
}

/** Resizes to width × height by bilinear interpolation (no widening when it shrinks: use area there). */
export function resizeBilinear(picture: Picture, width: number, height: number, window?: ResizeWindow): Picture {
  return resizePicture('bilinear', picture, width, height, window)
}

/** Resizes to width × height with the Lanczos kernel of three lobes, widened by the scale when it shrinks; may leave 0..1. */
export function resizeLanczos3(picture: Picture, width: number, height: number, window?: ResizeWindow): Picture {
  return resizePicture('lanczos3', picture, width, height, window)
}

/** `resizeArea` for a plane. */
export function resizePlaneArea(plane: Plane, width: number, height: number, window?: ResizeWindow): Plane {
  return resizePlane('area', plane, width, height, window)
}

/** `resizeBilinear` for a plane. */
export function resizePlaneBilinear(plane: Plane, width: number, height: number, window?: ResizeWindow): Plane {
  return resizePlane('bilinear', plane, width, height, window)
}

/** `resizeLanczos3` for a plane. */
export function resizePlaneLanczos3(plane: Plane, width: number, height: number, window?: ResizeWindow): Plane {
  return resizePlane('lanczos3', plane, width, height, window)
}
