import { describe, expect, it } from 'vitest'
import { parameterCount, sizesOf } from '../sizes.ts'
import { CRITIC_CONFIG, critic, criticSizes } from './critic.ts'

describe('the critic', () => {
  it('gives one logit for every patch: the size halves at each level', () => {
    let shape: readonly number[] = []
    sizesOf((ops) => (shape = critic(ops, { input: [2, 3, 64, 96], picture: [2, 3, 64, 96] })))
    expect(shape).toEqual([2, 1, 4, 6])
  })

  it('has the parameters that its widths say, all named critic.*', () => {
    const sizes = criticSizes(1, 32, 32, { widths: [5, 7] })
    expect(parameterCount(sizes)).toBe(6 * 5 * 16 + 5 + (5 * 7 * 16 + 7) + (7 * 9 + 1))
    expect([...sizes.parameters.keys()].every((name) => name.startsWith('critic.'))).toBe(true)
  })

  it('is small beside the generator', () => {
    expect(parameterCount(criticSizes(1, 64, 64, CRITIC_CONFIG))).toBeLessThan(1e6)
  })
})
