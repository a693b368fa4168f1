import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { boxBlurPlane, gaussianBlurPlane } from './blur.ts'
import { createPlane, type Plane } from './picture.ts'
import { Random } from './random.ts'

/** float32 between the two passes. */
const FLOAT = 5e-7
/** What is claimed for σ above 8, at steps and edges and on white noise: about a step of 8 bits. */
const SHRUNK = 4e-3

function noise(width: number, height: number, seed: number): Plane {
  const plane = createPlane(width, height)
  new Random(seed).fillUniform(plane.data)
  return plane
}

const clamp = (v: number, last: number): number => Math.min(last, Math.max(0, v))

/** One pass at a time, in doubles, straight from the definition. */
function naive({ width, height, data }: Plane, radius: number, weight: (d: number) => number): Float64Array {
  const across = new Float64Array(width * height)
  const out = new Float64Array(width * height)
  let total = 0
  for (let d = -radius; d <= radius; d++) total += weight(d)
  const weights = Float64Array.from({ length: 2 * radius + 1 }, (_, i) => weight(i - radius) / total)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      for (let d = -radius; d <= radius; d++) across[y * width + x] += weights[d + radius] * data[y * width + clamp(x + d, width - 1)]
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      for (let d = -radius; d <= radius; d++) out[y * width + x] += weights[d + radius] * across[clamp(y + d, height - 1) * width + x]
  return out
}

function largestDifference(found: Float32Array, expected: Float64Array): number {
  return found.reduce((most, v, i) => Math.max(most, Math.abs(v - expected[i])), 0)
}

const gauss = (sigma: number) => (d: number) => Math.exp(-(d * d) / (2 * sigma * sigma))
const side = fc.integer({ min: 1, max: 30 })

describe('Gaussian', () => {
  test('agrees with its definition', () => {
    fc.assert(
      fc.property(side, side, fc.double({ min: 0.3, max: 8, noNaN: true }), (w, h, sigma) => {
        const plane = noise(w, h, 1)
        const expected = naive(plane, Math.max(1, Math.ceil(4 * sigma)), gauss(sigma))
        expect(largestDifference(gaussianBlurPlane(plane, sigma).data, expected)).toBeLessThan(FLOAT)
      }),
      { numRuns: 25 },
    )
  })

  test('agrees with SciPy', () => {
    const stored = JSON.parse(readFileSync(new URL('../fixtures/measures.json', import.meta.url), 'utf8'))
    const bytes = new Uint8Array(Buffer.from(stored.plane.bytes, 'base64'))
    const plane = createPlane(
      stored.plane.width,
      stored.plane.height,
      Float32Array.from(bytes, (v) => v / 255),
    )
    // SciPy rounds the kernel's end to the nearest pixel, ours goes up: at σ 0.5, 1.5, 4 and 7 both end at 2, 6, 16 and 28.
    for (const { sigma, values } of stored.gaussian) {
      const found = gaussianBlurPlane(plane, sigma).data
      values.forEach((v: number, i: number) => {
        expect(Math.abs(found[7 * i] - v)).toBeLessThan(FLOAT)
      })
    }
  })

  test.each([9, 14.3, 25])('large σ %d, through a smaller plane', (sigma) => {
    const sizes = [
      [110, 70],
      [61, 47],
      [7, 130],
    ]
    for (const [w, h] of sizes) {
      const step = createPlane(w, h)
      for (let y = 0; y < h; y++) for (let x = 0; x < w; x++) step.data[y * w + x] = x > w / 3 && y > h / 4 ? 1 : 0
      for (const plane of [step, noise(w, h, 2)]) {
        const expected = naive(plane, Math.ceil(5 * sigma), gauss(sigma))
        expect(largestDifference(gaussianBlurPlane(plane, sigma).data, expected)).toBeLessThan(SHRUNK)
      }
    }
  })

  test('σ 0 copies, a σ that is none is refused', () => {
    const plane = noise(4, 3, 3)
    expect(gaussianBlurPlane(plane, 0)).toEqual(plane)
    expect(gaussianBlurPlane(plane, 0).data).not.toBe(plane.data)
    expect(() => gaussianBlurPlane(plane, -1)).toThrow('at least 0')
    expect(() => gaussianBlurPlane(plane, Number.NaN)).toThrow('at least 0')
  })
})

describe('box', () => {
  test('agrees with its definition, also where the radius is larger than the plane', () => {
    fc.assert(
      fc.property(side, side, fc.integer({ min: 0, max: 40 }), (w, h, radius) => {
        const plane = noise(w, h, 4)
        const expected = naive(plane, radius, () => 1)
        expect(largestDifference(boxBlurPlane(plane, radius).data, expected)).toBeLessThan(FLOAT)
      }),
      { numRuns: 40 },
    )
  })

  test('a radius that is not whole is refused', () => {
    expect(() => boxBlurPlane(noise(4, 3, 3), 1.5)).toThrow('whole radius')
  })
})
