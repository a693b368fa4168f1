// A training run on one page: draw a batch, take a step, look at the result now and then, leave a checkpoint.
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setImmediate as turn } from 'node:timers/promises'
import { Random } from '@revelado/core'
import type { Weights } from '@revelado/model'
import { autocast, scope, setThreads } from '@revelado/torch'
import { type Clock, wallClock } from './clock.ts'
import type { Phase, TrainConfig } from './config.ts'
import type { BatchShape } from './feed/batch.ts'
import { echoing } from './feed/echo.ts'
import { startFeed } from './feed/feed.ts'
import { readOften } from './feed/often.ts'
import { aimOf, endsOf, isOver, mixtureOf, placeOf, SEES_WHOLE } from './phases.ts'
import { inBfloat16, onDevice } from './run/device.ts'
import { createGallery } from './run/gallery.ts'
import { checkOnly, enterPhase, teach } from './run/learners.ts'
import { record } from './run/record.ts'
import { Shown } from './run/shown.ts'
import { createState, loadCheckpoint, type RunState, saveCheckpoint } from './run/state.ts'
import { validationPictures } from './run/validation-pictures.ts'
import { cosineWithWarmUp } from './schedule.ts'
import { featuresFor, STAGES } from './stages/stages.ts'

export interface TrainReport {
  readonly step: number
  readonly samples: number
  readonly seconds: number
  readonly secondsLeft: number
  /** The generator's, or the critic's where it learns alone. */
  readonly loss: number
  readonly samplesPerSecond: number
  readonly part: string
  readonly stage: string
}

export interface TrainOptions {
  /** Folder of the run: checkpoint, curves, contact sheets. */
  readonly folder: string
  /** Folder of the decoded cache. */
  readonly pictures: string
  /** Folder of the decoded cache of a user's own pairs. */
  readonly pairs?: string
  /** Weights to begin with when there is no checkpoint. */
  readonly weights?: Weights
  /** Stop after this many steps of this call (for tests). */
  readonly steps?: number
  readonly clock?: (start: number) => Clock
  readonly onProgress?: (report: TrainReport) => void
  readonly signal?: AbortSignal
}

/**
 * Trains until the budget is used or `signal` stops it; goes on from the folder's checkpoint when there is one.
 * @throws ReveladoError 'missing-dependency' when this machine or this libtorch lacks the device, 'bad-config' where `only`
 *   names nothing, 'not-found' when the file of `often` cannot be read.
 */
export function train(config: TrainConfig, options: TrainOptions): Promise<RunState> {
  return onDevice(config.device, () => run(config, options))
}

async function run(config: TrainConfig, options: TrainOptions): Promise<RunState> {
  const { folder } = options
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'config.json'), `${JSON.stringify(config, null, 2)}\n`)
  setThreads(config.threads)
  const bf16 = inBfloat16(config)
  const inPrecision = bf16 ? <T>(f: () => T): T => autocast(config.device, 'bfloat16', f) : <T>(f: () => T): T => f()
  // A scope of its own: what the gradients do not need is freed before they are taken, the rest as they are
  const forward = <T>(f: () => T): T => scope(() => inPrecision(f))
  const features = featuresFor(config)
  const checkpoint = join(folder, 'checkpoint.safetensors')
  const state = loadCheckpoint(checkpoint, config) ?? createState(config, options.weights)
  checkOnly(state, config)
  const { progress } = state
  const clock = (options.clock ?? wallClock)(progress.seconds)
  const budget = 60 * config.minutes
  const used = (): number => (clock.seconds + progress.skipped) / budget
  const validation = validationPictures(config, options.pictures, options.pairs)
  const gallery = createGallery(config, options.pictures)
  const often = config.often === undefined ? undefined : readOften(config.often)
  const feed = startFeed({ folder: options.pictures, role: 'train', seed: config.seed, pairs: options.pairs, often }, config.workers)
  const next = echoing(feed, config.echo)
  const shown = new Shown()
  const startedAt = { seconds: clock.seconds, samples: progress.samples }

  /** Validates and writes down what was found; a stage that has done its work gives back the rest of its phase. */
  const look = async (phase: Phase, rate: number): Promise<void> => {
    const verdict = STAGES[phase.stage].trial?.({ state, config, phase, features, gallery, folder })
    const figures = { rate: rate.toExponential(3), ...shown.row(), ...verdict?.figures }
    await record(state, config.network, validation(phase.look), folder, figures, verdict?.sheet)
    progress.looked = { step: progress.step, seconds: progress.seconds }
    clock.rest()
    if (verdict?.done) progress.skipped = Math.max(progress.skipped, endsOf(config.phases)[progress.phase] * budget - clock.seconds)
  }

  try {
    for (let steps = 0; !isOver(used()) && steps < (options.steps ?? Number.POSITIVE_INFINITY); steps++) {
      // Steps run on the heels of the worker's messages: without a turn of the event loop, Ctrl-C would wait for a thousand of them
      await turn()
      if (options.signal?.aborted) break
      const { index, phase, stretch } = placeOf(config.phases, used())
      if (index !== progress.phase) {
        enterPhase(state, config, index)
        shown.clear()
      }
      const batch = await next(progress.step, shapeOf(config, phase, options.pairs !== undefined))
      const random = new Random(`${config.seed}/step/${progress.step}`)
      const { side, figures } = scope(() => STAGES[phase.stage].step({ state, config, phase, features, batch, random, forward }))
      const rate = config.learningRate * cosineWithWarmUp(stretch, config.warmUp)
      teach(state, config, phase, side, rate)
      shown.add(figures)
      clock.tick()
      progress.step++
      if (!batch.pass) progress.samples += batch.shape.count
      progress.seconds = clock.seconds
      options.onProgress?.({
        step: progress.step,
        samples: progress.samples,
        seconds: clock.seconds,
        secondsLeft: budget * (1 - used()),
        loss: shown.get(phase.stage === 'critic' ? 'critic loss' : 'loss'),
        samplesPerSecond: (progress.samples - startedAt.samples) / (clock.seconds - startedAt.seconds),
        part: phase.part,
        stage: phase.stage,
      })
      if (clock.seconds >= progress.looked.seconds + 60 * config.validateEvery) {
        saveCheckpoint(checkpoint, state, config)
        await look(phase, rate)
      }
    }
    saveCheckpoint(checkpoint, state, config)
    if (isOver(used()) && progress.looked.step !== progress.step) {
      await look(config.phases[progress.phase] ?? config.phases[config.phases.length - 1], 0)
      saveCheckpoint(checkpoint, state, config)
    }
  } finally {
    await feed.close()
  }
  return state
}

function shapeOf(config: TrainConfig, phase: Phase, pairs: boolean): BatchShape {
  const tiles = SEES_WHOLE.has(phase.part) ? 0 : phase.tiles
  const shape = {
    count: phase.batch,
    canvas: config.canvas,
    look: phase.look,
    tile: phase.tile,
    tiles,
    ...mixtureOf(phase),
    ...(!config.switches && { developAll: true }),
    ...aimOf(phase),
  }
  return pairs ? { ...shape, pairs: config.pairsShare } : shape
}
