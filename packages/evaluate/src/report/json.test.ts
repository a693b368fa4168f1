import { expect, it } from 'vitest'
import type { Evaluation } from '../result.ts'
import { jsonReport, parseReport } from './json.ts'

const figure = (value: number) => ({
  task: 'clean',
  set: 'kodak24',
  condition: 'clean',
  method: 'revelado',
  measure: 'PSNR RGB',
  value,
  low: value,
  high: value,
  n: 1,
})

it('gives figures back as they were, those too that JSON lacks', () => {
  const figures = [1.5, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY].map(figure)
  const jpeg = Uint8Array.of(1, 2, 3)
  const evaluation: Evaluation = {
    version: 1,
    model: 'mine',
    against: null,
    quick: true,
    seed: 3,
    figures,
    curves: [],
    pairs: [],
    notMeasured: [],
    failures: [],
    showings: [
      {
        kind: 'worst',
        task: 'clean',
        set: 'kodak24',
        picture: 'a',
        condition: 'clean',
        score: 30,
        pictures: [
          { label: 'input', width: 1, height: 1, jpeg },
          { label: 'revelado', score: 30, width: 1, height: 1, jpeg },
        ],
      },
    ],
  }
  const text = jsonReport(evaluation)
  expect(parseReport(text)).toEqual({ figures, model: 'mine', quick: true, seed: 3 })
  expect(JSON.parse(text).shown).toEqual([
    { kind: 'worst', task: 'clean', set: 'kodak24', picture: 'a', condition: 'clean', score: 30, scores: { revelado: 30 } },
  ])
  expect(() => parseReport('{}')).toThrow('report.json')
})
