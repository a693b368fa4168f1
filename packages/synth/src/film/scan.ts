// From the film's transmittances to a scanner's code values: exposure, colour matrix, veil, noise, contrast, encoding.
import { createPicture, linearToSrgb, type Picture, pow } from '@revelado/core'
import { fillNoise } from './noise.ts'
import type { ScanEncoding, ScannerParameters } from './scanner.ts'
import { tabulate } from './table.ts'

/** The table of contrast and encoding is over the root of light, up to here. */
const ROOT_HIGH = 1.25
const ROOT_CELLS = 2048
/** Auto levels put this percentile of each channel at 98 % of full scale. */
const AUTO_PERCENTILE = 99.7
const AUTO_LEVEL = 0.98
/** Shot noise grows with the root of light, but not less than with that of this light. */
const NOISE_FLOOR = 0.002
const NOISE_FLOOR_ROOT = Math.sqrt(NOISE_FLOOR)
const BINS = 1 << 16

/** Light that is not even over the frame: fall-off to the corners, and slopes in x and y. */
export interface FrameUnevenness {
  readonly vignette: number
  readonly tiltX: number
  readonly tiltY: number
}

/** Linear light 0..1 to code value 0..1. */
export function encode(light: number, encoding: ScanEncoding): number {
  const v = Math.min(1, Math.max(0, light))
  if (encoding === 'linear') return v
  return encoding === 'srgb' ? linearToSrgb(v) : pow(v, 1 / Number(encoding))
}

/** Uneven light, in place: 1 − v (x² + y²)/2 + t_x x + t_y y with x, y in −1..1. */
export function shade(channels: readonly Float32Array[], width: number, height: number, { vignette, tiltX, tiltY }: FrameUnevenness): void {
  if (vignette === 0 && tiltX === 0 && tiltY === 0) return
  const at = (i: number, last: number): number => (last > 0 ? (2 * i) / last - 1 : -1)
  const across = Float64Array.from({ length: width }, (_, x) => {
    const u = at(x, width - 1)
    return tiltX * u - (vignette * u * u) / 2
  })
  for (let y = 0; y < height; y++) {
    const v = at(y, height - 1)
    const row = 1 + tiltY * v - (vignette * v * v) / 2
    for (let c = 0; c < channels.length; c++) shadeRow(channels[c], y * width, row, across)
  }
}

function shadeRow(channel: Float32Array, from: number, row: number, across: Float64Array): void {
  for (let x = 0; x < across.length; x++) channel[from + x] *= row + across[x]
}

/** The percentile q (0..100) with linear interpolation between ranks, from a histogram: to within 2^−16 of the largest value. */
export function percentile(values: Float32Array, q: number): number {
  let high = 0
  for (let i = 0; i < values.length; i++) if (values[i] > high) high = values[i]
  if (high === 0) return 0
  const counts = new Uint32Array(BINS)
  const scale = (BINS - 1) / high
  for (let i = 0; i < values.length; i++) counts[(Math.max(0, values[i]) * scale + 0.5) | 0]++
  const rank = (q / 100) * (values.length - 1)
  const below = Math.floor(rank)
  let bin = -1
  let seen = 0
  const valueAt = (r: number): number => {
    while (seen <= r && bin < BINS - 1) seen += counts[++bin]
    return bin / scale
  }
  const low = valueAt(below)
  return low + (rank - below) * (valueAt(Math.min(values.length - 1, below + 1)) - low)
}

/** Factor of each channel's light: exposure mode, white balance, colour of the lamp. */
function gains(channels: readonly Float32Array[], clear: readonly number[], scanner: ScannerParameters, silver: boolean): number[] {
  const brightest = Math.max(...clear)
  return channels.map((channel, c) => {
    if (scanner.mode === 'frame') return (scanner.tint[c] * AUTO_LEVEL) / Math.max(1e-6, percentile(channel, AUTO_PERCENTILE))
    if (scanner.mode === 'base') return (scanner.tint[c] * scanner.level) / clear[c]
    return (scanner.tint[c] * scanner.level * (silver ? pow(scanner.balance[c], 0.4) : scanner.balance[c])) / brightest
  })
}

/** Contrast curve and encoding over the root of light. */
function toneTable(scanner: ScannerParameters): Float32Array {
  const { level, tone, encoding } = scanner
  return tabulate(
    (root) => encode(tone === 1 ? root * root : level * pow((root * root) / level, tone), encoding),
    0,
    ROOT_HIGH / ROOT_CELLS,
    ROOT_CELLS,
  )
}

/**
 * Scans a film.
 * @param channels transmittances seen by the scanner's red, green and blue
 * @param clear transmittance of the clear film in each channel
 * @param silver b/w film
 * @param noiseSeed null for no noise
 * @returns code values 0..1, not yet quantised
 */
export function scanFilm(
  channels: readonly Float32Array[],
  width: number,
  height: number,
  clear: readonly number[],
  scanner: ScannerParameters,
  silver: boolean,
  noiseSeed: number | null,
): Picture {
  const gain = gains(channels, clear, scanner, silver)
  const n = width * height
  const picture = createPicture(width, height, 'srgb')
  const noise = noiseSeed === null ? null : new Float32Array(n)
  const table = toneTable(scanner)
  for (let c = 0; c < 3; c++) {
    const light = picture.data.subarray(c * n, (c + 1) * n)
    const weights = gain.map((g, j) => g * scanner.matrix[3 * c + j])
    const mean = mix(channels, weights, light) / n
    if (noise !== null) fillNoise(`${noiseSeed}/${c}`, noise, scanner.noise)
    expose(light, scanner.veil * mean + scanner.black, noise, table)
  }
  return picture
}

/** One row of the colour matrix over all pixels; returns the sum. */
function mix([red, green, blue]: readonly Float32Array[], [r, g, b]: readonly number[], out: Float32Array): number {
  let sum = 0
  for (let i = 0; i < out.length; i++) {
    const v = r * red[i] + g * green[i] + b * blue[i]
    out[i] = v
    sum += v
  }
  return sum
}

/** Light to code values, in place. */
function expose(light: Float32Array, offset: number, noise: Float32Array | null, table: Float32Array): void {
  const scale = ROOT_CELLS / ROOT_HIGH
  const last = ROOT_CELLS - 1e-6
  for (let i = 0; i < light.length; i++) {
    const v = light[i] + offset
    let root = v > 0 ? Math.sqrt(v) : 0
    if (noise !== null) {
      // √(v + σ n √v) = √v + σ n / 2 to first order: what needs a second root is only the darkest.
      if (v > NOISE_FLOOR) root += 0.5 * noise[i]
      else {
        const dark = v + noise[i] * NOISE_FLOOR_ROOT
        root = dark > 0 ? Math.sqrt(dark) : 0
      }
    }
    let at = root * scale
    at = at < 0 ? 0 : Math.min(at, last)
    const k = at | 0
    const low = table[k]
    light[i] = low + (at - k) * (table[k + 1] - low)
  }
}

/** Rounds code values to whole steps of 8 or 16 bits, in place. */
export function quantise(picture: Picture, bits: 8 | 16): void {
  const steps = bits === 8 ? 255 : 65535
  const size = 1 / steps
  const { data } = picture
  for (let i = 0; i < data.length; i++) {
    const v = data[i] * steps
    data[i] = (v <= 0 ? 0 : v >= steps ? steps : (v + 0.5) | 0) * size
  }
}
