import { expect, it } from 'vitest'
import { halftone } from './halftone.ts'
import { deviation, mean } from './statistics.ts'
import { flatPhoto } from './test-photo.ts'

it('carries tone by the size of its dots: the mean stays, the deviation grows', () => {
  for (const v of [0.3, 0.5, 0.7]) {
    const flat = flatPhoto(v)
    const { data } = halftone.apply(flat, { period: 5, angle: 0.6, colour: false, softness: 0.5, amount: 1 }).picture
    // The two triangle waves are not quite evenly spread, so tones away from the middle print some lighter or darker.
    expect(Math.abs(mean(data) - v)).toBeLessThan(0.13)
    expect(deviation(data)).toBeGreaterThan(0.2)
  }
})

it('repeats with its period', () => {
  const { data } = halftone.apply(flatPhoto(0.5), { period: 5, angle: 0, colour: false, softness: 0.5, amount: 1 }).picture
  for (let x = 30; x < 80; x++) expect(data[45 * 120 + x]).toBeCloseTo(data[45 * 120 + x + 5], 4)
})
