// Runs one group: every method on every case of every picture, then the figures.

import { parse } from 'node:path'
import { type Picture, Random, ReveladoError } from '@revelado/core'
import { roundToBytes } from './bytes.ts'
import { chooseFiles } from './choose-files.ts'
import { FigureTable } from './figure-table.ts'
import { nothing } from './method.ts'
import { Pairing, pairedBy } from './pairing.ts'
import { prepare } from './prepare.ts'
import { readPicture } from './read-picture.ts'
import type { Restored } from './restorer.ts'
import type { Curve, Evaluation, Figure, NotMeasured, Pair, Showing } from './result.ts'
import { chooseSets, type PictureSet } from './sets.ts'
import { Showcase } from './showcase.ts'
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
  readonly curves: readonly Curve[]
  readonly pairs: readonly Pair[]
  readonly notMeasured: readonly NotMeasured[]
  readonly failures: Evaluation['failures']
  readonly showings: readonly Showing[]
}

/** What one method made of one case: its picture, and the numbers that each measure takes from it. */
interface Answer {
  readonly method: Method
  readonly picture: Picture
  readonly rows: ReadonlyMap<Measure, readonly number[]>
}

async function ask(method: Method, question: Case): Promise<Restored> {
  const answered = await method.answer(question)
  const { picture } = answered
  if (picture.width !== question.input.width || picture.height !== question.input.height)
    throw new ReveladoError(
      'bad-picture',
      `${method.name} gave ${picture.width} × ${picture.height} for ${question.input.width} × ${question.input.height}`,
    )
  return { ...answered, picture: roundToBytes(picture) }
}

/** The answer with SqueezeNet's vectors of it and of the truth, where there is one and the file is at hand. */
async function withVectors(answered: Restored, { target }: Case, { peers }: Tools): Promise<Restored> {
  if (!peers.features || !target) return answered
  const [own, original] = [await peers.features(answered.picture), await peers.features(target)]
  return { ...answered, vectors: { own, original } }
}

async function answer(method: Method, question: Case, task: Task, tools: Tools): Promise<Answer> {
  const asked = await ask(method, question)
  const answered = task.vectors ? await withVectors(asked, question, tools) : asked
  const rows = new Map<Measure, readonly number[]>()
  for (const measure of task.measures) {
    const row = measure.of(answered, question)
    if (row) rows.set(measure, row)
  }
  return { method, picture: answered.picture, rows }
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
  const table = new FigureTable()
  const pairing = new Pairing()
  const showcase = new Showcase(task)
  const [first] = task.measures
  // Without anything to run, pictures need not be read.
  const files = methods.length > 0 ? chooseFiles(chosen, task, options) : []
  const random = new Random(options.seed).split(task.name)

  /** Enters the numbers of all answers to one case. @returns how much better the model did than its rival, by the first measure. */
  const enter = (answers: readonly Answer[], set: string, picture: string, { condition, also = [] }: Case): number => {
    let gain = Number.NaN
    for (const { method, rows } of answers) {
      const rival = answers.find((other) => other.method.against === method.name)
      for (const [measure, row] of rows) {
        table.add({ task: task.name, set, condition, method: method.name }, measure, row)
        for (const pool of task.pooled ? ['all', ...also] : also)
          table.add({ task: task.name, set: 'all', condition: pool, method: method.name }, measure, row)
        const rivalRow = rival?.rows.get(measure)
        if (!rivalRow || measure.collective) continue
        const over = pairing.add({ task: task.name, set, condition, method: method.name }, measure, picture, row, rivalRow)
        if (method === judged && measure === pairedBy(task)) gain = over
      }
    }
    return gain
  }

  let asked = 0
  for (const [done, { set, path, index }] of files.entries()) {
    options.onProgress?.(done, files.length)
    const { name } = parse(path)
    const picture = prepare(await readPicture(path), task, options.quick)
    for (const question of task.cases({ set, name, path, index, picture }, random.split(set).split(name), tools)) {
      const { condition } = question
      asked++
      const answers: Answer[] = []
      for (const method of methods) {
        if (options.signal?.aborted) throw new ReveladoError('cancelled', 'the evaluation was stopped')
        try {
          answers.push(await answer(method, question, task, tools))
        } catch (error) {
          if (error instanceof ReveladoError && error.code === 'cancelled') throw error
          failures.push({ task: task.name, set, picture: name, condition, method: method.name, message: (error as Error).message })
        }
      }
      const gain = enter(answers, set, name, question)
      const scored = answers.map(({ method, picture, rows }) => {
        const row = rows.get(first)
        return { label: method.name, picture, score: row && first.summary([row]) }
      })
      const score = scored.find(({ label }) => label === judged?.name)?.score ?? Number.NaN
      await showcase.offer({ set, picture: name, condition }, { score, gain }, question, scored)
    }
  }
  options.onProgress?.(files.length, files.length)
  if (task.without && files.length > 0 && asked === 0) notMeasured.push({ task: task.name, what: task.without })
  for (const measure of task.measures)
    if (chosen.length > 0 && (asked > 0 || files.length === 0) && !methods.some((method) => table.has(method.name, measure.name)))
      notMeasured.push({ task: task.name, what: `${measure.name}: no method that was run says anything about it` })
  return {
    figures: table.figures(random.split('bootstrap')),
    curves: table.curves(),
    pairs: pairing.pairs(random.split('pairs')),
    notMeasured,
    failures,
    showings: showcase.showings(),
  }
}
