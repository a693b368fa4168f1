import { describe, expect, it } from 'vitest'
import type { Pair } from '../result.ts'
import { TASKS } from '../tasks/index.ts'
import { pairTables, signed } from './pair-tables.ts'

const noise = TASKS.find(({ name }) => name === 'noise')!
const pair = (gains: readonly number[], low: number, high: number): Pair => ({
  task: 'noise',
  set: 'kodak24',
  condition: 'σ 25',
  method: 'revelado',
  measure: 'PSNR RGB',
  gain: { value: gains.reduce((a, b) => a + b) / gains.length, low, high, n: gains.length },
  won: gains.filter((gain) => gain > 0).length / gains.length,
  lost: gains.filter((gain) => gain < 0).length / gains.length,
  pictures: gains.map((gain, i) => ({ picture: `p${i}`, own: 30 + gain, rival: 30, gain })),
})

describe('pairTables', () => {
  it('gives gain, shares and the worst losses by name', () => {
    const [table] = pairTables(noise, { pairs: [pair([-2, -0.5, 1, 0], -1.5, 0.6)], against: 'first' })
    expect(table.title).toBe('PSNR RGB (dB): gain over first, picture by picture')
    expect(table.rows[0].map(({ text }) => text)).toEqual(['kodak24', 'σ 25', '4', 'revelado', '−0.38', '25 %', '50 %'])
    expect(table.rows[0][4]).toMatchObject({ interval: '−1.50 … +0.60', met: undefined })
    expect(table.losses).toBe(
      'Worst losses: kodak24/p0, σ 25 (revelado): 28.00 against 30.00, −2.00 dB; kodak24/p1, σ 25 (revelado): 29.50 against 30.00, −0.50 dB.',
    )
  })

  it('is decided only where the whole interval is on one side', () => {
    const met = (low: number, high: number) => pairTables(noise, { pairs: [pair([1, 2], low, high)], against: 'first' })[0].rows[0][4].met
    expect([met(0.1, 2), met(-2, -0.1), met(-1, 1)]).toEqual([true, false, undefined])
    expect(pairTables(noise, { pairs: [], against: null })).toEqual([])
  })

  it('writes signs', () => {
    expect([signed(1.25, 1), signed(-0.04, 1), signed(0, 1), signed(0.04, 1), signed(-2, 0)]).toEqual(['+1.3', '0.0', '0.0', '0.0', '−2'])
  })
})
