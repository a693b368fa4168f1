// The evaluation: all groups, one after the other, on fixed seeds.
import { ReveladoError } from '@revelado/core'
import type { FacesByName } from '@revelado/restore'
import { findPrograms, loadPeers, type Peers } from './peers/index.ts'
import type { Restorer } from './restorer.ts'
import type { Evaluation, NotMeasured } from './result.ts'
import { runTask } from './run-task.ts'
import { findSets } from './sets.ts'
import type { Task } from './task.ts'
import { TASKS } from './tasks/index.ts'

export interface EvaluateOptions {
  /** Folder of the sets, see `findSets`. */
  readonly sets: string
  /** Folder of the peers' ONNX files; without it no peer is run. */
  readonly peers?: string
  /** Runs RawTherapee and darktable beside the model on negatives, where they are installed. @default false */
  readonly programs?: boolean
  /** What is measured; without it only baselines and peers are. */
  readonly restorer?: Restorer
  /** Its name in the report. */
  readonly model?: string
  /** Another model, paired with the first picture by picture. */
  readonly rival?: Restorer
  /** Its name in the report. */
  readonly against?: string
  /** Where faces are; without them no faces are measured. */
  readonly faces?: FacesByName
  /** Names of groups; all of them by default. */
  readonly only?: readonly string[]
  /** Few pictures, small crops: minutes instead of an hour. @default false */
  readonly quick?: boolean
  /** Pictures of each set in quick mode. @default 8 */
  readonly quickPictures?: number
  /** @default 1 */
  readonly seed?: number
  readonly signal?: AbortSignal
  readonly onProgress?: (task: Task, done: number, total: number) => void
}

/** The groups of these names, in the report's order. */
export function chooseTasks(only: readonly string[] | undefined): readonly Task[] {
  const unknown = only?.filter((name) => !TASKS.some((task) => task.name === name)) ?? []
  if (unknown.length > 0)
    throw new ReveladoError(
      'bad-argument',
      `expected some of ${TASKS.map(({ name }) => name).join(', ')} but received ${unknown.join(', ')}`,
      {
        name: 'only',
        received: unknown.join(', '),
      },
    )
  return only && only.length > 0 ? TASKS.filter(({ name }) => only.includes(name)) : TASKS
}

function missingPeers(peers: Peers, tasks: readonly Task[], quick: boolean): NotMeasured[] {
  const wanted = [
    { task: 'noise', what: 'CDnCNN-B: no cdncnn-b.onnx in the folder of peers', there: peers.cdncnnB },
    {
      task: 'noise',
      what: quick
        ? 'MAXIM: no maxim-denoising.onnx in the folder of peers'
        : 'MAXIM: takes crops of at most 256 × 256 pixels, so it is run with --quick only',
      there: peers.maxim,
    },
    { task: 'jpeg', what: 'DnCNN-3: no dncnn-3.onnx in the folder of peers', there: peers.dncnn3 },
    {
      task: 'predecessor',
      what: 'the predecessor’s network: no predecessor.onnx in the folder of peers',
      there: peers.predecessor,
    },
    { task: 'colour', what: 'Fréchet distance: no squeezenet1.1.onnx in the folder of peers', there: peers.features },
  ]
  return wanted.filter(({ task, there }) => !there && tasks.some(({ name }) => name === task)).map(({ task, what }) => ({ task, what }))
}

/**
 * Measures a restorer, classical baselines and peers on sets of pictures.
 * @throws ReveladoError 'bad-argument' for an unknown group, 'not-found' without sets, 'no-model' for a peer that cannot be loaded, 'cancelled'.
 * @example const { figures } = await evaluate({ sets: 'testsets', restorer, only: ['noise'], quick: true })
 */
export async function evaluate(options: EvaluateOptions): Promise<Evaluation> {
  const { quick = false, quickPictures = 8, seed = 1, signal } = options
  const tasks = chooseTasks(options.only)
  const sets = findSets(options.sets)
  const networks = options.peers ? await loadPeers(options.peers, { maxim: quick && tasks.some(({ name }) => name === 'noise') }) : {}
  const found = options.programs ? findPrograms() : undefined
  const peers = { ...networks, programs: found?.programs }
  const notMeasured = missingPeers(peers, tasks, quick)
  if (tasks.some(({ name }) => name === 'negatives'))
    notMeasured.push(...(found?.missing ?? []).map((what) => ({ task: 'negatives', what })))
  if (!options.restorer) notMeasured.push({ task: 'all', what: 'the model: none was given' })
  const all = { figures: [], curves: [], pairs: [], failures: [], showings: [] } as {
    [K in 'figures' | 'curves' | 'pairs' | 'failures' | 'showings']: Evaluation[K][number][]
  }
  for (const task of tasks) {
    const result = await runTask(
      task,
      sets,
      { restorer: options.restorer, rival: options.rival, faces: options.faces, peers },
      {
        seed,
        quick,
        quickPictures,
        signal,
        onProgress: (done, total) => options.onProgress?.(task, done, total),
      },
    )
    notMeasured.push(...result.notMeasured)
    all.figures.push(...result.figures)
    all.curves.push(...result.curves)
    all.pairs.push(...result.pairs)
    all.failures.push(...result.failures)
    all.showings.push(...result.showings)
  }
  return { version: 1, model: options.model ?? null, against: options.against ?? null, quick, seed, ...all, notMeasured }
}
