// A training run on one page: draw a batch, take a step, look at the result now and then, leave a checkpoint.
import { copyFileSync, mkdirSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setImmediate as turn } from 'node:timers/promises'
import { Random } from '@revelado/core'
import type { Weights } from '@revelado/model'
import { autocast, cpuHasFastBf16, noGrad, scope, setThreads, ops as torch } from '@revelado/torch'
import { type Clock, wallClock } from './clock.ts'
import type { Network, Phase, TrainConfig } from './config.ts'
import type { Batch, BatchShape } from './feed/batch.ts'
import { type Feed, startFeed } from './feed/feed.ts'
import { libtorchOps } from './libtorch.ts'
import { placeOf } from './phases.ts'
import { contactSheet } from './run/contact-sheet.ts'
import { appendRow, drawCurves } from './run/curves.ts'
import { optimise } from './run/optimise.ts'
import { createState, loadCheckpoint, type RunState, type Slot, saveCheckpoint } from './run/state.ts'
import { validate } from './run/validation.ts'
import { validationPictures } from './run/validation-pictures.ts'
import { cosineWithWarmUp } from './schedule.ts'
import { lookLoss, repairLoss, type StepResult } from './stages/generator.ts'

const SHEET_PICTURES = 24
/** How slowly the loss that is shown follows the loss of each step. */
const SHOWN_DECAY = 0.98

export interface TrainReport {
  readonly step: number
  readonly samples: number
  readonly seconds: number
  readonly secondsLeft: number
  readonly loss: number
  readonly samplesPerSecond: number
  readonly part: string
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

function learns(phase: Phase, slot: Slot): boolean {
  return phase.part === 'both' || slot.name.startsWith(`${phase.part}.`)
}

/** REPAIR learns with the averaged LOOK in front of it: the same that will be shipped. */
function enterPhase(state: RunState, phase: Phase): void {
  if (phase.part !== 'repair') return
  for (const slot of state.slots.values()) if (slot.name.startsWith('look.')) copyAverage(slot)
}

function copyAverage(slot: Slot): void {
  noGrad(() => torch.copy_(slot.parameter, slot.average))
}

function lossOf(state: RunState, network: Network, phase: Phase, batch: Batch, random: Random): StepResult {
  const ops = libtorchOps(state.live)
  if (phase.part === 'look') return lookLoss(ops, network, batch, random)
  if (phase.part === 'repair') return repairLoss(ops, network, batch, random)
  const first = lookLoss(ops, network, batch, random)
  const second = repairLoss(ops, network, batch, random)
  return { loss: torch.add(first.loss, second.loss), parts: { ...first.parts, ...second.parts } }
}

/** Trains until the budget is used or `signal` stops it; goes on from the folder's checkpoint when there is one. */
export async function train(config: TrainConfig, options: TrainOptions): Promise<RunState> {
  const { folder } = options
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'config.json'), `${JSON.stringify(config, null, 2)}\n`)
  setThreads(config.threads)
  const bf16 = config.precision === 'bfloat16' || (config.precision === 'auto' && (config.device !== 'cpu' || cpuHasFastBf16()))
  const checkpoint = join(folder, 'checkpoint.safetensors')
  const state = loadCheckpoint(checkpoint, config) ?? createState(config, options.weights)
  const { progress } = state
  const clock = (options.clock ?? wallClock)(progress.seconds)
  const budget = 60 * config.minutes
  const validation = validationPictures(config, options.pictures, options.pairs)
  const feed = startFeed({ folder: options.pictures, role: 'train', seed: config.seed, pairs: options.pairs }, config.workers)
  let shown = Number.NaN
  let nextLook = clock.seconds + 60 * config.validateEvery
  const startedAt = { seconds: clock.seconds, samples: progress.samples }
  const runStep = bf16 ? <T>(f: () => T): T => autocast(config.device, 'bfloat16', f) : <T>(f: () => T): T => f()
  try {
    for (let steps = 0; clock.seconds < budget && steps < (options.steps ?? Number.POSITIVE_INFINITY); steps++) {
      // Steps run on the heels of the worker's messages: without a turn of the event loop, Ctrl-C would wait for a thousand of them
      await turn()
      if (options.signal?.aborted) break
      const place = placeOf(config.phases, clock.seconds / budget)
      const { phase } = place
      if (place.index !== progress.phase) enterPhase(state, phase)
      progress.phase = place.index
      const batch = await next(feed, progress.step, config, phase, options.pairs !== undefined)
      const random = new Random(`${config.seed}/step/${progress.step}`)
      const loss = scope(() => {
        const { loss: total } = runStep(() => lossOf(state, config.network, phase, batch, random))
        total.backward()
        return total.item()
      })
      const rate = config.learningRate * cosineWithWarmUp(place.stretch, config.warmUp)
      const slots = [...state.slots.values()].filter((slot) => learns(phase, slot))
      optimise(slots, config, rate)
      clock.tick()
      progress.step++
      progress.samples += batch.shape.count
      progress.seconds = clock.seconds
      shown = Number.isNaN(shown) ? loss : SHOWN_DECAY * shown + (1 - SHOWN_DECAY) * loss
      options.onProgress?.({
        step: progress.step,
        samples: progress.samples,
        seconds: clock.seconds,
        secondsLeft: budget - clock.seconds,
        loss: shown,
        samplesPerSecond: (progress.samples - startedAt.samples) / (clock.seconds - startedAt.seconds),
        part: phase.part,
      })
      if (clock.seconds >= nextLook) {
        nextLook = clock.seconds + 60 * config.validateEvery
        saveCheckpoint(checkpoint, state, config)
        await lookAtIt(state, config.network, validation(phase.look), folder, { loss: shown, rate, phase: place.index })
        clock.tick()
      }
    }
    saveCheckpoint(checkpoint, state, config)
    const last = config.phases[config.phases.length - 1]
    if (clock.seconds >= budget)
      await lookAtIt(state, config.network, validation(last.look), folder, { loss: shown, rate: 0, phase: progress.phase })
  } finally {
    await feed.close()
  }
  return state
}

function next(feed: Feed, index: number, config: TrainConfig, phase: Phase, pairs: boolean): Promise<Batch> {
  const tiles = phase.part === 'look' ? 0 : phase.tiles
  const shape = { count: phase.batch, canvas: config.canvas, look: phase.look, tile: phase.tile, tiles, ...given(phase) }
  return feed.next(index, pairs ? { ...shape, pairs: config.pairsShare } : shape)
}

function given({ mixture }: Phase): Pick<BatchShape, 'mixture'> {
  return mixture ? { mixture: Object.fromEntries(Object.entries(mixture).filter(([, value]) => value !== undefined)) } : {}
}

async function lookAtIt(
  state: RunState,
  network: Network,
  batches: readonly Batch[],
  folder: string,
  numbers: { loss: number; rate: number; phase: number },
): Promise<void> {
  const { row, sheet } = validate(libtorchOps(state.averaged), network, batches, SHEET_PICTURES)
  const { seconds, samples, step } = state.progress
  const csv = join(folder, 'curves.csv')
  appendRow(csv, {
    minutes: (seconds / 60).toFixed(3),
    step,
    samples,
    phase: numbers.phase,
    rate: numbers.rate.toExponential(3),
    loss: numbers.loss.toFixed(5),
    ...row,
  })
  const names = Object.keys(row)
  drawCurves(csv, join(folder, 'curves.svg'), {
    'training loss': ['loss'],
    'validation, PSNR of LOOK (dB)': names.filter((name) => name.startsWith('small')),
    'validation, PSNR developed (dB)': names.filter((name) => name.startsWith('developed')),
    'validation, PSNR restored (dB)': names.filter((name) => name.startsWith('restored')),
    'validation, share of decisions right': names.filter((name) => name.startsWith('right')),
  })
  const file = join(folder, 'sheet.png')
  writeFileSync(`${file}.part`, await contactSheet(sheet, 3))
  renameSync(`${file}.part`, file)
  copyFileSync(file, join(folder, `sheet-${Math.round(seconds / 60)}.png`))
}
