// `revelado train`, `export` and `dataset cache`: arguments in, work done, exit code out.
import { existsSync, readFileSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { ReveladoError } from '@revelado/core'
import type { Card } from '@revelado/model'
import { calibrate } from './calibrate.ts'
import { clockText } from './clock.ts'
import { readConfig, type TrainConfig } from './config.ts'
import { cacheFolder, runFolder } from './data/cache-folder.ts'
import { preparePictures } from './data/prepare.ts'
import { exportModel, modelWeights } from './export.ts'
import { fitFill, lossPictures, paintedBy } from './fit-fill.ts'
import { preparePairs } from './pairs/prepare.ts'
import { configPath, recipeOf } from './predecessor/choose.ts'
import { trainPredecessorCommand } from './predecessor/command.ts'
import { runWeights } from './run/best.ts'
import { loadCheckpoint, type RunState, readProgress } from './run/state.ts'
import { validationPictures } from './run/validation-pictures.ts'
import { train } from './train.ts'

export interface CommandIo {
  /** One line that replaces the last one where the terminal can, for progress. */
  progress(line: string): void
  print(line: string): void
  readonly signal: AbortSignal
}

/** Weights to begin with: a folder of models, or a run by its name, its critic's too. */
function startingWeights(config: TrainConfig) {
  const { from } = config
  if (!from) return undefined
  if (existsSync(join(from, 'look.onnx'))) return modelWeights(from)
  const checkpoint = join(runFolder(from), 'checkpoint.safetensors')
  if (!existsSync(checkpoint))
    throw new ReveladoError('not-found', `"from" names ${from}, which is neither a folder with look.onnx nor a run in ${cacheFolder()}`, {
      path: from,
    })
  return runWeights(runFolder(from))
}

/** `revelado train CONFIG | --recipe NAME [--photos DIR] [--pairs DIR] [--minutes N] [--run DIR] [--features FILE]` */
export async function trainCommand(argv: string[], io: CommandIo): Promise<number> {
  const { values, positionals } = parseArgs({
    args: argv,
    allowPositionals: true,
    options: {
      photos: { type: 'string' },
      pairs: { type: 'string' },
      minutes: { type: 'string' },
      run: { type: 'string' },
      recipe: { type: 'string' },
      features: { type: 'string' },
    },
  })
  const path = configPath(positionals, values.recipe)
  if (recipeOf(path) === 'predecessor') return trainPredecessorCommand(path, values, io)
  let config = readConfig(path)
  if (values.minutes !== undefined) config = { ...config, minutes: Number(values.minutes) }
  if (values.features !== undefined) config = { ...config, features: resolve(values.features) }
  if (values.pairs !== undefined) config = { ...config, pairs: values.pairs }
  if (!(config.minutes > 0)) throw new ReveladoError('bad-argument', `expected a number of minutes above 0 but received ${values.minutes}`)
  const pictures = await preparePictures(values.photos, io)
  const pairs = await preparePairs(config, io)
  if (io.signal.aborted) return 130
  const folder = values.run ?? runFolder(config.name)
  io.print(`run ${config.name}: ${config.minutes} minutes, in ${folder}`)
  const state = await train(config, {
    folder,
    pictures,
    pairs,
    weights: startingWeights(config),
    signal: io.signal,
    onProgress: (r) =>
      io.progress(
        `${r.stage === 'generator' ? r.part : `${r.part} ${r.stage}`}  step ${r.step}  ${r.samples} samples  ${r.samplesPerSecond.toFixed(1)}/s  loss ${r.loss.toFixed(4)}  ${clockText(r.seconds)} done, ${clockText(r.secondsLeft)} left`,
      ),
  })
  io.print(
    io.signal.aborted
      ? `stopped after ${state.progress.samples} samples; the same command goes on from the checkpoint in ${folder}`
      : `done: ${state.progress.samples} samples in ${clockText(state.progress.seconds)}; make a model of it with "revelado export ${config.name} models/${config.name}"`,
  )
  return io.signal.aborted ? 130 : 0
}

interface TrainedRun {
  readonly config: TrainConfig
  readonly state: RunState
  readonly weights: ReturnType<typeof runWeights>
}

/** The folder of a run, by its name or itself, and its configuration. @throws ReveladoError 'not-found'. */
function describedRun(run: string): { folder: string; config: TrainConfig } {
  const folder = existsSync(join(run, 'checkpoint.safetensors')) ? run : runFolder(run)
  const configFile = join(folder, 'config.json')
  if (!existsSync(configFile))
    throw new ReveladoError('not-found', `expected a run named ${run}, but there is no ${configFile}`, { path: configFile })
  if (recipeOf(configFile) === 'predecessor')
    throw new ReveladoError(
      'bad-argument',
      `expected a run of the project's own recipe, but ${run} is the predecessor's, which is not exported`,
    )
  return { folder, config: readConfig(configFile) }
}

/** A run by its name or its folder, on the CPU wherever it was trained. @throws ReveladoError 'not-found'. */
function openRun(run: string): TrainedRun {
  const { folder, config } = describedRun(run)
  const state = loadCheckpoint(join(folder, 'checkpoint.safetensors'), { ...config, device: 'cpu' })
  if (!state) throw new ReveladoError('not-found', `the run ${run} has no checkpoint yet`, { path: folder })
  return { config, state, weights: runWeights(folder) }
}

interface Seen {
  readonly samplesSeen: number
  readonly minutes: number
}

/** What a run learned from, by the names of all runs before it and of the model that the first of them began with. */
function history(name: string): Map<string, Seen> {
  const { folder, config } = describedRun(name)
  const { from } = config
  const { samples, seconds } = readProgress(join(folder, 'checkpoint.safetensors'))
  const own: [string, Seen] = [name, { samplesSeen: samples, minutes: Math.round(seconds / 60) }]
  const card = from && join(from, 'card.json')
  if (card && existsSync(card)) return new Map([[from, (JSON.parse(readFileSync(card, 'utf8')) as Card).training], own])
  if (!from || !existsSync(join(runFolder(from), 'checkpoint.safetensors'))) return new Map([own])
  return new Map([...history(from), own])
}

/** Calibrates the spread, and fits how far losses are painted, where there are pictures to do it with. */
function calibrated(weights: TrainedRun['weights'], config: TrainConfig, lookSize: number) {
  const pictures = join(cacheFolder(), 'pictures')
  if (!existsSync(join(pictures, 'index.ndjson'))) return undefined
  const batches = validationPictures(config, pictures)(lookSize)
  const rounded = (value: number): number => Number(value.toFixed(4))
  const { factor, before, after } = calibrate(weights, config.network, batches)
  const calibration = { factor: rounded(factor), before: rounded(before), after: rounded(after), pictures: config.validationPictures }
  const losses = lossPictures(pictures, config.canvas, lookSize, config.validationPictures)
  return { calibration, fill: rounded(fitFill(paintedBy(weights, config.network, losses))) }
}

/** The runs whose weights a model is made of: `run`, and others that taught one part each beside it. */
function partsOf(name: string, others: Readonly<Record<'find' | 'fill' | 'look', string | undefined>>) {
  const run = openRun(name)
  const parts = Object.entries(others).flatMap(([part, from]) => (from === undefined ? [] : [{ part, name: from, run: openRun(from) }]))
  const { weights } = run
  for (const { part, run: other } of parts)
    for (const [key, value] of other.weights) if (key.startsWith(`${part}.`)) weights.set(key, value)
  const networks = parts.map(({ part, run: other }) => ({ [part]: other.config.network[part as 'find' | 'fill' | 'look'] }))
  const network: TrainConfig['network'] = Object.assign({}, run.config.network, ...networks)
  return { run, parts, weights, network }
}

/**
 * The size of LOOK's pictures in the last phase in which it learned, in this run, the runs before it, or the model that they began
 * with; where it never learned, the size at which REPAIR was shown it.
 * @throws ReveladoError 'bad-argument' where LOOK was never asked.
 */
function lookSizeOf({ phases, from }: TrainConfig): number {
  const learned = phases.findLast(({ part }) => part === 'look' || part === 'both')
  if (learned) return learned.look
  const card = from && join(from, 'card.json')
  if (card && existsSync(card)) return (JSON.parse(readFileSync(card, 'utf8')) as Card).look.size
  if (from && existsSync(join(runFolder(from), 'checkpoint.safetensors'))) return lookSizeOf(describedRun(from).config)
  const shown = phases.findLast(({ part }) => part !== 'find' && part !== 'fill')
  if (shown) return shown.look
  throw new ReveladoError('bad-argument', 'expected a run in which LOOK or REPAIR learns, or one that began from a model')
}

/**
 * `revelado export RUN FOLDER [--look RUN] [--find RUN] [--fill RUN] [--version V]`: with `--look`, LOOK's weights are those of another
 * run that was trained beside this one from the same model, with `--find` and `--fill`, FIND's and FILL's; the card adds up what all
 * have seen.
 */
export async function exportCommand(argv: string[], io: CommandIo): Promise<number> {
  const { values, positionals } = parseArgs({
    args: argv,
    allowPositionals: true,
    options: {
      version: { type: 'string', default: '0.1.0' },
      look: { type: 'string' },
      find: { type: 'string' },
      fill: { type: 'string' },
    },
  })
  if (positionals.length !== 2)
    throw new ReveladoError('bad-argument', 'expected a run and a folder, as in "revelado export revelado models/mine"')
  const [name, folder] = positionals
  const { run, parts, weights, network } = partsOf(name, { find: values.find, fill: values.fill, look: values.look })
  const seen = new Map([...parts.flatMap((part) => [...history(part.name)]), ...history(name)])
  const sum = (of: (seen: Seen) => number): number => [...seen.values()].reduce((total, each) => total + of(each), 0)
  const lookSize = lookSizeOf((parts.find(({ part }) => part === 'look')?.run ?? run).config)
  const fitted = calibrated(weights, { ...run.config, network }, lookSize)
  const phases = [...parts.map((part) => part.run), run].flatMap(({ config }) => config.phases)
  const card = exportModel(folder, weights, {
    name: basename(folder),
    version: values.version,
    lookSize,
    network,
    ...fitted,
    created: new Date().toISOString().slice(0, 10),
    training: {
      recipe: run.config.recipe,
      seed: run.config.seed,
      samplesSeen: sum(({ samplesSeen }) => samplesSeen),
      minutes: sum(({ minutes }) => minutes),
      stages: [...new Set(phases.map((phase) => `${phase.stage}: ${phase.part}`))],
      config: [...seen.keys()].join(' + '),
    },
  })
  const graphs = [card.find, card.fill, card.look, card.repair].filter((graph) => graph !== undefined)
  const parameters = graphs.reduce((total, graph) => total + graph.parameters, 0)
  io.print(`${folder}: ${graphs.map(({ file }) => file).join(', ')}, card.json (${parameters} parameters)`)
  io.print(
    fitted
      ? `spread calibrated by ${fitted.calibration.factor} on ${fitted.calibration.pictures} validation pictures: error ${fitted.calibration.before} before, ${fitted.calibration.after} after; known losses painted by a share of ${fitted.fill}`
      : 'spread not calibrated: there is no cache of photographs to do it with',
  )
  return 0
}
