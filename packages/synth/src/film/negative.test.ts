// Negatives against an independent simulator, and what makeNegative promises.
import { readFileSync } from 'node:fs'
import { createPicture, type Picture, Random } from '@revelado/core'
import { describe, expect, it } from 'vitest'
import { drawNegative, makeNegative, type NegativeParameters } from './negative.ts'
import { HELD_OUT_SCANNERS } from './scanner.ts'
import { isHeldOut, stockNamed } from './stocks.ts'

interface Case {
  readonly parameters: NegativeParameters
  readonly picture: number[]
  readonly scan: number[]
}
const fixture: { width: number; height: number; cases: Case[] } = JSON.parse(
  readFileSync(new URL('./fixtures/negatives.json', import.meta.url), 'utf8'),
)

/** In code values: what tables, float32 and a histogram's percentile may add up to. */
const TOLERANCE = 1e-3

function scene(width: number, height: number, seed = 1): Picture {
  const random = new Random(seed)
  const picture = createPicture(width, height)
  const phases = Array.from({ length: 6 }, () => random.uniform(0, 6))
  for (let c = 0; c < 3; c++)
    for (let y = 0; y < height; y++)
      for (let x = 0; x < width; x++)
        picture.data[(c * height + y) * width + x] = 0.5 + 0.45 * Math.sin((6 * x) / width + phases[c]) * Math.cos((5 * y) / height + phases[3 + c])
  return picture
}

describe('makeNegative', () => {
  it.each(fixture.cases.map((c) => [`${c.parameters.roll.stock}, ${c.parameters.scanner.kind}, ${c.parameters.scanner.mode}`, c] as const))(
    'gives the scan of the independent simulator: %s',
    (_, { parameters, picture, scan }) => {
      const positive = createPicture(fixture.width, fixture.height, 'srgb', Float32Array.from(picture, (v) => v / 255))
      const made = makeNegative(positive, parameters).scan.data
      const worst = scan.reduce((most, v, i) => Math.max(most, Math.abs(v / 65535 - made[i])), 0)
      expect(worst).toBeLessThanOrEqual(TOLERANCE)
    },
  )
})
