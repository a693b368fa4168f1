import { describe, expect, it } from 'vitest'
import { blindOrder, tally } from './blind-order.ts'

describe('blindOrder', () => {
  it('puts each model left half of the time, the same for the same seed', () => {
    const order = blindOrder(20, 1)
    expect(order.filter((side) => side === 'left').length).toBe(10)
    expect(blindOrder(20, 1)).toEqual(order)
    expect(blindOrder(20, 2)).not.toEqual(order)
  })
})

describe('tally', () => {
  it('counts for whom a side stood', () => {
    expect(tally(['left', 'right', 'left', 'right'], ['left', 'left', '=', 'right'])).toEqual({ first: 2, second: 1, alike: 1 })
    expect(() => tally(['left'], [])).toThrow('expected 1')
    expect(() => tally(['left'], ['both'])).toThrow('pair 1')
  })
})
