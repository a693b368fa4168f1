// `revelado train`, `export` and `dataset cache`: arguments in, work done, exit code out.
import { existsSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { parseArgs } from 'node:util'
import { ReveladoError } from '@revelado/core'
import { readConfig, type TrainConfig } from './config.ts'
import { cacheFolder } from './data/cache-folder.ts'
import { buildCache } from './data/pictures.ts'
import { exportModel, modelWeights } from './export.ts'
import { averagedWeights, checkpointWeights, loadCheckpoint } from './run/state.ts'
import { train } from './train.ts'

export interface CommandIo {
  /** One line that replaces the last one where the terminal can, for progress. */
  progress(line: string): void
  print(line: string): void
  readonly signal: AbortSignal
}

function clockText(seconds: number): string {
  const s = Math.max(0, Math.round(seconds))
  return `${Math.floor(s / 3600)}:${String(Math.floor(s / 60) % 60).padStart(2, '0')}:${String(s % 60).padStart(2, '0')}`
}

const runFolder = (name: string): string => join(cacheFolder(), 'runs', name)

/** Weights to begin with: a folder of models, or the averaged weights of a run by its name. */
function startingWeights(config: TrainConfig) {
  const { from } = config
  if (!from) return undefined
  if (existsSync(join(from, 'look.onnx'))) return modelWeights(from)
  const checkpoint = join(runFolder(from), 'checkpoint.safetensors')
  if (!existsSync(checkpoint))
    throw new ReveladoError('not-found', `"from" names ${from}, which is neither a folder with look.onnx nor a run in ${cacheFolder()}`, {
      path: from,
    })
  return checkpointWeights(checkpoint)
}

/** `revelado train CONFIG [--photos DIR] [--minutes N] [--fresh-cache]` */
export async function trainCommand(argv: string[], io: CommandIo): Promise<number> {
  const { values, positionals } = parseArgs({
    args: argv,
    allowPositionals: true,
    options: { photos: { type: 'string' }, minutes: { type: 'string' }, run: { type: 'string' } },
  })
  if (positionals.length !== 1)
    throw new ReveladoError(
      'bad-argument',
      `expected one configuration file, as in "revelado train first.json", but received ${positionals.length}`,
    )
  let config = readConfig(positionals[0])
  if (values.minutes !== undefined) config = { ...config, minutes: Number(values.minutes) }
  if (!(config.minutes > 0)) throw new ReveladoError('bad-argument', `expected a number of minutes above 0 but received ${values.minutes}`)
  const pictures = join(cacheFolder(), 'pictures')
  const photographs = values.photos ?? join(cacheFolder(), 'photos')
  if (!existsSync(photographs) && !existsSync(join(pictures, 'index.ndjson')))
    throw new ReveladoError('not-found', `expected photographs to learn from in ${photographs}; name their folder with --photos`, {
      path: photographs,
    })
  if (existsSync(photographs)) {
    await buildCache(photographs, pictures, {
      signal: io.signal,
      onProgress: ({ done, all }) => done % 50 === 0 && io.progress(`decoding photographs: ${done} of ${all}`),
    })
  }
  if (io.signal.aborted) return 130
  const folder = values.run ?? runFolder(config.name)
  io.print(`run ${config.name}: ${config.minutes} minutes, in ${folder}`)
  const state = await train(config, {
    folder,
    pictures,
    weights: startingWeights(config),
    signal: io.signal,
    onProgress: (r) =>
      io.progress(
        `${r.part}  step ${r.step}  ${r.samples} samples  ${r.samplesPerSecond.toFixed(1)}/s  loss ${r.loss.toFixed(4)}  ${clockText(r.seconds)} done, ${clockText(r.secondsLeft)} left`,
      ),
  })
  io.print(
    io.signal.aborted
      ? `stopped after ${state.progress.samples} samples; the same command goes on from the checkpoint in ${folder}`
      : `done: ${state.progress.samples} samples in ${clockText(state.progress.seconds)}; make a model of it with "revelado export ${config.name} models/${config.name}"`,
  )
  return io.signal.aborted ? 130 : 0
}

/** `revelado export RUN FOLDER [--version V]` */
export async function exportCommand(argv: string[], io: CommandIo): Promise<number> {
  const { values, positionals } = parseArgs({
    args: argv,
    allowPositionals: true,
    options: { version: { type: 'string', default: '0.1.0' } },
  })
  if (positionals.length !== 2)
    throw new ReveladoError('bad-argument', 'expected a run and a folder, as in "revelado export first models/first"')
  const [run, folder] = positionals
  const from = existsSync(join(run, 'checkpoint.safetensors')) ? run : runFolder(run)
  const configFile = join(from, 'config.json')
  if (!existsSync(configFile))
    throw new ReveladoError('not-found', `expected a run named ${run}, but there is no ${configFile}`, { path: configFile })
  const config = readConfig(configFile)
  const state = loadCheckpoint(join(from, 'checkpoint.safetensors'), config)
  if (!state) throw new ReveladoError('not-found', `the run ${run} has no checkpoint yet`, { path: from })
  const card = exportModel(folder, averagedWeights(state), {
    name: basename(folder),
    version: values.version,
    lookSize: config.phases[config.phases.length - 1].look,
    network: config.network,
    created: new Date().toISOString().slice(0, 10),
    training: {
      recipe: config.recipe,
      seed: config.seed,
      samplesSeen: state.progress.samples,
      minutes: Math.round(state.progress.seconds / 60),
      stages: [...new Set(config.phases.map((phase) => `generator: ${phase.part}`))],
      config: JSON.parse(readFileSync(configFile, 'utf8')).name,
    },
  })
  io.print(`${folder}: ${card.look.file}, ${card.repair.file}, card.json (${card.look.parameters + card.repair.parameters} parameters)`)
  return 0
}
