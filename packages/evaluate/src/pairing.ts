// Two models on the same inputs: differences picture by picture, which say more than two means with their intervals.
import type { Random } from '@revelado/core'
import type { Pair } from './result.ts'
import { bootstrap } from './statistics/bootstrap.ts'
import { mean } from './statistics/summary.ts'
import type { Measure, Task } from './task.ts'

type Key = Pick<Pair, 'task' | 'set' | 'condition' | 'method'>

/** The measure by which single cases are called won or lost. */
export function pairedBy({ measures }: Pick<Task, 'measures'>): Measure {
  return measures.find(({ collective }) => !collective) ?? measures[0]
}

/** How much better `own` is than `rival`, the way the measure counts: above 0 it is better. */
export function gainOver(own: number, rival: number, better: Measure['better']): number {
  return better === 'higher' ? own - rival : Math.abs(rival) - Math.abs(own)
}

/** Gathers the answers of a model and of its rival, and compares them. */
export class Pairing {
  readonly #pairs = new Map<string, { key: Key & { measure: string }; pictures: Pair['pictures'][number][] }>()

  /** @returns the gain on this picture. */
  add(key: Key, measure: Measure, picture: string, ownRow: readonly number[], rivalRow: readonly number[]): number {
    const name = [key.set, key.condition, key.method, measure.name].join('\n')
    let entry = this.#pairs.get(name)
    if (!entry) this.#pairs.set(name, (entry = { key: { ...key, measure: measure.name }, pictures: [] }))
    const own = measure.summary([ownRow])
    const rival = measure.summary([rivalRow])
    const gain = gainOver(own, rival, measure.better)
    if (!Number.isNaN(gain)) entry.pictures.push({ picture, own, rival, gain })
    return gain
  }

  pairs(random: Random): Pair[] {
    return Array.from(this.#pairs, ([name, { key, pictures }]) => {
      const share = (counts: (gain: number) => boolean) => pictures.filter(({ gain }) => counts(gain)).length / pictures.length
      return {
        ...key,
        gain: bootstrap(
          pictures.map(({ gain }) => [gain]),
          mean,
          random.split(name),
        ),
        won: share((gain) => gain > 0),
        lost: share((gain) => gain < 0),
        pictures: pictures.toSorted((a, b) => a.gain - b.gain),
      }
    }).filter(({ pictures }) => pictures.length > 0)
  }
}
