// Scanning: encodings, exposure modes, percentiles, unevenness, noise, rounding.
import { createPicture, Random } from '@revelado/core'
import { describe, expect, it } from 'vitest'
import { encode, percentile, quantise, scanFilm, shade } from './scan.ts'
import { drawScanner, type ScannerParameters } from './scanner.ts'

const PLAIN: ScannerParameters = {
  ...drawScanner(new Random(1), false, 'coolscan'),
  matrix: [1, 0, 0, 0, 1, 0, 0, 0, 1],
  mode: 'base',
  level: 0.8,
  tone: 1,
  balance: [1, 1, 1],
  tint: [1, 1, 1],
  veil: 0,
  black: 0,
  encoding: 'linear',
}
const CLEAR = [0.8, 0.4, 0.2]
/** Interpolation of the table over the root of light. */
const TOLERANCE = 4

const film = (n: number, share = 1): Float32Array[] => CLEAR.map((t) => new Float32Array(n).fill(share * t))
const scan = (scanner: Partial<ScannerParameters>, share = 1, n = 4, seed: number | null = null): number[] => {
  const { data } = scanFilm(film(n, share), n, 1, CLEAR, { ...PLAIN, ...scanner }, false, seed)
  return [data[0], data[n], data[2 * n]]
}

describe('scanFilm', () => {
  it('shows clear film grey when each channel is exposed on it, orange when all share an exposure', () => {
    for (const v of scan({})) expect(v).toBeCloseTo(0.8, TOLERANCE)
    const [r, g, b] = scan({ mode: 'orange' })
    expect([r, g / r, b / r].map((v) => Math.round(v * 1000) / 1000)).toEqual([0.8, 0.5, 0.25])
  })

  it('stretches to the brightest of the frame with auto levels', () => {
    for (const v of scan({ mode: 'frame' }, 0.1)) expect(v).toBeCloseTo(0.98, 3)
  })

  it('encodes, bends by the camera’s contrast, and tints by the lamp', () => {
    expect(scan({ encoding: '2.2' })[0]).toBeCloseTo(0.8 ** (1 / 2.2), TOLERANCE)
    expect(scan({ tone: 1.5 }, 0.25)[0]).toBeCloseTo(0.8 * 0.25 ** 1.5, TOLERANCE)
    expect(scan({ tint: [1, 0.5, 0.1] })[2]).toBeCloseTo(0.08, TOLERANCE)
  })

  it('adds a share of the mean as veil, and an offset', () => {
    expect(scan({ veil: 0.01, black: 0.002 }, 0.5)[0]).toBeCloseTo(0.4 * 1.01 + 0.002, TOLERANCE)
  })

  it('has noise that grows with the root of light', () => {
    const n = 20_000
    const deviation = (share: number): number => {
      const { data } = scanFilm(film(n, share), n, 1, CLEAR, { ...PLAIN, noise: 0.004 }, false, 9)
      const part = data.subarray(0, n)
      const mean = part.reduce((a, b) => a + b, 0) / n
      return Math.sqrt(part.reduce((a, b) => a + (b - mean) ** 2, 0) / n)
    }
    expect(deviation(1)).toBeCloseTo(0.004 * Math.sqrt(0.8), 4)
    expect(deviation(0.25) / deviation(1)).toBeCloseTo(0.5, 1)
    expect(deviation(0.001)).toBeCloseTo(0.004 * Math.sqrt(0.002), 5)
  })
})

describe('encode', () => {
  it('is the identity, a power, or sRGB, and clamps', () => {
    expect(encode(0.3, 'linear')).toBe(0.3)
    expect(encode(0.18, '1.8')).toBeCloseTo(0.18 ** (1 / 1.8), 12)
    expect(encode(0.18, 'srgb')).toBeCloseTo(0.46135613, 7)
    expect(encode(-1, '2.2')).toBe(0)
    expect(encode(2, 'srgb')).toBeCloseTo(1, 12)
  })
})

describe('percentile', () => {
  it('is that of the sorted values, interpolated between ranks', () => {
    const random = new Random(4)
    const values = Float32Array.from({ length: 777 }, () => random.uniform() ** 3)
    const sorted = values.slice().sort()
    for (const q of [0, 0.5, 50, 99.7, 100]) {
      const rank = (q / 100) * 776
      const low = Math.floor(rank)
      const exact = sorted[low] + (rank - low) * ((sorted[low + 1] ?? sorted[low]) - sorted[low])
      expect(Math.abs(percentile(values, q) - exact)).toBeLessThan(2e-5)
    }
    expect(percentile(new Float32Array(5), 50)).toBe(0)
  })
})

describe('shade', () => {
  it('darkens the corners by the vignette and leaves the middle', () => {
    const channel = new Float32Array(25).fill(1)
    shade([channel], 5, 5, { vignette: 0.06, tiltX: 0, tiltY: 0 })
    expect(channel[12]).toBe(1)
    for (const i of [0, 4, 20, 24]) expect(channel[i]).toBeCloseTo(0.94, 6)
  })

  it('tilts from side to side', () => {
    const channel = new Float32Array(9).fill(1)
    shade([channel], 3, 3, { vignette: 0, tiltX: 0.02, tiltY: -0.01 })
    expect([channel[3], channel[5], channel[1]].map((v) => Math.round(v * 100) / 100)).toEqual([0.98, 1.02, 1.01])
  })
})

describe('quantise', () => {
  it('rounds to whole steps and clamps', () => {
    const picture = createPicture(1, 1, 'srgb', Float32Array.of(-0.2, 0.5, 1.3))
    quantise(picture, 8)
    expect([...picture.data].map((v) => Math.round(v * 25500) / 100)).toEqual([0, 128, 255])
  })
})
