// Gathers the numbers of all pictures by what they are of, and makes figures of them.
import type { Random } from '@revelado/core'
import type { Curve, Figure } from './result.ts'
import { bootstrap, type Estimate } from './statistics/bootstrap.ts'
import type { Measure } from './task.ts'

type Key = Omit<Figure, keyof Estimate>

/** Rows of numbers by set, condition, method and measure, in the order in which they came. */
export class FigureTable {
  readonly #rows = new Map<string, { key: Key; measure: Measure; rows: (readonly number[])[] }>()

  add(key: Omit<Key, 'measure'>, measure: Measure, row: readonly number[]): void {
    const name = [key.set, key.condition, key.method, measure.name].join('\n')
    let entry = this.#rows.get(name)
    if (!entry) this.#rows.set(name, (entry = { key: { ...key, measure: measure.name }, measure, rows: [] }))
    entry.rows.push(row)
  }

  figures(random: Random): Figure[] {
    return Array.from(this.#rows, ([name, { key, measure, rows }]) => ({ ...key, ...bootstrap(rows, measure.summary, random.split(name)) }))
  }

  /** The curves of measures that have one. */
  curves(): Curve[] {
    return Array.from(this.#rows.values()).flatMap(({ key, measure: { curve }, rows }) =>
      curve ? [{ ...key, x: curve.x, y: curve.y, points: curve.points(rows) }] : [],
    )
  }

  has(method: string, measure: string): boolean {
    return Array.from(this.#rows.values()).some(({ key }) => key.method === method && key.measure === measure)
  }
}
