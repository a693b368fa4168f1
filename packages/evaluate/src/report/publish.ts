// Puts an evaluation's figures where people read them: a README's table between two marks, and a model's card.
import { ReveladoError } from '@revelado/core'
import type { Evaluation } from '../result.ts'
import { TASKS } from '../tasks/index.ts'
import { commandOf, type Language, summaryTable } from './summary.ts'

export const BEGIN = '<!-- figures: begin; made by packages/evaluate/tools/publish-figures.ts, not to be edited -->'
export const END = '<!-- figures: end -->'

type Report = Pick<Evaluation, 'figures' | 'model' | 'quick' | 'seed'>

const SENTENCES: Record<Language, (command: string, quick: boolean) => string> = {
  en: (command, quick) =>
    `Measured by \`${command}\`${quick ? ' (8 pictures of each set, crops of 256 pixels)' : ''}, all misses included:`,
  es: (command, quick) =>
    `Medido con \`${command}\`${quick ? ' (8 imágenes de cada conjunto, recortes de 256 píxeles)' : ''}, con todo lo que no se alcanza:`,
}

/** Groups that a report has no figures of. */
export function missingGroups({ figures }: Pick<Report, 'figures'>): string[] {
  return TASKS.map(({ name }) => name).filter((name) => !figures.some(({ task }) => task === name))
}

/**
 * A README with the figures between its marks.
 * @throws ReveladoError 'bad-argument' when the marks are missing or out of order.
 */
export function publishInReadme(text: string, report: Report, language: Language): string {
  const begin = text.indexOf(BEGIN)
  const end = text.indexOf(END)
  if (begin < 0 || end < begin) throw new ReveladoError('bad-argument', `expected the lines ${BEGIN} and ${END}, in this order`)
  const table = `${SENTENCES[language](commandOf(report), report.quick)}\n\n${summaryTable(report, language)}`
  return `${text.slice(0, begin + BEGIN.length)}\n${table}\n${text.slice(end)}`
}

/** A card with the model's own figures, each with its interval and number of pictures, and the command that made them. */
export function publishInCard<Card extends object>(card: Card, report: Report, failures?: readonly string[]): Card {
  const own = report.figures.filter(({ method }) => method.startsWith('revelado'))
  const figures = own.map(({ task, set, condition, method, measure, value, low, high, n }) => [
    [task, set, condition, method === 'revelado' ? '' : method, measure].filter(Boolean).join(' / '),
    `${value.toFixed(3)} (${low.toFixed(3)} … ${high.toFixed(3)}, n ${n})`,
  ])
  return {
    ...card,
    figures: Object.fromEntries(figures),
    figuresBy: commandOf(report),
    ...(failures && { knownFailures: failures }),
  }
}
