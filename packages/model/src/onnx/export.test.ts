import { describe, expect, it } from 'vitest'
import { initialWeights, lookGraph, lookSizes, readWeights, repairGraph, repairSizes } from '../index.ts'
import { fromHalf, toHalf } from './half.ts'

describe('the shipped graphs', () => {
  const look = { widths: [8, 8, 8], blocks: [1, 1, 1], global: 8 }
  const weights = initialWeights(lookSizes(1, 64, 64, look).parameters, 'a seed')

  it('carry their weights by name, rounded to binary16', () => {
    const back = readWeights(lookGraph(weights, look))
    expect([...back.keys()].sort()).toEqual([...weights.keys()].sort())
    for (const [name, { shape, data }] of weights) {
      expect(back.get(name)!.shape).toEqual([...shape])
      expect(back.get(name)!.data).toEqual(Float32Array.from(data, (x) => fromHalf(toHalf(x))))
    }
  })

  it('are refused when a weight is missing or misshapen', () => {
    const repair = initialWeights(repairSizes(1, 64, 64).parameters, 1)
    const name = [...repair.keys()][0]
    const one = repair.get(name)!
    repair.delete(name)
    expect(() => repairGraph(repair)).toThrow(`there is no weight named ${name}`)
    repair.set(name, { shape: [1], data: one.data })
    expect(() => repairGraph(repair)).toThrow('but the network has')
  })

  it('start from the same weights for the same seed, and from others for another', () => {
    const same = initialWeights(lookSizes(1, 64, 64, look).parameters, 'a seed')
    const other = initialWeights(lookSizes(1, 64, 64, look).parameters, 'another')
    expect(same.get('look.stem.weight')!.data).toEqual(weights.get('look.stem.weight')!.data)
    expect(other.get('look.stem.weight')!.data).not.toEqual(weights.get('look.stem.weight')!.data)
  })
})
