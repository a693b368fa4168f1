// report.json: every figure for programs. Pictures are left out.
import type { Evaluation } from '../result.ts'

/** The evaluation as JSON text; values that JSON lacks become the text 'Infinity', '-Infinity' or null. */
export function jsonReport(evaluation: Evaluation): string {
  const { showings, ...rest } = evaluation
  const shown = showings.map(({ pictures, ...about }) => ({
    ...about,
    scores: Object.fromEntries(pictures.flatMap(({ label, score }) => (score === undefined ? [] : [[label, score]]))),
  }))
  return `${JSON.stringify({ ...rest, shown }, (_, v) => (v === Number.POSITIVE_INFINITY || v === Number.NEGATIVE_INFINITY ? String(v) : v), 1)}\n`
}
