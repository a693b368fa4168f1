// report.json: every figure for programs. Pictures are left out; figures can be read back.
import { ReveladoError } from '@revelado/core'
import type { Evaluation, Figure } from '../result.ts'

/** The evaluation as JSON text; values that JSON lacks become the text 'Infinity', '-Infinity' or null. */
export function jsonReport(evaluation: Evaluation): string {
  const { showings, ...rest } = evaluation
  const shown = showings.map(({ pictures, ...about }) => ({
    ...about,
    scores: Object.fromEntries(pictures.flatMap(({ label, score }) => (score === undefined ? [] : [[label, score]]))),
  }))
  return `${JSON.stringify({ ...rest, shown }, (_, v) => (v === Number.POSITIVE_INFINITY || v === Number.NEGATIVE_INFINITY ? String(v) : v), 1)}\n`
}

type Written = number | string | null

/** A number as `jsonReport` wrote it. */
const readNumber = (value: Written) => (value === null ? Number.NaN : Number(value))

/**
 * The figures of a report.json, and what they were made of.
 * @throws ReveladoError 'bad-argument' when the text is no report.
 */
export function parseReport(text: string): Pick<Evaluation, 'figures' | 'model' | 'quick' | 'seed'> {
  const report = JSON.parse(text) as { figures?: Record<keyof Figure, Written>[]; model: string | null; quick: boolean; seed: number }
  if (!Array.isArray(report.figures)) throw new ReveladoError('bad-argument', 'expected a report.json, as revelado evaluate writes it')
  const figures = report.figures.map(
    (figure) => ({ ...figure, value: readNumber(figure.value), low: readNumber(figure.low), high: readNumber(figure.high) }) as Figure,
  )
  return { figures, model: report.model, quick: report.quick, seed: report.seed }
}
