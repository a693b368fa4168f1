// The README's table: what a model does, beside doing nothing and beside others on the same inputs, with what it must reach.
import { goalFor } from '../goals.ts'
import { MODEL, nothing, RIVAL } from '../method.ts'
import type { Evaluation, Figure } from '../result.ts'
import type { Measure } from '../task.ts'
import { TASKS } from '../tasks/index.ts'
import { signed } from './pair-tables.ts'
import { METHODS_ES, SUMMARY, type SummaryRow } from './summary-rows.ts'
import { number } from './table.ts'

export type Language = 'en' | 'es'

const WORDS = {
  en: { head: ['what', 'measured', 'untouched', 'others on the same inputs', 'must reach', 'aim'], of: 'of' },
  es: { head: ['qué', 'medido', 'sin tocar', 'otros con las mismas entradas', 'debe alcanzar', 'meta'], of: 'de' },
}

function measureOf({ task, measure }: SummaryRow): Measure | undefined {
  return TASKS.find(({ name }) => name === task)?.measures.find(({ name }) => name === measure)
}

/** Numbers with a decimal comma where the language has it. */
const written = (text: string, language: Language) => (language === 'es' ? text.replace(/(\d)\.(\d)/g, '$1,$2') : text)

function figureText({ value, n }: Figure, row: SummaryRow, { digits }: Measure, language: Language): string {
  if (row.as === 'count') return `${n - value} ${WORDS[language].of} ${n}`
  return row.as === 'signed' ? signed(value, digits) : number(value, digits)
}

function goalTexts(row: SummaryRow, measure: Measure, own: readonly Figure[], figures: readonly Figure[], which: 'first' | 'aim'): string {
  const texts = own.map(({ task, set, condition }) => {
    // Counts of the single sets have their goal together only; the README's reader needs none for each.
    const goal = goalFor({ task, measure: measure.name, set, condition })
    if (!goal) return '–'
    const same = (f: Figure) => f.task === task && f.set === set && f.condition === condition && f.measure === measure.name
    const over = goal.over ? (figures.find((f) => same(f) && f.method === goal.over)?.value ?? Number.NaN) : 0
    const value = goal[which] + over
    if (Number.isNaN(value)) return '–'
    const digits = goal.over ? measure.digits : Math.min(2, (String(goal[which]).split('.')[1] ?? '').length)
    return measure.better === 'zero' && row.as === 'signed' ? `± ${number(value, digits)}` : number(value, digits)
  })
  const [one, ...rest] = [...new Set(texts)]
  return rest.length === 0 ? one : texts.join(' / ')
}

function cells(row: SummaryRow, figures: readonly Figure[], language: Language): string[] | undefined {
  const measure = measureOf(row)
  if (!measure) return undefined
  const of = (method: string) =>
    row.at.map(({ set, condition }) =>
      figures.find(
        (f) => f.task === row.task && f.measure === row.measure && f.set === set && f.condition === condition && f.method === method,
      ),
    )
  const joined = (list: readonly (Figure | undefined)[]) =>
    list.some(Boolean) ? list.map((f) => (f ? figureText(f, row, measure, language) : '–')).join(' / ') : '–'
  const own = of(row.method ?? MODEL)
  const found = own.filter((f) => f !== undefined)
  if (found.length === 0) return undefined
  const others = [
    ...new Set(figures.filter(({ task, measure }) => task === row.task && measure === row.measure).map(({ method }) => method)),
  ]
    .filter((method) => method !== nothing.name && !method.startsWith(MODEL) && !method.startsWith(RIVAL))
    .map((method) => ({ method: language === 'es' ? (METHODS_ES[method] ?? method) : method, text: joined(of(method)) }))
    .filter(({ text }) => text !== '–')
    .map(({ method, text }) => `${method}: ${text}`)
  return [
    row.what[language],
    joined(own),
    joined(of(nothing.name)),
    others.join('; ') || '–',
    goalTexts(row, measure, found, figures, 'first'),
    goalTexts(row, measure, found, figures, 'aim'),
  ].map((text) => written(text, language))
}

/** The command that makes these figures again; of the named groups alone. */
export function commandOf({
  model,
  quick,
  seed,
  groups,
}: Pick<Evaluation, 'model' | 'quick' | 'seed'> & { readonly groups?: readonly string[] }): string {
  const only = groups ? ` --only ${groups.join(',')}` : ''
  return `npx revelado evaluate --model ${model}${quick ? ' --quick' : ''}${only}${seed === 1 ? '' : ` --seed ${seed}`}`
}

/** The table as Markdown; rows without figures are left out. */
export function summaryTable({ figures }: Pick<Evaluation, 'figures'>, language: Language): string {
  const rows = SUMMARY.map((row) => cells(row, figures, language)).filter((row) => row !== undefined)
  const { head } = WORDS[language]
  const line = (texts: readonly string[]) => `| ${texts.join(' | ')} |`
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')
}
