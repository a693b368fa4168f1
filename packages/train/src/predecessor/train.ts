// A run of the predecessor's recipe: mean squared error, sizes from small to large, the encoder frozen and then set free; then the
// critic alone, and both against each other.
import { copyFileSync, mkdirSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setImmediate as turn } from 'node:timers/promises'
import { ENCODER } from '@revelado/model'
import { autocast, scope, setThreads, ops as torch } from '@revelado/torch'
import { wallClock } from '../clock.ts'
import type { Batch } from '../feed/batch.ts'
import { startFeed } from '../feed/feed.ts'
import { endsOf, isOver, placeOf } from '../phases.ts'
import { contactSheet } from '../run/contact-sheet.ts'
import { appendRow, drawCurves } from '../run/curves.ts'
import { inBfloat16, onDevice } from '../run/device.ts'
import { optimise } from '../run/optimise.ts'
import type { Slot } from '../run/state.ts'
import { cosineWithWarmUp } from '../schedule.ts'
import type { TrainOptions } from '../train.ts'
import type { PredecessorConfig, PredecessorPhase } from './config.ts'
import { adversarialStep, criticAccuracy, hasCritic, type Taken } from './critic.ts'
import { createPredecessorState, loadPredecessor, type PredecessorState, savePredecessor } from './state.ts'
import { answer, measure, pictureTensor, predecessorPictures, shapeOf } from './validation.ts'

const SHEET_PICTURES = 24
const SHOWN_DECAY = 0.98

/**
 * What learns in a phase, and how fast. A frozen encoder still learns the scales and shifts of its normalisations, as in fast.ai:
 * they must follow inputs that look like no photograph.
 */
function learners(
  slots: Iterable<Slot>,
  { part }: PredecessorPhase,
  side: Taken['side'],
  encoderRate: number,
): { slots: Slot[]; rate: number }[] {
  const all = [...slots]
  const starting = (prefix: string): Slot[] => all.filter(({ name }) => name.startsWith(prefix))
  if (side === 'critic') return [{ slots: starting('critic.'), rate: 1 }]
  if (part === 'autoencoder') return [{ slots: [...starting(ENCODER), ...starting('mirror.')], rate: 1 }]
  const decoder = { slots: starting('decoder.'), rate: 1 }
  if (part === 'unfrozen' || part === 'gan') return [decoder, { slots: starting(ENCODER), rate: encoderRate }]
  const norms = starting(ENCODER).filter(({ parameter }) => parameter.shape.length === 1)
  return [decoder, { slots: norms, rate: encoderRate }]
}

/**
 * Trains until the budget is used or `signal` stops it; goes on from the folder's checkpoint when there is one.
 * @throws ReveladoError 'missing-dependency' when this machine or this libtorch lacks the device.
 */
export function trainPredecessor(config: PredecessorConfig, options: PredecessorOptions): Promise<PredecessorState> {
  return onDevice(config.device, () => run(config, options))
}

type PredecessorOptions = Omit<TrainOptions, 'weights' | 'pairs'>

async function run(config: PredecessorConfig, options: PredecessorOptions): Promise<PredecessorState> {
  const { folder, pictures } = options
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'config.json'), `${JSON.stringify(config, null, 2)}\n`)
  setThreads(config.threads)
  const bf16 = inBfloat16(config)
  const checkpoint = join(folder, 'checkpoint.safetensors')
  const state = loadPredecessor(checkpoint, config) ?? createPredecessorState(config)
  const { progress } = state
  const clock = (options.clock ?? wallClock)(progress.seconds)
  const budget = 60 * config.minutes
  const validation = predecessorPictures(config, pictures)
  const feed = startFeed({ folder: pictures, role: 'train', seed: config.seed }, config.workers)
  let shown = Number.NaN
  let phaseShown = progress.phase
  let nextLook = clock.seconds + 60 * config.validateEvery
  const startedAt = { seconds: clock.seconds, samples: progress.samples }
  const used = (): number => (clock.seconds + progress.skipped) / budget
  /** Validates; a critic that has reached its goal gives back the rest of its phase. */
  const look = async (phase: PredecessorPhase, rate: number): Promise<void> => {
    const accuracy = hasCritic(phase) ? criticAccuracy(state, config, validation(phase.size)) : null
    await lookAtIt(state, config, phase, validation(phase.size), folder, { loss: shown, rate, accuracy })
    if (phase.part === 'critic' && accuracy !== null && accuracy >= config.criticGoal)
      progress.skipped = Math.max(progress.skipped, endsOf(config.phases)[progress.phase] * budget - clock.seconds)
  }
  const pixelStep = (phase: PredecessorPhase, batch: Batch): Taken => {
    const forward = () => answer(state.live, config, phase.part, batch, true)
    const out = bf16 ? autocast(config.device, 'bfloat16', forward) : forward()
    const error = torch.mse_loss(out.to({ dtype: 'float32' }), pictureTensor(batch.tileTarget, batch.shape))
    error.backward()
    return { side: 'generator', loss: error.item() }
  }

  try {
    for (let steps = 0; !isOver(used()) && steps < (options.steps ?? Number.POSITIVE_INFINITY); steps++) {
      await turn()
      if (options.signal?.aborted) break
      const { index, phase, stretch } = placeOf(config.phases, used())
      progress.phase = index
      if (index !== phaseShown) shown = Number.NaN
      phaseShown = index
      const batch = await feed.next(progress.step, shapeOf(phase))
      const { side, loss } = scope(() => (hasCritic(phase) ? adversarialStep(state, config, phase, batch) : pixelStep(phase, batch)))
      const rate = config.learningRate * cosineWithWarmUp(stretch, config.warmUp)
      const groups = learners(state.slots.values(), phase, side, config.encoderRate)
      for (const group of groups) optimise(group.slots, config, rate * group.rate)
      for (const { parameter } of state.slots.values()) parameter.grad = null
      clock.tick()
      progress.step++
      progress.samples += batch.shape.count
      progress.seconds = clock.seconds
      if (side === 'generator') shown = Number.isNaN(shown) ? loss : SHOWN_DECAY * shown + (1 - SHOWN_DECAY) * loss
      options.onProgress?.({
        step: progress.step,
        samples: progress.samples,
        seconds: clock.seconds,
        secondsLeft: budget * (1 - used()),
        loss: phase.part === 'critic' ? loss : shown,
        samplesPerSecond: (progress.samples - startedAt.samples) / (clock.seconds - startedAt.seconds),
        part: `${phase.part} ${phase.size}`,
        stage: hasCritic(phase) ? (phase.part as 'critic' | 'gan') : 'generator',
      })
      if (clock.seconds >= nextLook) {
        nextLook = clock.seconds + 60 * config.validateEvery
        savePredecessor(checkpoint, state, config)
        await look(phase, rate)
        clock.tick()
      }
    }
    savePredecessor(checkpoint, state, config)
    if (isOver(used())) await look(config.phases[config.phases.length - 1], 0)
  } finally {
    await feed.close()
  }
  return state
}

async function lookAtIt(
  state: PredecessorState,
  config: PredecessorConfig,
  phase: PredecessorPhase,
  batches: readonly Batch[],
  folder: string,
  { loss, rate, accuracy }: { loss: number; rate: number; accuracy: number | null },
): Promise<void> {
  const { mse, sheet } = measure(state.averaged, config, phase.part, batches, SHEET_PICTURES)
  const { seconds, samples, step } = state.progress
  const csv = join(folder, 'curves.csv')
  appendRow(csv, {
    minutes: (seconds / 60).toFixed(3),
    step,
    samples,
    part: phase.part,
    size: phase.size,
    encoder: config.encoder === undefined ? 'own' : 'given',
    rate: rate.toExponential(3),
    'train mse': Number.isNaN(loss) ? '' : loss.toFixed(5),
    'validation mse': mse.all.toFixed(5),
    'validation mse negative': mse.negative.toFixed(5),
    'validation mse bw': mse.bw.toFixed(5),
    ...(accuracy !== null && { 'critic accuracy': accuracy.toFixed(4), 'critic loss': state.progress.criticLoss?.toFixed(4) ?? '' }),
  })
  drawCurves(csv, join(folder, 'curves.svg'), {
    'mean squared error': ['train mse', 'validation mse'],
    'by kind, validation': ['validation mse negative', 'validation mse bw'],
    'critic, accuracy on held-out photographs': ['critic accuracy'],
  })
  const file = join(folder, 'sheet.png')
  writeFileSync(`${file}.part`, await contactSheet(sheet, 4))
  renameSync(`${file}.part`, file)
  copyFileSync(file, join(folder, `sheet-${Math.round(seconds / 60)}.png`))
}
