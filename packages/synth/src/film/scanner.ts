// Scanners and cameras: sensors, lights, exposure, encodings; eight kinds, three of them held out of training.
import { exp, pow, type Random } from '@revelado/core'
import type { Matrix3 } from './matrix.ts'
import { bell, WAVELENGTHS } from './spectrum.ts'

export type ScannerKind = 'coolscan' | 'flatbed' | 'flatbed_led' | 'camera_led' | 'camera_flash' | 'camera_rgb' | 'minilab' | 'phone'
export type LightKind = 'flat' | 'led' | 'ccfl' | 'screen'
/** 'base': each channel exposed on clear film; 'orange': one exposure for all; 'frame': auto levels of each frame. */
export type ExposureMode = 'base' | 'orange' | 'frame'
export type ScanEncoding = 'linear' | '1.8' | '2.2' | 'srgb'

export interface ScannerParameters {
  readonly kind: ScannerKind
  /** Peaks and deviations of the red, green and blue channel, nm, and what they see of all other wavelengths. */
  readonly centres: readonly number[]
  readonly widths: readonly number[]
  readonly leak: number
  readonly light: LightKind
  /** The light's spectrum is multiplied by (λ / 560 nm)^slope. */
  readonly slope: number
  /** Colour matrix of the device, rows sum to 1. */
  readonly matrix: Matrix3
  readonly mode: ExposureMode
  /** Linear value of clear film. */
  readonly level: number
  /** Exponent of the contrast curve of camera files, 1 for none. */
  readonly tone: number
  /** White balance error of red, green, blue. */
  readonly balance: readonly number[]
  /** Colour of the light of a lamp or screen that nobody balanced: factors of red, green, blue. */
  readonly tint: readonly number[]
  /** Share of the mean light that is spread over all, and an offset. */
  readonly veil: number
  readonly black: number
  /** Noise: deviation = noise · √light. */
  readonly noise: number
  /** Contrast of silver in collimated light, 1…1.3. */
  readonly callier: number
  readonly encoding: ScanEncoding
  readonly bits: 8 | 16
  readonly jpeg: { readonly quality: number; readonly subsampling: '4:2:0' | '4:4:4' } | null
}

interface Device {
  readonly centres: readonly number[]
  readonly widths: readonly number[]
  readonly light: LightKind
  readonly modes: readonly ExposureMode[]
  readonly encodings: readonly ScanEncoding[]
  readonly matrix: readonly [number, number]
  readonly bits: 8 | 16
  readonly jpeg: number
}

const CAMERA = { centres: [607, 534, 465], widths: [26, 36, 28], matrix: [0.3, 1.25], bits: 16, jpeg: 0.3 } as const
const FLATBED = {
  centres: [612, 538, 458],
  widths: [26, 28, 24],
  modes: ['base', 'orange', 'frame', 'frame'],
  matrix: [0, 0.4],
  bits: 16,
  jpeg: 0.3,
} as const

const DEVICES: Readonly<Record<ScannerKind, Device>> = {
  coolscan: {
    centres: [640, 525, 462],
    widths: [10, 16, 10],
    light: 'flat',
    modes: ['base', 'base', 'orange'],
    encodings: ['linear', '1.8', '2.2', 'srgb'],
    matrix: [0, 0.2],
    bits: 16,
    jpeg: 0,
  },
  flatbed: { ...FLATBED, light: 'ccfl', encodings: ['2.2', 'srgb', '1.8'] },
  flatbed_led: { ...FLATBED, light: 'led', encodings: ['2.2', 'srgb'] },
  camera_led: { ...CAMERA, light: 'led', modes: ['orange', 'orange', 'base', 'frame'], encodings: ['linear', 'srgb', 'srgb'] },
  camera_flash: { ...CAMERA, light: 'flat', modes: ['orange', 'base', 'frame'], encodings: ['linear', 'srgb'] },
  camera_rgb: {
    centres: [640, 528, 455],
    widths: [9, 14, 9],
    light: 'flat',
    modes: ['base', 'orange'],
    encodings: ['linear', 'srgb'],
    matrix: [0, 0.1],
    bits: 16,
    jpeg: 0.1,
  },
  minilab: {
    centres: [650, 545, 450],
    widths: [22, 24, 20],
    light: 'flat',
    modes: ['base', 'frame'],
    encodings: ['srgb', '2.2'],
    matrix: [0, 0.2],
    bits: 8,
    jpeg: 0.6,
  },
  phone: {
    centres: [604, 536, 463],
    widths: [29, 38, 30],
    light: 'screen',
    modes: ['orange', 'frame'],
    encodings: ['srgb'],
    matrix: [0.4, 1.1],
    bits: 8,
    jpeg: 1,
  },
}

export const HELD_OUT_SCANNERS: readonly ScannerKind[] = ['phone', 'camera_rgb', 'minilab']

/** The kinds of scanner for training, or those held out of it. */
export function scannersFor(heldOut: boolean): ScannerKind[] {
  return (Object.keys(DEVICES) as ScannerKind[]).filter((kind) => HELD_OUT_SCANNERS.includes(kind) === heldOut)
}

/** The usual shape of a camera's matrix to sRGB; rows sum to 1. */
const CAMERA_MATRIX = [1.65, -0.55, -0.1, -0.22, 1.5, -0.28, 0.02, -0.55, 1.53]

const sum = (terms: readonly (readonly [number, number, number])[], floor: number): Float64Array => {
  const out = new Float64Array(WAVELENGTHS.length).fill(floor)
  for (const [amount, centre, width] of terms) {
    const peak = bell(centre, width)
    for (let i = 0; i < out.length; i++) out[i] += amount * peak[i]
  }
  return out
}

const LIGHTS: Readonly<Record<LightKind, Float64Array>> = {
  flat: sum([], 1),
  led: sum(
    [
      [1, 450, 11],
      [0.75, 575, 58],
    ],
    0.02,
  ), // prettier-ignore
  ccfl: sum(
    [
      [0.5, 436, 7],
      [0.4, 490, 9],
      [1, 545, 6],
      [0.4, 586, 9],
      [0.9, 611, 6],
    ],
    0.03,
  ), // prettier-ignore
  screen: sum(
    [
      [1.1, 448, 10],
      [0.8, 533, 20],
      [1, 612, 14],
    ],
    0.01,
  ), // prettier-ignore
}

/** What each channel sees of each wavelength, light included: 3 × 31, each of sum 1. */
export function sensitivities(scanner: ScannerParameters): Float64Array {
  const m = WAVELENGTHS.length
  const out = new Float64Array(3 * m)
  const slope = WAVELENGTHS.map((nm) => pow(nm / 560, scanner.slope))
  for (let c = 0; c < 3; c++) {
    const channel = bell(scanner.centres[c], scanner.widths[c])
    let total = 0
    for (let i = 0; i < m; i++) total += out[c * m + i] = (channel[i] + scanner.leak) * LIGHTS[scanner.light][i] * slope[i]
    for (let i = 0; i < m; i++) out[c * m + i] /= total
  }
  return out
}

function drawMatrix(random: Random, [low, high]: readonly [number, number]): number[] {
  const k = random.uniform(low, high)
  const m = CAMERA_MATRIX.map((v, i) => (1 - k) * (i % 4 === 0 ? 1 : 0) + k * (v + random.normal(0, 0.06)))
  return m.map((v, i) => {
    const row = 3 * Math.floor(i / 3)
    return v / (m[row] + m[row + 1] + m[row + 2])
  })
}

/** Draws a scanner of one of the kinds for training, or of those held out, or of the kind given. */
export function drawScanner(random: Random, heldOut = false, kind: ScannerKind = random.pick(scannersFor(heldOut))): ScannerParameters {
  const device = DEVICES[kind]
  const camera = kind.startsWith('camera') || kind === 'phone'
  const encoding = random.pick(device.encodings)
  const linear = encoding === 'linear'
  return {
    kind,
    centres: device.centres.map((nm) => nm + random.normal(0, 3)),
    widths: device.widths.map((nm) => nm * random.uniform(0.9, 1.15)),
    leak: camera ? random.uniform(0, 0.02) : 0,
    light: device.light,
    slope: random.normal(0, 0.4),
    matrix: drawMatrix(random, device.matrix),
    mode: random.pick(device.modes),
    level: random.chance(0.75) ? random.uniform(0.72, 0.97) : random.uniform(0.3, 0.72),
    tone: kind !== 'camera_rgb' && camera && random.chance(0.6) ? random.uniform(1, 1.5) : 1,
    balance: [0, 1, 2].map(() => exp(Math.LN10 * random.normal(0, 0.04))),
    tint: [1, 1, 1],
    veil: random.uniform(0, 0.012),
    black: random.normal(0, 0.003),
    noise: random.uniform(0.0005, 0.004),
    callier: random.uniform(1, 1.3),
    encoding,
    bits: linear || random.chance(0.7) ? device.bits : 8,
    jpeg:
      !linear && random.chance(device.jpeg) ? { quality: random.int(80, 96), subsampling: random.chance(0.7) ? '4:2:0' : '4:4:4' } : null,
  }
}
