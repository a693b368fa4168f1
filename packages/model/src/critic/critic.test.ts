import { describe, expect, it } from 'vitest'
import { squeezenet } from '../features/squeezenet.ts'
import { parameterCount, sizesOf } from '../sizes.ts'
import { CRITIC_CONFIG, critic, criticSizes } from './critic.ts'

describe('the critic', () => {
  it('gives one logit for every patch: the size halves at each level', () => {
    let shapes: (readonly number[])[] = []
    sizesOf((ops) => (shapes = critic(ops, { input: [2, 3, 64, 96], picture: [2, 3, 64, 96] })))
    expect(shapes).toEqual([[2, 1, 4, 6]])
  })

  it('gives one more for every place of the features that it is shown', () => {
    const picture = [2, 3, 64, 96]
    let shapes: (readonly number[])[] = []
    const sizes = sizesOf((ops) => (shapes = critic(ops, { input: picture, picture, features: squeezenet(ops, picture).slice(1) })))
    expect(shapes).toEqual([
      [2, 1, 4, 6],
      [2, 1, 15, 23],
      [2, 1, 7, 11],
      [2, 1, 3, 5],
      [2, 1, 3, 5],
    ])
    expect(sizes.parameters.get('critic.head3.in.weight')?.shape).toEqual([64, 512, 1, 1])
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
