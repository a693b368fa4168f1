// Quick noise: the moments of a normal distribution, no correlation, the same from the same seed.
import { describe, expect, it } from 'vitest'
import { fillNoise } from './noise.ts'

const N = 200_000
/** Five standard errors of the mean of N normal numbers. */
const FIVE_ERRORS = 5 / Math.sqrt(N)
const mean = (values: Float32Array, f: (v: number, i: number) => number): number =>
  values.reduce((sum, v, i) => sum + f(v, i), 0) / values.length

describe('fillNoise', () => {
  const noise = fillNoise('a', new Float32Array(N))

  it('has mean 0, deviation 1, no skew, and the fourth moment 3', () => {
    expect(Math.abs(mean(noise, (v) => v))).toBeLessThan(FIVE_ERRORS)
    expect(Math.abs(mean(noise, (v) => v * v) - 1)).toBeLessThan(FIVE_ERRORS * Math.SQRT2)
    expect(Math.abs(mean(noise, (v) => v ** 3))).toBeLessThan(FIVE_ERRORS * Math.sqrt(15))
    expect(Math.abs(mean(noise, (v) => v ** 4) - 3)).toBeLessThan(FIVE_ERRORS * Math.sqrt(96))
  })

  it('has its quantiles where the normal distribution has them', () => {
    const sorted = noise.slice().sort()
    expect(sorted[Math.floor(0.8413447 * N)]).toBeCloseTo(1, 1)
    expect(sorted[Math.floor(0.0227501 * N)]).toBeCloseTo(-2, 1)
  })

  it('has neighbours that know nothing of each other', () => {
    for (const lag of [1, 2, 3]) expect(Math.abs(mean(noise, (v, i) => v * noise[(i + lag) % N]))).toBeLessThan(FIVE_ERRORS)
  })

  it('is the same from the same seed, another from another, and fills odd lengths', () => {
    expect(fillNoise(7, new Float32Array(9), 2)).toEqual(fillNoise(7, new Float32Array(10), 2).subarray(0, 9))
    expect(fillNoise(7, new Float32Array(9))).not.toEqual(fillNoise(8, new Float32Array(9)))
    expect(fillNoise(7, new Float32Array(9), 2)[4]).toBeCloseTo(2 * fillNoise(7, new Float32Array(9))[4], 6)
  })
})
