// What a run of the predecessor's recipe carries: parameters, their average, the optimiser's memory, running statistics.
import { existsSync } from 'node:fs'
import { ReveladoError } from '@revelado/core'
import { autoencoderSizes, criticSizes, ENCODER, type ParameterSpec, predecessorSizes } from '@revelado/model'
import { noGrad, readSafetensors, scope, type Tensor, ops as torch, writeSafetensors } from '@revelado/torch'
import { Parameters } from '../libtorch.ts'
import { newSlot, type Progress, type Slot } from '../run/state.ts'
import type { PredecessorConfig } from './config.ts'

export interface PredecessorState {
  readonly slots: ReadonlyMap<string, Slot>
  readonly live: Parameters
  /** Averaged parameters with the same running statistics. */
  readonly averaged: Parameters
  readonly progress: Pick<Progress, 'step' | 'seconds' | 'samples' | 'phase' | 'skipped' | 'criticLoss'>
}

const SIDE = 64
const FIELDS = ['parameter', 'average', 'moment', 'variance', 'steps'] as const

function specs({ network, critic, phases }: PredecessorConfig) {
  const all = [predecessorSizes(1, SIDE, SIDE, network)]
  if (phases.some(({ part }) => part === 'autoencoder')) all.push(autoencoderSizes(1, SIDE, SIDE, network))
  if (phases.some(({ part }) => part === 'critic' || part === 'gan')) all.push(criticSizes(1, SIDE, SIDE, critic))
  const joined = (of: 'parameters' | 'statistics'): Map<string, ParameterSpec> => new Map(all.flatMap((sizes) => [...sizes[of]]))
  return { parameters: joined('parameters'), statistics: joined('statistics') }
}

function unfit(path: string, why: string, cause?: unknown): ReveladoError {
  return new ReveladoError('unreadable', `expected the weights of torchvision's ResNet in ${path}, but ${why}`, { path }, { cause })
}

/** The encoder's values in a file of torchvision's names. @throws ReveladoError 'not-found' or 'unreadable'. */
function encoderValues(path: string, wanted: Iterable<ParameterSpec>): Map<string, Float32Array> {
  if (!existsSync(path))
    throw new ReveladoError('not-found', `"encoder" names ${path}, but there is no such file; leave it out to train the encoder first`, {
      path,
    })
  let tensors: Readonly<Record<string, Tensor>>
  try {
    ;({ tensors } = readSafetensors(path))
  } catch (cause) {
    throw unfit(path, (cause as Error).message, cause)
  }
  const values = new Map<string, Float32Array>()
  for (const { name, shape } of wanted) {
    if (!name.startsWith(ENCODER)) continue
    const found = tensors[name.slice(ENCODER.length)]
    if (!found) throw unfit(path, `it has no ${name.slice(ENCODER.length)}`)
    if (found.shape.join() !== shape.join())
      throw unfit(path, `its ${name.slice(ENCODER.length)} is [${found.shape}] instead of [${shape}]`)
    values.set(name, found.toFloat32Array())
  }
  for (const tensor of Object.values(tensors)) tensor.dispose()
  return values
}

/** A new state: the encoder from its file where the configuration names one, everything else from the seed. */
export function createPredecessorState(config: PredecessorConfig, readEncoder = true): PredecessorState {
  const live = new Parameters(config.seed, config.device)
  const averaged = new Parameters(config.seed, config.device)
  const { parameters, statistics } = specs(config)
  const given =
    readEncoder && config.encoder !== undefined
      ? encoderValues(config.encoder, [...parameters.values(), ...statistics.values()])
      : new Map<string, Float32Array>()
  for (const [name, { shape, init }] of statistics) averaged.statistics.set(name, live.statistic(name, shape, given.get(name) ?? init))
  const slots = new Map<string, Slot>()
  for (const [name, { shape, init }] of parameters) {
    const parameter = live.get(name, shape, given.get(name) ?? init)
    slots.set(name, newSlot(name, parameter, averaged))
  }
  return { slots, live, averaged, progress: { step: 0, seconds: 0, samples: 0, phase: -1, skipped: 0, criticLoss: null } }
}

/** Every tensor of a state by its name in the checkpoint. */
function tensorsOf(state: PredecessorState): Record<string, Tensor> {
  const tensors: Record<string, Tensor> = {}
  for (const slot of state.slots.values()) for (const field of FIELDS) tensors[`${field}/${slot.name}`] = slot[field]
  for (const [name, tensor] of state.live.statistics) tensors[`statistic/${name}`] = tensor
  return tensors
}

export function savePredecessor(file: string, state: PredecessorState, config: PredecessorConfig): void {
  writeSafetensors(file, tensorsOf(state), { progress: JSON.stringify(state.progress), config: JSON.stringify(config) })
}

/** The state of a checkpoint, or null when there is none. @throws Error when it belongs to another network. */
export function loadPredecessor(file: string, config: PredecessorConfig): PredecessorState | null {
  if (!existsSync(file)) return null
  const { tensors, metadata } = readSafetensors(file)
  const state = createPredecessorState(config, false)
  noGrad(() =>
    scope(() => {
      for (const [name, tensor] of Object.entries(tensorsOf(state))) {
        // A run of the generator alone may go on with a critic, which starts new
        if (!tensors[name] && name.includes('/critic.')) continue
        if (!tensors[name]) throw new Error(`${file} has no ${name}: it was written by another network`)
        torch.copy_(tensor, tensors[name])
      }
    }),
  )
  for (const tensor of Object.values(tensors)) tensor.dispose()
  Object.assign(state.progress, JSON.parse(metadata['progress']) as PredecessorState['progress'])
  return state
}
