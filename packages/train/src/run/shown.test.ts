import { describe, expect, it } from 'vitest'
import { Shown } from './shown.ts'

describe('Shown', () => {
  it('is a mean at first and follows slowly later', () => {
    const shown = new Shown()
    expect(shown.get('loss')).toBeNaN()
    for (const loss of [1, 2, 3]) shown.add({ loss })
    expect(shown.get('loss')).toBeCloseTo(2, 12)
    for (let i = 0; i < 1000; i++) shown.add({ loss: 5 })
    shown.add({ loss: 0 })
    expect(shown.get('loss')).toBeCloseTo(4.9, 6)
  })

  it('keeps figures apart, gives them as a row, and forgets them', () => {
    const shown = new Shown()
    shown.add({ a: 1 })
    shown.add({ b: 2 })
    expect(shown.row()).toEqual({ a: '1.00000', b: '2.00000' })
    shown.clear()
    expect(shown.row()).toEqual({})
  })
})
