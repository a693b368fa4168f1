import { expect, it } from 'vitest'
import { flatPhoto } from './test-photo.ts'
import { unevenLight } from './uneven-light.ts'

const plain = { corners: 0, slope: 0, angle: 0, patches: 0, x: 0.5, y: 0.5, seed: 1 }
const at = (data: Float32Array, x: number, y: number): number => data[y * 120 + x]

it('darkens the corners by the stops told, in light', () => {
  const { data } = unevenLight.apply(flatPhoto(0.5), { ...plain, corners: 1 }).picture
  expect(at(data, 60, 45)).toBeCloseTo(0.5, 2)
  // A stop in code values of exponent 1/2.2.
  expect(at(data, 0, 0) / 0.5).toBeCloseTo(0.5 ** (1 / 2.2), 1)
})

it('slopes from side to side', () => {
  const { data } = unevenLight.apply(flatPhoto(0.5), { ...plain, slope: 2 }).picture
  expect(at(data, 119, 45)).toBeGreaterThan(1.5 * at(data, 0, 45))
  expect(at(data, 60, 0)).toBeCloseTo(at(data, 60, 89), 5)
})
