// What tests measure of pictures and planes.
import type { Picture, Plane } from '@revelado/core'

type Values = ArrayLike<number>

export function mean(values: Values): number {
  let sum = 0
  for (let i = 0; i < values.length; i++) sum += values[i]
  return sum / values.length
}

export function deviation(values: Values): number {
  const m = mean(values)
  let sum = 0
  for (let i = 0; i < values.length; i++) sum += (values[i] - m) * (values[i] - m)
  return Math.sqrt(sum / values.length)
}

export function correlation(a: Values, b: Values): number {
  const ma = mean(a)
  const mb = mean(b)
  let ab = 0
  let aa = 0
  let bb = 0
  for (let i = 0; i < a.length; i++) {
    ab += (a[i] - ma) * (b[i] - mb)
    aa += (a[i] - ma) * (a[i] - ma)
    bb += (b[i] - mb) * (b[i] - mb)
  }
  return ab / Math.sqrt(aa * bb)
}

/** after − before, planar. */
export function difference(before: Picture, after: Picture): Float32Array {
  return after.data.map((v, i) => v - before.data[i])
}

/** The values of channel c of a planar array of three. */
export function third(values: Float32Array, c: number): Float32Array {
  const n = values.length / 3
  return values.subarray(c * n, (c + 1) * n)
}

/** Mean absolute step from each pixel to its right neighbour: how much fine detail there is. */
export function detail({ width, height, data }: Picture): number {
  let sum = 0
  for (let i = 0; i < 3 * width * height; i++) if (i % width !== width - 1) sum += Math.abs(data[i + 1] - data[i])
  return sum / (3 * height * (width - 1))
}

/** Correlation of each value with its right neighbour, in the first plane. */
export function neighbourCorrelation({ width, height }: { width: number; height: number }, values: Float32Array): number {
  const left: number[] = []
  const right: number[] = []
  for (let y = 0; y < height; y++)
    for (let x = 0; x + 1 < width; x++) {
      left.push(values[y * width + x])
      right.push(values[y * width + x + 1])
    }
  return correlation(left, right)
}

/** Share of the pixels whose value is above `level`. */
export function share(plane: Plane, level = 0): number {
  let count = 0
  for (const v of plane.data) if (v > level) count++
  return count / plane.data.length
}

/** Share of the pixels that differ by more than `level` in some channel. */
export function changedShare(before: Picture, after: Picture, level = 1 / 255): number {
  const n = before.width * before.height
  let count = 0
  for (let i = 0; i < n; i++) if ([0, n, 2 * n].some((c) => Math.abs(after.data[c + i] - before.data[c + i]) > level)) count++
  return count / n
}

/** The same floats to the last bit. (Comparing arrays with an assertion takes seconds.) */
export function sameBits(a: Float32Array, b: Float32Array): boolean {
  if (a.length !== b.length) return false
  const x = new Uint32Array(a.buffer, a.byteOffset, a.length)
  const y = new Uint32Array(b.buffer, b.byteOffset, b.length)
  for (let i = 0; i < x.length; i++) if (x[i] !== y[i]) return false
  return true
}
