// What a run carries from step to step: parameters, their moving average, the optimiser's memory; and its checkpoints.
import { existsSync, mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { criticSizes, fillSizes, findSizes, lookSizes, type ParameterSpec, repairSizes, type Weights } from '@revelado/model'
import {
  fromArray,
  noGrad,
  readSafetensors,
  readSafetensorsMetadata,
  scope,
  type Tensor,
  ops as torch,
  writeSafetensors,
} from '@revelado/torch'
import type { Network, TrainConfig } from '../config.ts'
import { Parameters } from '../libtorch.ts'
import { SEMANTICS, semanticsParameters } from '../stages/semantics.ts'
import { learningOf } from './only.ts'

export interface Slot {
  readonly name: string
  readonly parameter: Tensor
  readonly average: Tensor
  /** First and second moment, and the count of steps as libtorch's fused AdamW wants it (a float scalar). */
  readonly moment: Tensor
  readonly variance: Tensor
  readonly steps: Tensor
  /** Whether the configuration lets anything of it learn. */
  readonly learns: boolean
  /** 1 where it learns, 0 where it keeps its value; null where all of it learns. */
  readonly mask: Tensor | null
}

export interface Progress {
  step: number
  /** Seconds of training on the run's clock. */
  seconds: number
  samples: number
  /** Index of the phase of the last step; −1 before the first. */
  phase: number
  /** Seconds of the budget that phases which ended early did not use. */
  skipped: number
  /** When the run was last validated. */
  looked: { step: number; seconds: number }
  /** The critic's loss when it was last asked; null before. */
  criticLoss: number | null
  /** Fréchet distances measured in this phase. */
  distances: number[]
}

export interface RunState {
  readonly slots: ReadonlyMap<string, Slot>
  readonly live: Parameters
  readonly averaged: Parameters
  readonly progress: Progress
}

/** All parameters of the generator. */
export function generatorParameters({ find, fill, look, repair }: Network): Map<string, ParameterSpec> {
  const side = 64
  return new Map([
    ...findSizes(1, side, side, find).parameters,
    ...fillSizes(1, side, side, fill).parameters,
    ...lookSizes(1, side, side, look).parameters,
    ...repairSizes(1, side, side, repair).parameters,
  ])
}

/** Whether a parameter is the critic's; all others are the generator's. */
export function isCritics(name: string): boolean {
  return name.startsWith('critic.')
}

/** All parameters of a run; the critic's and the head that names what is seen only where they are needed. */
function parametersOf({ network, phases, semantics }: TrainConfig): Map<string, ParameterSpec> {
  const judged = phases.some(({ stage }) => stage === 'critic' || stage === 'gan')
  return new Map([
    ...generatorParameters(network),
    ...(semantics > 0 ? semanticsParameters(network) : []),
    ...(judged ? criticSizes(1, 64, 64, network.critic).parameters : []),
  ])
}

/** A parameter before its first step: its average is a copy of it, its moments are zero. */
export function newSlot(name: string, parameter: Tensor, averaged: Parameters, learns = true, mask: Tensor | null = null): Slot {
  const average = noGrad(() => averaged.adopt(name, torch.clone(torch.detach(parameter))))
  const zeros = (): Tensor => noGrad(() => torch.zeros_like(torch.detach(parameter)))
  return { name, parameter, average, moment: zeros(), variance: zeros(), steps: fromArray(Float32Array.of(0), []), learns, mask }
}

/** A new state, from given weights where they have a parameter's name and shape, else from the seed. */
export function createState(config: TrainConfig, weights?: Weights): RunState {
  const live = new Parameters(config.seed, config.device)
  const averaged = new Parameters(config.seed, config.device)
  const slots = new Map<string, Slot>()
  for (const [name, { shape, init }] of parametersOf(config)) {
    const given = weights?.get(name)
    if (given && given.shape.join() === shape.join()) live.set(name, given.data, shape)
    const parameter = live.get(name, shape, init)
    const { learns, mask } = learningOf(config.only, name, shape)
    slots.set(name, newSlot(name, parameter, averaged, learns, mask && fromArray(mask, shape)))
  }
  const looked = { step: 0, seconds: 0 }
  const progress = { step: 0, seconds: 0, samples: 0, phase: -1, skipped: 0, looked, criticLoss: null, distances: [] }
  return { slots, live, averaged, progress }
}

const FIELDS = ['parameter', 'average', 'moment', 'variance', 'steps'] as const
type Field = (typeof FIELDS)[number]

/** Writes a checkpoint aside and renames it: a reader sees the old one or the new one, whole. */
export function saveCheckpoint(file: string, state: RunState, config: TrainConfig): void {
  mkdirSync(dirname(file), { recursive: true })
  const tensors: Record<string, Tensor> = {}
  for (const slot of state.slots.values()) for (const field of FIELDS) tensors[`${field}/${slot.name}`] = slot[field]
  const metadata = { progress: JSON.stringify(state.progress), config: JSON.stringify(config) }
  writeSafetensors(file, tensors, metadata)
}

/**
 * The state of a checkpoint, or null when there is none; what the checkpoint knows nothing of, a critic or an output that the
 * network has been given since, starts new.
 * @throws Error when it belongs to another network: it has what this one has no place for.
 */
export function loadCheckpoint(file: string, config: TrainConfig): RunState | null {
  if (!existsSync(file)) return null
  const { tensors, metadata } = readSafetensors(file)
  const state = createState(config)
  const strange = Object.keys(tensors).find((key) => {
    const name = key.slice(key.indexOf('/') + 1)
    const slot = state.slots.get(name)
    return slot
      ? tensors[key].shape.join() !== slot[key.slice(0, key.indexOf('/')) as Field].shape.join()
      : !isCritics(name) && !name.startsWith(SEMANTICS)
  })
  if (strange) throw new Error(`${file} has ${strange}, for which this network has no place: it was written by another network`)
  noGrad(() =>
    scope(() => {
      for (const slot of state.slots.values())
        for (const field of FIELDS) {
          const saved = tensors[`${field}/${slot.name}`]
          if (saved) torch.copy_(slot[field], saved)
        }
    }),
  )
  for (const tensor of Object.values(tensors)) tensor.dispose()
  Object.assign(state.progress, JSON.parse(metadata['progress']) as Progress)
  return state
}

/** The averaged weights of a checkpoint, whatever network it was written by, and what is written about them. */
export function openCheckpoint(file: string): {
  weights: Map<string, { shape: number[]; data: Float32Array }>
  metadata: Record<string, string>
} {
  const { tensors, metadata } = readSafetensors(file)
  const weights = new Map<string, { shape: number[]; data: Float32Array }>()
  for (const [name, tensor] of Object.entries(tensors)) {
    if (name.startsWith('average/')) weights.set(name.slice('average/'.length), { shape: tensor.shape, data: tensor.toFloat32Array() })
    tensor.dispose()
  }
  return { weights, metadata }
}

/** How far a checkpoint had come; of its weights nothing is read, so those of an earlier network may be in it. */
export function readProgress(file: string): Progress {
  return JSON.parse(readSafetensorsMetadata(file)['progress']) as Progress
}

/** The averaged weights as plain arrays, for export. */
export function averagedWeights(state: RunState): Map<string, { shape: number[]; data: Float32Array }> {
  return new Map(
    [...state.slots.values()].map((slot) => [slot.name, { shape: [...slot.average.shape], data: slot.average.toFloat32Array() }]),
  )
}
