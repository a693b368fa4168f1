// The figures of one measure of one group as a table: what is measured down, methods across, goals and published figures at the end.
import { goalFor } from '../goals.ts'
import { MODEL } from '../method.ts'
import { publishedFor } from '../published.ts'
import type { Evaluation, Figure } from '../result.ts'
import type { Measure, Task } from '../task.ts'

export interface Cell {
  readonly text: string
  /** 95 % interval. */
  readonly interval?: string
  /** Whether the goal of the row is met, for the column that it is for. */
  readonly met?: boolean
}

export interface Table {
  readonly title: string
  readonly head: readonly string[]
  readonly rows: readonly (readonly Cell[])[]
}

/** A figure with a real minus sign; '–' for none. */
export function number(value: number, digits: number): string {
  if (Number.isNaN(value)) return '–'
  if (!Number.isFinite(value)) return value > 0 ? '∞' : '−∞'
  const text = value.toFixed(digits)
  return (Number(text) === 0 ? text.replace('-', '') : text).replace('-', '−')
}

/** Whether a value reaches a goal, the way the measure counts. */
export function meets(value: number, goal: number, better: Measure['better']): boolean {
  return better === 'higher' ? value >= goal : Math.abs(value) <= goal
}

function goalText(goal: number | undefined, { better, digits }: Measure): string {
  if (goal === undefined || Number.isNaN(goal)) return '–'
  return `${better === 'higher' ? '≥' : '≤'} ${number(goal, Math.min(digits, Number.isInteger(goal) ? 0 : 2))}`
}

function cell(figure: Figure | undefined, measure: Measure, goal: number | undefined): Cell {
  if (!figure) return { text: '–' }
  const text = number(figure.value, measure.digits)
  const interval = figure.low === figure.high ? undefined : `${number(figure.low, measure.digits)} … ${number(figure.high, measure.digits)}`
  return { text, interval, met: goal === undefined || Number.isNaN(goal) ? undefined : meets(figure.value, goal, measure.better) }
}

/** Tables of one group, one for each measure that has figures. */
export function tables(task: Task, { figures }: Pick<Evaluation, 'figures'>): Table[] {
  return task.measures.flatMap((measure) => {
    const own = figures.filter((figure) => figure.task === task.name && figure.measure === measure.name)
    if (own.length === 0) return []
    const methods = [...new Set(own.map(({ method }) => method))]
    const keys = [...new Map(own.map((f) => [`${f.set}\n${f.condition}`, { set: f.set, condition: f.condition }])).values()]
    const rows = keys.map(({ set, condition }) => {
      const about = { task: task.name, measure: measure.name, set, condition }
      const at = (method: string) => own.find((f) => f.set === set && f.condition === condition && f.method === method)
      const goal = goalFor(about)
      const over = goal?.over ? (at(goal.over)?.value ?? Number.NaN) : 0
      const first = goal && goal.first + over
      const published = publishedFor(about).map(({ by, value }) => `${by} ${number(value, measure.digits)}`)
      return [
        { text: set },
        { text: condition },
        { text: String(Math.max(...methods.map((method) => at(method)?.n ?? 0))) },
        ...methods.map((method) => cell(at(method), measure, method.startsWith(MODEL) ? first : undefined)),
        { text: published.join(', ') || '–' },
        { text: goalText(first, measure) },
        { text: goalText(goal && goal.aim + over, measure) },
      ]
    })
    const head = ['set', 'what', 'n', ...methods, 'published', 'first', 'then']
    // Columns that say nothing in any row are left out.
    const kept = head.map((_, i) => i < 3 || rows.some((row) => row[i].text !== '–'))
    const only = <T>(list: readonly T[]) => list.filter((_, i) => kept[i])
    return [{ title: measure.unit ? `${measure.name} (${measure.unit})` : measure.name, head: only(head), rows: rows.map(only) }]
  })
}
