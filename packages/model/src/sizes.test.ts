import { describe, expect, it } from 'vitest'
import { findSizes, lookSizes, parameterCount, repairReach, repairSizes, resolveShape, sizesOf } from './index.ts'

const LOOK_LIMIT = 10e6
const REPAIR_LIMIT = 5.5e6
/** All files in binary16, docs/model-card.md. */
const BYTES_LIMIT = 32_000_000
/** Floating-point operations per output pixel with halos, for tiles of 1024 pixels. */
const ARITHMETIC_LIMIT = 0.6e6
const TILE = 1024

describe('the network stays within its budget', () => {
  const look = lookSizes(1, 256, 256)
  const repair = repairSizes(1, 64, 64)
  const find = findSizes(1, 64, 64)

  it('in parameters and bytes', () => {
    expect(parameterCount(look)).toBeLessThanOrEqual(LOOK_LIMIT)
    expect(parameterCount(repair)).toBeLessThanOrEqual(REPAIR_LIMIT)
    expect(2 * (parameterCount(find) + parameterCount(look) + parameterCount(repair))).toBeLessThan(BYTES_LIMIT)
  })

  it('in arithmetic per pixel, halos included', () => {
    const side = TILE + 2 * repairReach()
    const halos = (side / TILE) ** 2
    expect((find.flops + repair.flops * halos) / (64 * 64)).toBeLessThanOrEqual(ARITHMETIC_LIMIT)
  })
})

describe('sizesOf', () => {
  it('counts a convolution by hand', () => {
    const sizes = sizesOf((ops) =>
      ops.conv2d([1, 2, 4, 4], ops.parameter('w', [3, 2, 3, 3], 'zeros'), ops.parameter('b', [3], 'zeros'), { padding: 1 }),
    )
    expect(sizes.flops).toBe(2 * 4 * 4 * 3 * 2 * 9)
    expect(parameterCount(sizes)).toBe(3 * 2 * 9 + 3)
  })

  it('refuses a parameter of two shapes and a convolution over the wrong channels', () => {
    expect(() => sizesOf((ops) => [ops.parameter('w', [1], 'zeros'), ops.parameter('w', [2], 'zeros')])).toThrow('w is used as')
    expect(() => sizesOf((ops) => ops.conv2d([1, 3, 4, 4], [2, 2, 1, 1], [2], {}))).toThrow('convolution')
  })

  it('works out reshapes', () => {
    expect(resolveShape([2, 3, 4, 5], [0, 3, -1])).toEqual([2, 3, 20])
  })
})
