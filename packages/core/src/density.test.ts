import fc from 'fast-check'
import { expect, test } from 'vitest'
import { densities, density, TRANSMITTANCE_FLOOR, transmittance, transmittances } from './density.ts'
import { Random } from './random.ts'

/** The tables' error with float32's at density 6 (half a step there: 2.4e-7). */
const FLOAT = 3e-7

test('known values', () => {
  expect(density(1)).toBeCloseTo(0, 15)
  expect(density(0.1)).toBeCloseTo(1, 15)
  expect(density(0.5)).toBeCloseTo(0.3010299957, 10)
  expect(density(0)).toBeCloseTo(6, 14)
  expect(density(-1, 0.01)).toBeCloseTo(2, 14)
  expect(transmittance(2)).toBeCloseTo(0.01, 15)
  expect(transmittance(0)).toBe(1)
})

test('round trip', () => {
  fc.assert(
    fc.property(fc.double({ min: -2, max: 5.9, noNaN: true }), (d) => {
      expect(density(transmittance(d))).toBeCloseTo(d, 12)
    }),
  )
})

test('arrays agree with single numbers', () => {
  const random = new Random('density')
  const light = Float32Array.from({ length: 20000 }, () => random.logUniform(1e-8, 8))
  const dense = densities(light)
  const back = transmittances(dense)
  let most = 0
  for (let i = 0; i < light.length; i++) {
    most = Math.max(most, Math.abs(dense[i] - density(light[i])))
    most = Math.max(most, Math.abs(back[i] / transmittance(dense[i]) - 1))
  }
  expect(most).toBeLessThan(FLOAT)
  expect(densities(Float32Array.of(0, -3))[1]).toBeCloseTo(density(TRANSMITTANCE_FLOOR), 6)
})

test('arrays can be written over themselves', () => {
  const values = Float32Array.of(0.1, 0.01, 1)
  expect(densities(values, values)).toBe(values)
  expect([...values]).toEqual([1, 2, 0].map((v) => expect.closeTo(v, 6)))
  transmittances(values, values)
  expect([...values]).toEqual([0.1, 0.01, 1].map((v) => expect.closeTo(v, 6)))
})

test('far values do not wrap', () => {
  expect([...transmittances(Float32Array.of(50, -50, 30))]).toEqual([0, Number.POSITIVE_INFINITY, Math.fround(1e-30)])
})
