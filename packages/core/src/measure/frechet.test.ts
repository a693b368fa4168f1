import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { symmetricEigenvalues } from '../symmetric-eigenvalues.ts'
import { frechetDistance } from './frechet.ts'

interface Stored {
  sets: { name: string; length: number; a: number[]; b: number[]; distance: number }[]
  matrices: { n: number; matrix: number[]; eigenvalues: number[] }[]
}

const stored = JSON.parse(readFileSync(new URL('../../fixtures/frechet.json', import.meta.url), 'utf8')) as Stored

/** Relative: a root of a product loses half the digits where the covariance has no full rank. */
const DISTANCE = 1e-6
const EIGENVALUE = 1e-12

describe('symmetricEigenvalues', () => {
  it.each(stored.matrices)('gives what NumPy gives for $n × $n', ({ n, matrix, eigenvalues }) => {
    const found = symmetricEigenvalues(Float64Array.from(matrix), n)
    const largest = Math.max(...eigenvalues.map(Math.abs))
    for (const [i, value] of eigenvalues.entries()) expect(Math.abs(found[i] - value) / largest).toBeLessThan(EIGENVALUE)
  })

  it('takes zeros and diagonals, and refuses what is not finite', () => {
    expect([...symmetricEigenvalues(new Float64Array(9), 3)]).toEqual([0, 0, 0])
    expect([...symmetricEigenvalues(Float64Array.of(3, 0, 0, 0, 1, 0, 0, 0, 2), 3)]).toEqual([1, 2, 3])
    expect(() => symmetricEigenvalues(Float64Array.of(Number.NaN), 1)).toThrow('finite')
  })
})

describe('frechetDistance', () => {
  it.each(stored.sets)('gives what is stored for $name', ({ length, a, b, distance }) => {
    expect(frechetDistance({ rows: a, length }, { rows: b, length }) / distance).toBeCloseTo(1, -Math.log10(DISTANCE))
    expect(frechetDistance({ rows: b, length }, { rows: a, length }) / distance).toBeCloseTo(1, -Math.log10(DISTANCE))
  })

  it('is 0 for a set and itself, and the squared shift for a set that was moved', () => {
    const { a, length } = stored.sets[1]
    expect(frechetDistance({ rows: a, length }, { rows: a, length })).toBeLessThan(1e-4)
    expect(frechetDistance({ rows: a, length }, { rows: a.map((v) => v + 2), length })).toBeCloseTo(4 * length, 3)
  })

  it('refuses rows that cannot be compared', () => {
    expect(() => frechetDistance({ rows: [1, 2, 3, 4], length: 2 }, { rows: [1, 2, 3], length: 1 })).toThrow('one length')
    expect(() => frechetDistance({ rows: [1, 2], length: 2 }, { rows: [1, 2, 3, 4], length: 2 })).toThrow('two rows')
  })
})
