// REPAIR's shrinkage, as it begins, against SciPy's DCT; fixtures/make-shrinkage.py made the values.
import { readFileSync } from 'node:fs'
import { Random } from '@revelado/core'
import { axes, shrinkage } from '@revelado/model'
import { fromArray, noGrad, scope } from '@revelado/torch'
import { describe, expect, it } from 'vitest'
import { libtorchOps, Parameters } from './libtorch.ts'

interface Stored {
  width: number
  height: number
  cases: { apart: 2 | 4; small: number[]; taken: number[] }[]
}
const { width, height, cases } = JSON.parse(readFileSync(new URL('../fixtures/shrinkage.json', import.meta.url), 'utf8')) as Stored

const SAME = 2e-5

/** What is taken away from a picture when `small` counts as small in the three axes. */
function taken(picture: Float32Array, w: number, h: number, apart: 2 | 4, small: readonly number[]): Float32Array {
  const ops = libtorchOps(new Parameters(1))
  return scope(() =>
    noGrad(() =>
      shrinkage(ops, 'any', axes(ops, fromArray(picture, [1, 3, h, w])), [apart, apart, apart], (axis) =>
        fromArray(new Float32Array(63).fill(1 / small[axis] ** 2), [1, 63, 1, 1]),
      ).toFloat32Array(),
    ),
  )
}

describe('shrinkage', () => {
  it.each(cases)('takes away what a sliding DCT does, blocks $apart pixels apart', ({ apart, small, taken: expected }) => {
    const picture = Float32Array.from({ length: 3 * width * height }, (_, i) => 0.5 + 0.4 * Math.sin(i * i * 0.37))
    const found = taken(picture, width, height, apart, small).filter((_, i) => i % 7 === 0)
    expect(found.length).toBe(expected.length)
    for (const [i, value] of expected.entries()) expect(Math.abs(found[i] - value)).toBeLessThan(SAME)
  })

  it('takes most of the noise from a ramp and leaves the ramp', () => {
    const random = new Random('a noisy ramp')
    const side = 64
    const ramp = Float32Array.from({ length: 3 * side * side }, (_, i) => 0.2 + (0.6 * (i % side)) / side)
    const noise = ramp.map(() => random.normal(0, 0.05))
    const away = taken(
      ramp.map((v, i) => v + noise[i]),
      side,
      side,
      4,
      [0.15, 0.15, 0.15],
    )
    const left = Math.sqrt(noise.reduce((sum, v, i) => sum + (v - away[i]) ** 2, 0) / noise.length)
    expect(left).toBeLessThan(0.05 / 3)
  })
})
