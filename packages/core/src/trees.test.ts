import { describe, expect, it } from 'vitest'
import { packTrees, roundLeaves, type SymmetricTrees, toBfloat16, unpackTrees, weighTrees } from './trees.ts'

/** Two trees of two questions. */
const trees: SymmetricTrees = {
  depth: 2,
  numbers: Uint8Array.of(0, 2, 1, 0),
  thresholds: Float32Array.of(0.5, -1, 3, 7),
  leaves: Float32Array.of(0.1, 0.2, 0.4, 0.8, -1, -2, -3, -4),
  bias: 10,
}

describe('weighTrees', () => {
  it('adds one leaf of each tree to the bias, the first question in the lowest place', () => {
    expect(weighTrees(trees, Float32Array.of(0, 0, -1))).toBeCloseTo(10 + 0.1 - 1, 6)
    expect(weighTrees(trees, Float32Array.of(0.6, 0, -1))).toBeCloseTo(10 + 0.2 - 1, 6)
    expect(weighTrees(trees, Float32Array.of(0.5, 4, 0))).toBeCloseTo(10 + 0.4 - 2, 6)
    expect(weighTrees(trees, Float32Array.of(8, 4, 0))).toBeCloseTo(10 + 0.8 - 4, 6)
  })

  it('reads one observation of many', () => {
    expect(weighTrees(trees, Float32Array.of(9, 9, 9, 8, 4, 0), 3)).toBeCloseTo(10 + 0.8 - 4, 6)
  })
})

describe('packed trees', () => {
  it('come back but for the rounding of their leaves', () => {
    const back = unpackTrees(JSON.parse(JSON.stringify(packTrees(trees))), 3)
    expect(back.numbers).toEqual(trees.numbers)
    expect(back.thresholds).toEqual(trees.thresholds)
    expect(back.bias).toBe(10)
    for (const [i, leaf] of trees.leaves.entries()) expect(Math.abs(back.leaves[i] - leaf)).toBeLessThan((i < 4 ? 0.8 : 4) / 13)
  })

  it('come back whole when each tree was rounded before', () => {
    const rounded = Float32Array.of(...roundLeaves(trees.leaves.subarray(0, 4)), ...roundLeaves(trees.leaves.subarray(4)))
    const again = unpackTrees(packTrees({ ...trees, leaves: rounded }), 3)
    expect(again.leaves).toEqual(rounded)
    expect(roundLeaves(rounded.subarray(0, 4))).toEqual(rounded.subarray(0, 4))
    expect(roundLeaves(Float32Array.of(0, 0))).toEqual(Float32Array.of(0, 0))
  })

  it('are refused when they ask about unknown numbers or are cut off', () => {
    const packed = packTrees(trees)
    expect(() => unpackTrees(packed, 2)).toThrow('whole trees over 2 numbers')
    expect(() => unpackTrees({ ...packed, leaves: packed.leaves.slice(0, 4) }, 3)).toThrow('whole trees')
    expect(() => unpackTrees({ ...packed, depth: 3 }, 3)).toThrow('whole trees')
  })
})

describe('toBfloat16', () => {
  it('keeps eight significant bits, the nearest', () => {
    expect([1, -2.5, 0, 1 + 2 ** -7].map(toBfloat16)).toEqual([1, -2.5, 0, 1 + 2 ** -7])
    expect(toBfloat16(1 + 2 ** -8 + 2 ** -10)).toBe(1 + 2 ** -7)
    expect(toBfloat16(-1 - 2 ** -10)).toBe(-1)
    expect(toBfloat16(0.1)).toBeCloseTo(0.10009765625, 12)
  })
})
