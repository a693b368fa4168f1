import { describe, expect, it } from 'vitest'
import type { Figure } from '../result.ts'
import { TASKS } from '../tasks/index.ts'
import { commandOf, summaryTable } from './summary.ts'
import { SUMMARY } from './summary-rows.ts'

const figure = (task: string, set: string, condition: string, method: string, measure: string, value: number, n = 24): Figure => ({
  task,
  set,
  condition,
  method,
  measure,
  value,
  low: value,
  high: value,
  n,
})
const FIGURES = [
  figure('polarity-real', 'real/old', 'old prints', 'revelado', 'polarity wrong', 3, 22),
  figure('noise', 'kodak24', 'σ 15', 'revelado', 'PSNR RGB', 33.126),
  figure('noise', 'kodak24', 'σ 25', 'revelado', 'PSNR RGB', 30.25),
  figure('noise', 'kodak24', 'σ 25', 'untouched', 'PSNR RGB', 20.4),
  figure('noise', 'kodak24', 'σ 25', 'non-local means', 'PSNR RGB', 27),
  figure('noise', 'kodak24', 'σ 25', 'rival', 'PSNR RGB', 29),
  figure('negatives', 'kodak24', 'held-out film', 'revelado', 'cast b*', 1.84),
  figure('lost', 'kodak24', '5–15 %', 'revelado, told the mask', 'PSNR inside', 23),
  figure('lost', 'kodak24', '5–15 %', 'Telea, told the mask', 'PSNR inside', 22),
]
const about = { model: 'second', quick: true, seed: 1 }

describe('summaryTable', () => {
  it('has measured, untouched, others and goals side by side, and no row without figures', () => {
    const lines = summaryTable({ figures: FIGURES }, 'en').split('\n')
    expect(lines.slice(2)).toEqual([
      '| real old prints left positive | 19 of 22 | – | – | – | – |',
      '| cast of the same, mean b* | +1.8 / – | – | – | ± 4 | ± 1.5 |',
      '| colour noise σ 15 / 25 / 50, Kodak24, PSNR (dB) | 33.13 / 30.25 / – | – / 20.40 / – | non-local means: – / 27.00 / – | 32.5 / 30 | 34.4 / 31.9 |',
      '| the same, told the mask | 23.00 | – | Telea, told the mask: 22.00 | 22.50 | 24.00 |',
    ])
  })

  it('speaks Spanish with its commas', () => {
    const table = summaryTable({ figures: FIGURES }, 'es')
    expect(table).toContain('| 19 de 22 |')
    expect(table).toContain('| 33,13 / 30,25 / – | – / 20,40 / – | medias no locales: – / 27,00 / – | 32,5 / 30 |')
  })

  it('names only tasks and measures that there are', () => {
    for (const { task, measure } of SUMMARY)
      expect(
        TASKS.find(({ name }) => name === task)?.measures.map(({ name }) => name),
        task,
      ).toContain(measure)
  })

  it('says how it was made', () => {
    expect(commandOf({ ...about, groups: ['noise', 'clean'] })).toBe('npx revelado evaluate --model second --quick --only noise,clean')
    expect(commandOf(about)).toBe('npx revelado evaluate --model second --quick')
    expect(commandOf({ model: 'first', quick: false, seed: 2 })).toBe('npx revelado evaluate --model first --seed 2')
  })
})
