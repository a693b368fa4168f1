// report.md: the figures as Markdown tables.
import { PUBLISHED } from '../published.ts'
import type { Evaluation } from '../result.ts'
import type { Task } from '../task.ts'
import { heading } from './heading.ts'
import { pairTables } from './pair-tables.ts'
import { summaryTable } from './summary.ts'
import { type Cell, type Table, tables } from './table.ts'

const plain = ({ text, interval, met }: Cell) => {
  const figure = interval ? `${text} (${interval})` : text
  return met === undefined ? figure : `${figure} ${met ? '✓' : '✗'}`
}

function table({ title, head, rows }: Table): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  return [
    `**${title}**`,
    '',
    line(head),
    line(head.map((_, i) => (i < 2 ? '---' : '---:'))),
    ...rows.map((row) => line(row.map(plain))),
  ].join('\n')
}

/** The whole report as Markdown. */
export function markdownReport(evaluation: Evaluation, tasks: readonly Task[]): string {
  const parts = ['# Evaluation', heading(evaluation).join('\n\n')]
  for (const task of tasks) {
    const own = tables(task, evaluation)
    parts.push(`## ${task.title}`, task.about, ...own.map(table))
    for (const pairs of pairTables(task, evaluation)) parts.push(table(pairs), ...(pairs.losses ? [pairs.losses] : []))
    const missing = evaluation.notMeasured.filter(({ task: name }) => name === task.name || name === 'all')
    if (missing.length > 0) parts.push(['Not measured:', ...missing.map(({ what }) => `- ${what}`)].join('\n'))
  }
  if (evaluation.failures.length > 0)
    parts.push(
      '## Failures',
      evaluation.failures.map((f) => `- ${f.task}: ${f.set}/${f.picture}, ${f.condition}, ${f.method}: ${f.message}`).join('\n'),
    )
  const sources = [...new Map(PUBLISHED.map(({ by, source }) => [`${by}\n${source}`, `- ${by}: ${source}`])).values()]
  if (tasks.some(({ name }) => PUBLISHED.some(({ task }) => task === name)))
    parts.push('## Sources of published figures', sources.join('\n'))
  parts.push('## In short', summaryTable(evaluation, 'en'))
  return `${parts.join('\n\n')}\n`
}
