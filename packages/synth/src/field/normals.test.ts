import { Random } from '@revelado/core'
import { expect, it } from 'vitest'
import { normals } from './normals.ts'

const N = 200_000
const values = normals(new Random('normals'), N)

function moment(power: number): number {
  let sum = 0
  for (const v of values) sum += v ** power
  return sum / N
}

/** Four deviations of each moment's estimate from N values: √(var of x^k / N). */
const near = (power: number): number => 4 * Math.sqrt({ 1: 1, 2: 2, 3: 15, 4: 96 }[power]! / N)

it('has the first four moments of the normal law', () => {
  for (const [power, wanted] of [
    [1, 0],
    [2, 1],
    [3, 0],
    [4, 3],
  ])
    expect(Math.abs(moment(power) - wanted)).toBeLessThan(near(power))
})

it("has the normal law's share beyond 1, 2, 3 and the tail of the ziggurat", () => {
  for (const [limit, share] of [
    [1, 0.317311],
    [2, 0.0455003],
    [3, 0.0026998],
    [3.6541528853610088, 0.000258],
  ]) {
    const beyond = values.reduce((count, v) => count + (Math.abs(v) > limit ? 1 : 0), 0) / N
    expect(Math.abs(beyond - share)).toBeLessThan(4 * Math.sqrt(share / N))
  }
})

it('shows no tie between one number and the next', () => {
  for (const lag of [1, 2, 3, 192, 256]) {
    let sum = 0
    for (let i = lag; i < N; i++) sum += values[i] * values[i - lag]
    expect(Math.abs(sum / N)).toBeLessThan(4 / Math.sqrt(N))
  }
})
