// `revelado train --recipe predecessor`: the same command for the predecessor's network and recipe.
import { ReveladoError } from '@revelado/core'
import { autoencoderSizes, ENCODER, parameterCount, predecessorSizes } from '@revelado/model'
import { clockText } from '../clock.ts'
import type { CommandIo } from '../command.ts'
import { runFolder } from '../data/cache-folder.ts'
import { preparePictures } from '../data/prepare.ts'
import { type PredecessorConfig, readPredecessorConfig } from './config.ts'
import { trainPredecessor } from './train.ts'

interface Flags {
  readonly photos?: string
  readonly pairs?: string
  readonly minutes?: string
  readonly run?: string
}

const millions = (count: number): string => `${(count / 1e6).toFixed(1)} million`

/** How large the network is, and what its encoder begins with. */
function introduction({ network, encoder, phases }: PredecessorConfig): string {
  const all = parameterCount(predecessorSizes(1, 64, 64, network))
  const own = [...autoencoderSizes(1, 64, 64, network).parameters.values()].filter(({ name }) => name.startsWith(ENCODER))
  const inEncoder = own.reduce((sum, { shape }) => sum + shape.reduce((a, b) => a * b, 1), 0)
  const first = phases.some(({ part }) => part === 'autoencoder')
  const begins = encoder ?? (first ? 'trained here first, as an autoencoder: not the pretrained one of the predecessor' : 'untrained')
  return `${millions(all)} parameters, ${millions(all - inEncoder)} of them outside the encoder; encoder: ${begins}`
}

export async function trainPredecessorCommand(path: string, flags: Flags, io: CommandIo): Promise<number> {
  if (flags.pairs !== undefined)
    throw new ReveladoError('bad-argument', 'expected no --pairs with the recipe predecessor, which knows only its own samples')
  const read = readPredecessorConfig(path)
  const config = flags.minutes === undefined ? read : { ...read, minutes: Number(flags.minutes) }
  if (!(config.minutes > 0)) throw new ReveladoError('bad-argument', `expected a number of minutes above 0 but received ${flags.minutes}`)
  const pictures = await preparePictures(flags.photos, io)
  if (io.signal.aborted) return 130
  const folder = flags.run ?? runFolder(config.name)
  io.print(`run ${config.name}: ${config.minutes} minutes, in ${folder}`)
  io.print(introduction(config))
  const { progress } = await trainPredecessor(config, {
    folder,
    pictures,
    signal: io.signal,
    onProgress: (r) =>
      io.progress(
        `${r.part}  step ${r.step}  ${r.samples} samples  ${r.samplesPerSecond.toFixed(1)}/s  error ${r.loss.toFixed(4)}  ${clockText(r.seconds)} done, ${clockText(r.secondsLeft)} left`,
      ),
  })
  io.print(
    io.signal.aborted
      ? `stopped after ${progress.samples} samples; the same command goes on from the checkpoint in ${folder}`
      : `done: ${progress.samples} samples in ${clockText(progress.seconds)}; curves and contact sheets are in ${folder}`,
  )
  return io.signal.aborted ? 130 : 0
}
