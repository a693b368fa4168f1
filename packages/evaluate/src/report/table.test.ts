import { describe, expect, it } from 'vitest'
import { TASKS } from '../tasks/index.ts'
import { meets, number, tables } from './table.ts'

const figure = (method: string, value: number, measure = 'PSNR RGB', task = 'noise', condition = 'σ 25') => ({
  task,
  set: 'kodak24',
  condition,
  method,
  measure,
  value,
  low: value - 1,
  high: value + 1,
  n: 24,
})
const named = (name: string) => TASKS.find((task) => task.name === name)!

describe('tables', () => {
  it('puts methods across, and marks the goal for the model alone', () => {
    const [table] = tables(named('noise'), { figures: [figure('revelado', 29.9), figure('untouched', 20.4)] })
    expect(table.title).toBe('PSNR RGB (dB)')
    expect(table.head).toEqual(['set', 'what', 'n', 'revelado', 'untouched', 'published', 'first', 'then'])
    expect(table.rows[0].map(({ text }) => text)).toEqual([
      'kodak24',
      'σ 25',
      '24',
      '29.90',
      '20.40',
      'DnCNN 32.14, BM3D 32.15',
      '≥ 30',
      '≥ 31.90',
    ])
    expect(table.rows[0][3]).toMatchObject({ met: false, interval: '28.90 … 30.90' })
    expect(table.rows[0][4].met).toBeUndefined()
  })

  it('adds a goal to the baseline it is over', () => {
    const inside = (method: string, value: number) => figure(method, value, 'PSNR inside', 'lost', '5–15 %')
    const [table] = tables(named('lost'), { figures: [inside('revelado', 22.6), inside('Telea, told the mask', 22)] })
    expect(table.rows[0].slice(-2).map(({ text }) => text)).toEqual(['≥ 22.50', '≥ 24'])
    expect(table.rows[0][3].met).toBe(true)
  })

  it('writes numbers as people do', () => {
    expect([number(-1.25, 1), number(-0.001, 2), number(Number.POSITIVE_INFINITY, 1), number(Number.NaN, 1)]).toEqual([
      '−1.3',
      '0.00',
      '∞',
      '–',
    ])
    expect([meets(-3.9, 4, 'zero'), meets(-4.1, 4, 'zero'), meets(5, 4, 'higher')]).toEqual([true, false, true])
  })
})
