import { describe, expect, it } from 'vitest'
import { REPAIR_CONFIG, repairSizes } from '../generator.ts'
import { initialWeights } from '../initialise.ts'
import { repairGraph } from './export.ts'
import { readWeights } from './weights.ts'

const narrow = { ...REPAIR_CONFIG, widths: [16, 16, 16] }

describe('reading weights back', () => {
  it('gives each parameter its own values, from plain bytes and from a view of a larger buffer', () => {
    const weights = initialWeights(repairSizes(1, 64, 64, narrow).parameters, 1)
    const file = repairGraph(weights, narrow)
    const padded = Buffer.alloc(file.length + 24)
    padded.set(file, 8)
    for (const bytes of [file, padded.subarray(8, 8 + file.length)]) {
      const read = readWeights(bytes)
      expect([...read.keys()].sort()).toEqual([...weights.keys()].sort())
      for (const [name, { shape, data }] of weights) {
        const back = read.get(name)!
        expect(back.shape).toEqual([...shape])
        expect(back.data.length, name).toBe(data.length)
        for (let i = 0; i < data.length; i++) expect(Math.abs(back.data[i] - data[i])).toBeLessThanOrEqual(Math.abs(data[i]) / 1024 + 1e-7)
      }
    }
  })
})
