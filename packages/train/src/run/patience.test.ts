import { describe, expect, it } from 'vitest'
import { standing } from './patience.ts'

/** How the run stood after each measurement. */
const history = (series: number[], patience: number) => series.map((_, i) => standing(series.slice(0, i + 1), patience))

describe('standing', () => {
  it('smooths over the last three', () => {
    expect(history([9, 5, 4, 3, 8], 2).map(({ smoothed }) => smoothed)).toEqual([9, 7, 6, 4, 5])
  })

  it('takes the lowest smoothed value for the best: one lucky measurement is none', () => {
    //          smoothed: 10  9.5  9   8   9   9   9.67
    const series = [10, 9, 8, 7, 12, 8, 9]
    expect(history(series, 9).map(({ isBest }) => isBest)).toEqual([true, true, true, true, false, false, false])
    expect(standing([10, 10, 1, 10, 10], 9).isBest).toBe(false)
    // An equal value is no new best
    expect(standing([4, 4], 9).isBest).toBe(false)
  })

  it('is done when as many values as it has patience have come since the best', () => {
    const series = [10, 9, 8, 7, 12, 8, 9]
    expect(history(series, 2).map(({ done }) => done)).toEqual([false, false, false, false, false, true, true])
    expect(history([5, 5, 5, 5], 3).map(({ done }) => done)).toEqual([false, false, false, true])
  })
})
