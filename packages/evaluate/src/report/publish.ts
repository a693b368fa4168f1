// Puts an evaluation's figures where people read them: a README's table between two marks, and a model's card.
import { ReveladoError } from '@revelado/core'
import type { Evaluation } from '../result.ts'
import { TASKS } from '../tasks/index.ts'
import { commandOf, type Language, summaryTable } from './summary.ts'

export const BEGIN = '<!-- figures: begin; made by packages/evaluate/tools/publish-figures.ts, not to be edited -->'
export const END = '<!-- figures: end -->'

type Report = Pick<Evaluation, 'figures' | 'model' | 'quick' | 'seed'>

/** Figures of one model and seed, and which command measured which groups. */
export interface Published extends Pick<Report, 'figures' | 'model' | 'seed'> {
  readonly parts: readonly { readonly quick: boolean; readonly groups?: readonly string[] }[]
}

const CROPS: Record<Language, string> = {
  en: ' (8 pictures of each set, crops of 256 pixels)',
  es: ' (8 imágenes de cada conjunto, recortes de 256 píxeles)',
}
const WORDS: Record<Language, { by: string; and: string; all: string }> = {
  en: { by: 'Measured by', and: ' and by ', all: ', all misses included:' },
  es: { by: 'Medido con', and: ' y con ', all: ', con todo lo que no se alcanza:' },
}

/**
 * Reports of one model as one: what is measured on whole sets first, the rest from a quick one. A group's figures are those of the first
 * report that has the group.
 * @throws ReveladoError 'bad-argument' when they are of different models or seeds
 */
export function joinReports(reports: readonly Report[]): Published {
  const [{ model, seed }] = reports
  if (reports.some((report) => report.model !== model || report.seed !== seed))
    throw new ReveladoError('bad-argument', 'expected reports of one model and one seed')
  const seen = new Set<string>()
  const figures: Report['figures'][number][] = []
  const parts: { quick: boolean; groups?: string[] }[] = []
  for (const report of reports) {
    const groups = [...new Set(report.figures.map(({ task }) => task))].filter((task) => !seen.has(task))
    figures.push(...report.figures.filter(({ task }) => groups.includes(task)))
    for (const group of groups) seen.add(group)
    parts.push(reports.length === 1 ? { quick: report.quick } : { quick: report.quick, groups })
  }
  return { model, seed, figures, parts }
}

const commands = ({ model, seed, parts }: Published): string[] => parts.map((part) => commandOf({ model, seed, ...part }))

function sentence(published: Published, language: Language): string {
  const { by, and, all } = WORDS[language]
  const made = commands(published).map((command, i) => `\`${command}\`${published.parts[i].quick ? CROPS[language] : ''}`)
  return `${by} ${made.join(and)}${all}`
}

/** Groups that a report has no figures of. */
export function missingGroups({ figures }: Pick<Published, 'figures'>): string[] {
  return TASKS.map(({ name }) => name).filter((name) => !figures.some(({ task }) => task === name))
}

/**
 * A README with the figures between its marks.
 * @throws ReveladoError 'bad-argument' when the marks are missing or out of order.
 */
export function publishInReadme(text: string, published: Published, language: Language): string {
  const begin = text.indexOf(BEGIN)
  const end = text.indexOf(END)
  if (begin < 0 || end < begin) throw new ReveladoError('bad-argument', `expected the lines ${BEGIN} and ${END}, in this order`)
  const table = `${sentence(published, language)}\n\n${summaryTable(published, language)}`
  return `${text.slice(0, begin + BEGIN.length)}\n${table}\n${text.slice(end)}`
}

/** A card with the model's own figures, each with its interval and number of pictures, and the command that made them. */
export function publishInCard<Card extends object>(card: Card, published: Published, failures?: readonly string[]): Card {
  const own = published.figures.filter(({ method }) => method.startsWith('revelado'))
  const figures = own.map(({ task, set, condition, method, measure, value, low, high, n }) => [
    [task, set, condition, method === 'revelado' ? '' : method, measure].filter(Boolean).join(' / '),
    `${value.toFixed(3)} (${low.toFixed(3)} … ${high.toFixed(3)}, n ${n})`,
  ])
  return {
    ...card,
    figures: Object.fromEntries(figures),
    figuresBy: commands(published).join('; '),
    ...(failures && { knownFailures: failures }),
  }
}
