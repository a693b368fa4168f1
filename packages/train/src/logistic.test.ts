import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { fitLogistic, type Observation } from './logistic.ts'

interface Fixture {
  observations: Observation[]
  cases: { ridge: number; weights: number[]; bias: number }[]
}
const { observations, cases }: Fixture = JSON.parse(readFileSync(new URL('../fixtures/logistic.json', import.meta.url), 'utf8'))

describe('fitLogistic', () => {
  it.each(cases)('finds what scikit-learn finds, with a ridge of $ridge', ({ ridge, weights, bias }) => {
    const found = fitLogistic(observations, ridge)
    for (const [t, weight] of weights.entries()) expect(found.weights[t] / weight).toBeCloseTo(1, 4)
    expect(found.bias).toBeCloseTo(bias, 3)
  })

  it('stays finite where a trait tells everything, and where one tells nothing', () => {
    const apart = Array.from({ length: 20 }, (_, k): Observation => ({ traits: [k, 5], is: k >= 10, weight: 1 }))
    const { weights, bias } = fitLogistic(apart)
    expect(weights[0]).toBeGreaterThan(0.3)
    expect(weights[1]).toBeCloseTo(0, 6)
    expect(Number.isFinite(bias)).toBe(true)
  })

  it('refuses what holds one kind only', () => {
    expect(() => fitLogistic([])).toThrow(RangeError)
    expect(() => fitLogistic([{ traits: [1], is: true, weight: 1 }])).toThrow('both kinds')
  })
})
