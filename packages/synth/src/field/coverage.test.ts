import { createPlane } from '@revelado/core'
import { expect, it } from 'vitest'
import { coverPolygon, coverStroke } from './coverage.ts'

const area = (data: Float32Array): number => data.reduce((a, b) => a + b, 0)

it('covers exactly the area of a rectangle that is aligned to quarter lines', () => {
  const plane = createPlane(20, 20)
  coverPolygon(plane, [
    [2.25, 3.5],
    [10.75, 3.5],
    [10.75, 12.25],
    [2.25, 12.25],
  ])
  expect(area(plane.data)).toBeCloseTo(8.5 * 8.75, 4)
  expect(plane.data[5 * 20 + 5]).toBeCloseTo(1, 6)
})

it('covers a slanted triangle to within its sampling in quarter lines', () => {
  const plane = createPlane(40, 40)
  coverPolygon(plane, [
    [3, 4],
    [35, 10],
    [12, 37],
  ])
  // Twice the area by the shoelace formula: 32·33 − 9·6.
  expect(Math.abs(area(plane.data) / ((32 * 33 - 9 * 6) / 2) - 1)).toBeLessThan(0.005)
})

it('cuts at the border of the plane', () => {
  const plane = createPlane(10, 10)
  coverPolygon(plane, [
    [-5, -5],
    [25, -5],
    [25, 25],
    [-5, 25],
  ])
  expect(plane.data.every((v) => v === 1)).toBe(true)
})

it('strokes a line as wide as told', () => {
  const plane = createPlane(60, 30)
  coverStroke(
    plane,
    [
      [10, 15],
      [50, 15],
    ],
    3,
  )
  let across = 0
  for (let y = 0; y < 30; y++) across += plane.data[y * 60 + 30]
  expect(across).toBeCloseTo(6, 4)
})

it('keeps the larger coverage where shapes meet', () => {
  const plane = createPlane(10, 10)
  coverStroke(
    plane,
    [
      [0, 5],
      [10, 5],
    ],
    2,
    0.5,
  )
  coverStroke(
    plane,
    [
      [5, 0],
      [5, 10],
    ],
    2,
    0.8,
  )
  expect(plane.data[5 * 10 + 5]).toBeCloseTo(0.8, 6)
})
