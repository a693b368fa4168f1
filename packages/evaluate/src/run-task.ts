// Runs one group: every method on every case of every picture, then the figures.

import { parse } from 'node:path'
import { type Picture, Random, ReveladoError } from '@revelado/core'
import { roundToBytes } from './bytes.ts'
import { nothing } from './method.ts'
import { prepare } from './prepare.ts'
import { readPicture } from './read-picture.ts'
import type { Evaluation, Figure, NotMeasured, Showing } from './result.ts'
import { chooseSets, type PictureSet } from './sets.ts'
import { Showcase } from './showcase.ts'
import { bootstrap } from './statistics/bootstrap.ts'
import type { Case, Measure, Method, Task, Tools } from './task.ts'

export interface RunOptions {
  readonly seed: number
  readonly quick: boolean
  /** Pictures of each set that quick mode takes. */
  readonly quickPictures: number
  readonly signal?: AbortSignal
  readonly onProgress?: (done: number, total: number) => void
}

export interface TaskResult {
  readonly figures: readonly Figure[]
  readonly notMeasured: readonly NotMeasured[]
  readonly failures: Evaluation['failures']
  readonly showings: readonly Showing[]
}

/** Up to `count` files spread evenly over the list, always the same ones. */
function spread<T>(files: readonly T[], count: number): T[] {
  if (files.length <= count) return [...files]
  return Array.from({ length: count }, (_, i) => files[Math.floor((i * files.length) / count)])
}

/** Files to take: quick mode's few of each set, never more in all than the task wants. */
function take(sets: readonly PictureSet[], task: Task, options: RunOptions): { set: string; path: string; index: number }[] {
  const all = sets.flatMap(({ name, files, role }) => {
    const asked = task.takes ? files.filter((path) => task.takes?.(name, parse(path).name)) : files
    const few = options.quick && role === 'photographs' ? spread(asked, options.quickPictures) : asked
    return few.map((path, index) => ({ set: name, path, index }))
  })
  return spread(all, Math.min(task.most ?? all.length, options.quick && task.most ? options.quickPictures : all.length))
}

/** Rows of numbers by set, condition, method and measure, in the order in which they came. */
class Table {
  readonly #rows = new Map<string, { key: Omit<Figure, 'value' | 'low' | 'high' | 'n'>; measure: Measure; rows: (readonly number[])[] }>()

  add(key: Omit<Figure, 'value' | 'low' | 'high' | 'n' | 'measure'>, measure: Measure, row: readonly number[]): void {
    const name = [key.set, key.condition, key.method, measure.name].join('\n')
    let entry = this.#rows.get(name)
    if (!entry) this.#rows.set(name, (entry = { key: { ...key, measure: measure.name }, measure, rows: [] }))
    entry.rows.push(row)
  }

  figures(random: Random): Figure[] {
    return Array.from(this.#rows, ([name, { key, measure, rows }]) => ({ ...key, ...bootstrap(rows, measure.summary, random.split(name)) }))
  }

  has(method: string, measure: string): boolean {
    return Array.from(this.#rows.values()).some(({ key }) => key.method === method && key.measure === measure)
  }
}

async function answer(method: Method, question: Case): Promise<Awaited<ReturnType<Method['answer']>>> {
  const answered = await method.answer(question)
  const { picture } = answered
  if (picture.width !== question.input.width || picture.height !== question.input.height)
    throw new ReveladoError(
      'bad-picture',
      `${method.name} gave ${picture.width} × ${picture.height} for ${question.input.width} × ${question.input.height}`,
    )
  return { ...answered, picture: roundToBytes(picture) }
}

/**
 * Measures one group on the sets that it wants.
 * @throws ReveladoError 'cancelled'; faults in reading test pictures. A fault of one method on one case is listed in `failures`.
 */
export async function runTask(task: Task, sets: readonly PictureSet[], tools: Tools, options: RunOptions): Promise<TaskResult> {
  const { chosen, missing } = chooseSets(task, sets)
  const methods = task.methods(tools)
  const judged = methods.find(({ name }) => name !== nothing.name)
  const notMeasured: NotMeasured[] = missing.map((what) => ({ task: task.name, what }))
  const failures: Evaluation['failures'][number][] = []
  const table = new Table()
  const showcase = new Showcase(task)
  // Without anything to run, pictures need not be read.
  const files = methods.length > 0 ? take(chosen, task, options) : []
  const random = new Random(options.seed).split(task.name)
  for (const [done, { set, path, index }] of files.entries()) {
    options.onProgress?.(done, files.length)
    const { name } = parse(path)
    const picture: Picture = prepare(await readPicture(path), task, options.quick)
    for (const question of task.cases({ set, name, index, picture }, random.split(set).split(name))) {
      const answers: { label: string; picture: Picture }[] = []
      let score = Number.NaN
      for (const method of methods) {
        if (options.signal?.aborted) throw new ReveladoError('cancelled', 'the evaluation was stopped')
        try {
          const answered = await answer(method, question)
          for (const measure of task.measures) {
            const row = measure.of(answered, question)
            if (!row) continue
            const { condition } = question
            table.add({ task: task.name, set, condition, method: method.name }, measure, row)
            if (task.pooled) table.add({ task: task.name, set: 'all', condition: 'all', method: method.name }, measure, row)
            if (method === judged && measure === task.measures[0]) score = measure.summary([row])
          }
          answers.push({ label: method.name, picture: answered.picture })
        } catch (error) {
          if (error instanceof ReveladoError && error.code === 'cancelled') throw error
          failures.push({
            task: task.name,
            set,
            picture: name,
            condition: question.condition,
            method: method.name,
            message: (error as Error).message,
          })
        }
      }
      await showcase.offer({ set, picture: name, condition: question.condition, score }, question, answers)
    }
  }
  options.onProgress?.(files.length, files.length)
  for (const measure of task.measures)
    if (chosen.length > 0 && !methods.some((method) => table.has(method.name, measure.name)))
      notMeasured.push({ task: task.name, what: `${measure.name}: no method that was run says anything about it` })
  return { figures: table.figures(random.split('bootstrap')), notMeasured, failures, showings: showcase.showings() }
}
