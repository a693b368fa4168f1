import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { createPicture, type Picture } from '../picture.ts'
import { TONAL_LENGTH, tonalStatistics } from './tonal-statistics.ts'

interface Stored {
  readonly width: number
  readonly height: number
  readonly numbers: readonly number[]
}
const stored: Stored = JSON.parse(readFileSync(new URL('../../fixtures/tonal.json', import.meta.url), 'utf8'))

/** The formula of make-tonal.py. */
function drawn(width: number, height: number): Picture {
  const picture = createPicture(width, height)
  for (let c = 0, i = 0; c < 3; c++)
    for (let y = 0; y < height; y++)
      for (let x = 0; x < width; x++, i++) {
        const texture = ((x * 31 * (7 + c) + y * 221 + x * y * 7 * (c + 1)) % 997) / 16
        const block = 90 * ((Math.floor(x / 16) + Math.floor(y / 16)) % 2) + (Math.floor(x / 5) % 3 === c ? 40 : 0)
        const specks = (x * 5 + y * 3) % 17 > 0 ? 60 : 0
        picture.data[i] = (texture + block + specks + x / (c + 3)) / 300
      }
  return picture
}

const inverted = ({ width, height, data }: Picture): Picture =>
  createPicture(
    width,
    height,
    'srgb',
    data.map((v) => 1 - v),
  )

/** Where in the statistics luma's bright things are compared with its dark ones. */
const HATS = 39 + 8 * 17 + 10

describe('tonalStatistics', () => {
  it('agrees with NumPy and SciPy', () => {
    const { width, height, numbers } = stored
    const found = tonalStatistics(drawn(width, height))
    expect(found.length).toBe(numbers.length)
    expect(found.length).toBe(TONAL_LENGTH)
    const apart = numbers.map((number, i) => Math.abs(found[i] - number) / (1 + Math.abs(number)))
    // Quantiles of few values, by bins here and by sorting there, can be a value apart
    expect(Math.max(...apart)).toBeLessThan(0.06)
    expect(apart.filter((distance) => distance > 0.01).length).toBeLessThan(8)
  })

  it('compares bright things with dark ones the other way round in a negative', () => {
    const picture = drawn(80, 60)
    const positive = tonalStatistics(picture)
    const negative = tonalStatistics(inverted(picture))
    for (let i = HATS; i < HATS + 20; i++) expect(negative[i]).toBeCloseTo(-positive[i], 1)
    expect(positive.slice(HATS, HATS + 20).some((v) => Math.abs(v) > 0.1)).toBe(true)
  })

  it('stays finite for pictures of one value, and for the smallest', () => {
    for (const [width, height] of [
      [16, 16],
      [17, 40],
      [256, 16],
    ])
      for (const value of [0, 0.5, 1]) {
        const numbers = tonalStatistics(createPicture(width, height, 'srgb', new Float32Array(3 * width * height).fill(value)))
        expect(numbers.every(Number.isFinite)).toBe(true)
      }
  })
})
