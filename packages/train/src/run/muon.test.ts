// Muon against PyTorch's own; fixtures/make-muon.py made the values.
import { readFileSync } from 'node:fs'
import { fromArray, noGrad, scope, ops as torch } from '@revelado/torch'
import { describe, expect, it } from 'vitest'
import { isMuons, muonStep, orthogonalise } from './muon.ts'
import type { Slot } from './state.ts'

interface Stored {
  cases: { rows: number; columns: number; parameter: number[] }[]
}
const stored = JSON.parse(readFileSync(new URL('../../fixtures/muon.json', import.meta.url), 'utf8')) as Stored

const RATE = 0.02
/** Mean difference in steps: 0.012 of one from the bfloat16 of PyTorch. */
const TOLERANCE = 0.014
const values = (count: number, k: number): Float32Array => Float32Array.from({ length: count }, (_, i) => Math.sin(i * i * (k + 1) * 0.37))

describe('orthogonalise', () => {
  it('brings all singular values near 1, for wide and tall matrices', () => {
    for (const [rows, columns] of [
      [8, 20],
      [20, 8],
    ])
      scope(() =>
        noGrad(() => {
          const made = orthogonalise(fromArray(values(rows * columns, 3), [rows, columns]))
          const singular = torch.linalg_svdvals(made).toFloat32Array()
          for (const value of singular) expect(Math.abs(value - 0.95)).toBeLessThan(0.3)
        }),
      )
  })
})

describe('muonStep', () => {
  it.each(stored.cases)('moves a matrix of $rows × $columns as PyTorch does', ({ rows, columns, parameter }) => {
    scope(() =>
      noGrad(() => {
        const shape = [rows, columns, 1, 1]
        const slot = { parameter: fromArray(values(rows * columns, 0), shape), moment: torch.zeros(shape) } as unknown as Slot
        for (let step = 1; step <= 3; step++) muonStep([slot], [fromArray(values(rows * columns, step), shape)], RATE, 0.1)
        const moved = slot.parameter.toFloat32Array().filter((_, i) => i % 7 === 0)
        const apart = parameter.reduce((sum, value, i) => sum + Math.abs(moved[i] - value), 0) / parameter.length
        expect(apart).toBeLessThan(TOLERANCE * RATE)
      }),
    )
  })
})

describe('isMuons', () => {
  it('takes the kernels of hidden convolutions and leaves biases, depthwise kernels, linear layers and heads', () => {
    expect(isMuons([96, 48, 3, 3])).toBe(true)
    expect(isMuons([192, 96, 2, 2])).toBe(true)
    expect(isMuons([96])).toBe(false)
    expect(isMuons([64, 1, 9, 9])).toBe(false)
    expect(isMuons([512, 256])).toBe(false)
    expect(isMuons([20, 48, 3, 3])).toBe(false)
  })
})
