// Two models side by side as tables: mean gain with its interval, and how many pictures were won.
import type { Evaluation, Pair } from '../result.ts'
import type { Measure, Task } from '../task.ts'
import { number, type Table } from './table.ts'

/** Losses that are named below a table. */
const NAMED = 5

/** A difference with its sign. */
export function signed(value: number, digits: number): string {
  const text = number(value, digits)
  return value > 0 && Number(value.toFixed(digits)) !== 0 ? `+${text}` : text
}

const percent = (share: number) => `${number(100 * share, 0)} %`

/** Whether the whole interval lies on one side of nought. */
function verdict({ gain }: Pair): boolean | undefined {
  if (gain.n < 2 || (gain.low <= 0 && gain.high >= 0)) return undefined
  return gain.low > 0
}

function worstLosses(pairs: readonly Pair[], { unit, digits }: Measure): string | undefined {
  const losses = pairs
    .flatMap(({ set, condition, method, pictures }) =>
      pictures.map((picture) => ({ ...picture, about: `${set}/${picture.picture}, ${condition} (${method})` })),
    )
    .filter(({ gain }) => gain < 0)
    .sort((a, b) => a.gain - b.gain)
    .slice(0, NAMED)
  if (losses.length === 0) return undefined
  const each = losses.map(({ about, own, rival, gain }) =>
    `${about}: ${number(own, digits)} against ${number(rival, digits)}, ${signed(gain, digits)} ${unit}`.trim(),
  )
  return `Worst losses: ${each.join('; ')}.`
}

export interface PairTable extends Table {
  readonly losses?: string
}

/** Tables of the gains over a rival in one group, one for each measure; none without a rival. */
export function pairTables(task: Task, { pairs, against }: Pick<Evaluation, 'pairs' | 'against'>): PairTable[] {
  return task.measures.flatMap((measure) => {
    const own = pairs.filter((pair) => pair.task === task.name && pair.measure === measure.name)
    if (own.length === 0) return []
    const rows = own.map((pair) => [
      { text: pair.set },
      { text: pair.condition },
      { text: String(pair.gain.n) },
      { text: pair.method },
      {
        text: signed(pair.gain.value, measure.digits),
        interval: `${signed(pair.gain.low, measure.digits)} … ${signed(pair.gain.high, measure.digits)}`,
        met: verdict(pair),
      },
      { text: percent(pair.won) },
      { text: percent(pair.lost) },
    ])
    return [
      {
        title: `${measure.name}${measure.unit && ` (${measure.unit})`}: gain over ${against}, picture by picture`,
        head: ['set', 'what', 'n', 'method', 'mean gain', 'won', 'lost'],
        rows,
        losses: worstLosses(own, measure),
      },
    ]
  })
}
