// Which parameters a step moves, and what a phase begins with.
import { ReveladoError } from '@revelado/core'
import { noGrad, ops as torch } from '@revelado/torch'
import type { Phase, TrainConfig } from '../config.ts'
import type { Side } from '../stages/stage.ts'
import { strangeOnly } from './only.ts'
import { optimise } from './optimise.ts'
import { isCritics, type RunState, type Slot } from './state.ts'

type Learner = Pick<Slot, 'name' | 'learns'>

function learns({ part }: Phase, side: Side, { name, learns: may }: Learner): boolean {
  if (side === 'critic' || isCritics(name)) return side === 'critic' && isCritics(name)
  return may && (part === 'both' || name.startsWith(`${part}.`))
}

/** Names of what changes in a run, the critic's apart. */
export function learnedNames(slots: Iterable<Learner>, phases: readonly Phase[]): string[] {
  const learned = [...slots].filter((slot) => !isCritics(slot.name) && phases.some((phase) => learns(phase, 'generator', slot)))
  return learned.map(({ name }) => name)
}

/** @throws ReveladoError 'bad-config' where an entry of `only` names no parameter, or channels that it has not. */
export function checkOnly({ slots }: RunState, { only }: Pick<TrainConfig, 'only'>): void {
  const parameters = [...slots.values()].map(({ name, parameter: { shape } }) => ({ name, shape }))
  const strange = only && strangeOnly(only, parameters)
  if (strange === undefined) return
  const reason = `no parameter's name begins with ${strange}, or it has no such channels`
  throw new ReveladoError('bad-config', `the configuration: at only: ${reason}`, { source: 'the configuration', where: 'only', reason })
}

/** Applies the gradients of the side that learned. The critic has no average: it judges as it is. */
export function teach({ slots }: RunState, config: TrainConfig, phase: Phase, side: Side, rate: number): void {
  const learners = [...slots.values()].filter((slot) => learns(phase, side, slot))
  optimise(learners, side === 'critic' ? { ...config, ema: 0 } : config, rate)
  if (config.only) for (const { parameter } of slots.values()) parameter.grad = null
}

function takeAverages(state: RunState, part: string): void {
  for (const { name, parameter, average } of state.slots.values())
    if (name.startsWith(`${part}.`)) noGrad(() => torch.copy_(parameter, average))
}

/**
 * REPAIR learns with the averaged LOOK in front of it: the same that will be shipped. A GAN begins with the averaged generator,
 * the one that the critic knows, and with no measurement yet.
 */
export function enterPhase(state: RunState, config: TrainConfig, index: number): void {
  const { progress } = state
  const phase = config.phases[index]
  if (phase.part === 'repair') takeAverages(state, 'look')
  if (phase.stage === 'gan') {
    if (config.phases[index - 1]?.stage !== 'gan') takeAverages(state, phase.part)
    progress.distances = []
    // The first measurement is what the others are compared with: at once
    progress.looked.seconds = progress.seconds - 60 * config.validateEvery
  }
  progress.phase = index
}
