import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createPicture, createPlane, cropPicture, type Picture, type Plane } from './picture.ts'
import { Random } from './random.ts'
import {
  type ResizeWindow,
  resizeArea,
  resizeBilinear,
  resizeLanczos3,
  resizePlaneArea,
  resizePlaneBilinear,
  resizePlaneLanczos3,
} from './resample.ts'

/** Sums in double precision, the result rounded to float32; values up to about 2. */
const FLOAT = 2.5e-7

function noise(width: number, height: number, seed: number): Picture {
  const picture = createPicture(width, height)
  new Random(seed).fillUniform(picture.data)
  return picture
}

function plane(width: number, height: number, seed: number): Plane {
  return createPlane(width, height, noise(width, height, seed).data.slice(0, width * height))
}

/** A resize straight from its definition: a weight for every pair of output and (repeated) input, two loops deep each way. */
function naive(
  source: Plane,
  width: number,
  height: number,
  weight: (out: number, input: number, scale: number) => number,
  beyond: number,
): Plane {
  const out = createPlane(width, height)
  const line = (from: number, to: number, i: number): number[] => {
    const weights = new Array<number>(from).fill(0)
    for (let j = -beyond; j < from + beyond; j++) weights[Math.min(from - 1, Math.max(0, j))] += weight(i, j, from / to)
    const sum = weights.reduce((s, v) => s + v)
    return weights.map((w) => w / sum)
  }
  for (let y = 0; y < height; y++) {
    const down = line(source.height, height, y)
    for (let x = 0; x < width; x++) {
      const across = line(source.width, width, x)
      let sum = 0
      for (let v = 0; v < source.height; v++)
        for (let u = 0; u < source.width; u++) sum += down[v] * across[u] * source.data[v * source.width + u]
      out.data[y * width + x] = sum
    }
  }
  return out
}

const lanczos = (x: number): number => {
  if (Math.abs(x) < 1e-12) return 1
  return Math.abs(x) >= 3 ? 0 : ((Math.sin(Math.PI * x) / (Math.PI * x)) * Math.sin((Math.PI * x) / 3)) / ((Math.PI * x) / 3)
}

const KERNELS = {
  area: {
    ours: resizePlaneArea,
    weight: (i: number, j: number, s: number) => Math.max(0, Math.min((i + 1) * s, j + 1) - Math.max(i * s, j)),
    beyond: 0,
  },
  bilinear: {
    ours: resizePlaneBilinear,
    weight: (i: number, j: number, s: number) => Math.max(0, 1 - Math.abs((i + 0.5) * s - 0.5 - j)),
    beyond: 2,
  },
  lanczos3: {
    ours: resizePlaneLanczos3,
    weight: (i: number, j: number, s: number) => lanczos((j + 0.5 - (i + 0.5) * s) / Math.max(1, s)),
    beyond: 60,
  },
}

const side = fc.integer({ min: 1, max: 14 })

describe.each(Object.entries(KERNELS))('%s', (_, { ours, weight, beyond }) => {
  test('agrees with its definition at any sizes', () => {
    fc.assert(
      fc.property(side, side, side, side, fc.nat(), (w, h, width, height, seed) => {
        const source = plane(w, h, seed)
        const found = ours(source, width, height).data
        const expected = naive(source, width, height, weight, beyond).data
        expect(found.reduce((most, v, i) => Math.max(most, Math.abs(v - expected[i])), 0)).toBeLessThan(FLOAT)
      }),
      { numRuns: 40 },
    )
  })

  test('keeps a flat plane flat and the same size the same', () => {
    const flat = createPlane(9, 5, new Float32Array(45).fill(0.7))
    for (const v of ours(flat, 4, 13).data) expect(v).toBeCloseTo(0.7, 6)
    const source = plane(9, 5, 1)
    const same = ours(source, 9, 5).data
    for (let i = 0; i < 45; i++) expect(same[i]).toBeCloseTo(source.data[i], 6)
  })
})

test('area keeps the mean', () => {
  fc.assert(
    fc.property(side, side, side, side, (w, h, width, height) => {
      const mean = (data: Float32Array): number => data.reduce((s, v) => s + v, 0) / data.length
      expect(mean(resizePlaneArea(plane(w, h, 3), width, height).data)).toBeCloseTo(mean(plane(w, h, 3).data), 6)
    }),
  )
})

describe('windows and pictures', () => {
  test('a window is the same part of the whole, bit for bit', () => {
    const source = noise(13, 9, 4)
    const part: ResizeWindow = { x: 5, y: 2, width: 11, height: 7 }
    for (const resize of [resizeArea, resizeBilinear, resizeLanczos3])
      for (const [w, h] of [
        [40, 31],
        [17, 9],
      ]) {
        const whole = cropPicture(resize(source, w, h), part.x, part.y, part.width, part.height)
        expect(resize(source, w, h, part)).toEqual(whole)
      }
    expect(() => resizeArea(source, 8, 8, { x: 4, y: 0, width: 5, height: 1 })).toThrow('leaves the size')
    expect(() => resizeArea(source, 0, 8)).toThrow('at least 1 pixel')
  })

  test('a picture is its three planes', () => {
    const source = { ...noise(13, 9, 5), encoding: 'linear' as const }
    const out = resizeLanczos3(source, 7, 20)
    expect(out.encoding).toBe('linear')
    const blue = resizePlaneLanczos3(createPlane(13, 9, source.data.slice(2 * 117)), 7, 20)
    expect(out.data.slice(280)).toEqual(blue.data)
  })
})

describe('Pillow finds the same', () => {
  const { plane: source, ...stored } = JSON.parse(readFileSync(new URL('../fixtures/measures.json', import.meta.url), 'utf8'))
  const bytes = new Uint8Array(Buffer.from(source.bytes, 'base64'))
  const input = createPlane(
    source.width,
    source.height,
    Float32Array.from(bytes, (v) => v / 255),
  )
  /** Pillow's coefficients for floats are doubles, its sums and results are float32 between the passes. */
  const PILLOW = 1e-6

  test.each([
    ['lanczosSmaller', resizePlaneLanczos3, 3],
    ['lanczosLarger', resizePlaneLanczos3, 6],
    ['bilinearLarger', resizePlaneBilinear, 0],
  ] as const)('%s', (name, resize, edge) => {
    const { width, height, values } = stored[name]
    const found = resize(input, width, height)
    let compared = 0
    let most = 0
    for (let y = edge; y < height - edge; y++)
      for (let x = edge; x < width - edge; x++, compared++)
        most = Math.max(most, Math.abs(found.data[y * width + x] - values[y * width + x]))
    expect(most).toBeLessThan(PILLOW)
    expect(compared).toBeGreaterThan(40)
  })
})
