// Spectra: bells, straight lines, and Planck's law.
import { describe, expect, it } from 'vitest'
import { bell, interpolate, planck, WAVELENGTHS } from './spectrum.ts'

describe('spectra', () => {
  it('run from 400 to 700 nm', () => {
    expect([WAVELENGTHS[0], WAVELENGTHS[30], WAVELENGTHS.length]).toEqual([400, 700, 31])
  })

  it('bells peak at their centre and fall to e^−½ one deviation away', () => {
    const values = bell(550, 20)
    expect(values[15]).toBe(1)
    expect(values[17]).toBeCloseTo(Math.exp(-0.5), 12)
  })

  it('interpolate between points and stay level beyond them', () => {
    expect([0, 1, 1.5, 3, 9].map((x) => interpolate(x, [1, 2, 4], [10, 20, 0]))).toEqual([10, 10, 15, 10, 0])
  })

  it('a lamp of 3200 K is redder than daylight of 5500 K by the ratio of Planck’s law', () => {
    const ratio = (kelvin: number): number => planck(640, kelvin) / planck(445, kelvin)
    const exact = (kelvin: number): number => Math.expm1(1.4388e7 / (445 * kelvin)) / Math.expm1(1.4388e7 / (640 * kelvin))
    expect(ratio(3200)).toBeCloseTo(exact(3200), 9)
    expect(ratio(3200)).toBeGreaterThan(2 * ratio(5500))
  })
})
