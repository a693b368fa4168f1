import { PROFILE_LENGTH, Random } from '@revelado/core'
import { describe, expect, it } from 'vitest'
import { GAIN_KNOWN, type Gain, gainIn, gainOf, gainTable, gainTraits, MOST_GAIN, takeCorrection } from './gain.ts'

const random = new Random('gain')
const weighing = (length: number, by: number) => ({
  weights: Array.from({ length }, () => random.normal(0, by)),
  bias: random.normal(0, by),
})
const gain: Gain = { hidden: Array.from({ length: 5 }, () => weighing(GAIN_KNOWN, 0.3)), out: weighing(5, 1) }
const profile = Float32Array.from({ length: PROFILE_LENGTH }, () => random.uniform(0, 0.6))
const all: Gain = { hidden: [], out: { weights: [], bias: 30 } }
const none: Gain = { hidden: [], out: { weights: [], bias: -30 } }

describe('the gain of a correction', () => {
  it('is, by the table, what the network says', () => {
    const table = gainTable(gain, profile, 0)
    for (let k = 0; k < 200; k++) {
      const [correction, spread] = [random.uniform(0, 0.7), Math.exp(random.uniform(-7, 1))]
      const exact = gainOf(gain, [...profile, ...gainTraits(correction, spread)])
      expect(Math.abs(gainIn(table, correction, spread) - exact)).toBeLessThan(4e-4)
    }
  })

  it('lies between nothing and a little more than all', () => {
    expect(gainIn(gainTable(none, profile, 0), 0.1, 0.1)).toBeCloseTo(0, 6)
    expect(gainIn(gainTable(all, profile, 0), 2, 9)).toBeCloseTo(MOST_GAIN, 6)
  })

  it('is 1 where the picture is developed, whatever the scan is like', () => {
    const half = gainIn(gainTable(none, profile, 0.5), 0.1, 0.1)
    expect([gainIn(gainTable(none, profile, 1), 0.1, 0.1), half]).toEqual([1, 0.5])
  })

  it('scales what REPAIR adds to what stands there, and leaves what was painted alone', () => {
    const values = Float32Array.of(0.5, 0.5, 0.7, 0.7, 0.2, 0.2)
    const base = (_: number, into: Float32Array) => into.set([0.4, 0.4, 0.4])
    takeCorrection(values, Float32Array.of(0.1, 0.1), Float32Array.of(0, 1), gainTable(none, profile, 0.5), base)
    const rounded = [...values].map((v) => Number(v.toFixed(6)))
    expect(rounded).toEqual([0.45, 0.5, 0.55, 0.7, 0.3, 0.2])
  })
})
