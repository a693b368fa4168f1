// Which parameters a step moves, and what a phase begins with.
import { noGrad, ops as torch } from '@revelado/torch'
import type { Phase, TrainConfig } from '../config.ts'
import type { Side } from '../stages/stage.ts'
import { optimise } from './optimise.ts'
import { isCritics, type RunState, type Slot } from './state.ts'

function learns({ part }: Phase, side: Side, { name }: Slot): boolean {
  if (side === 'critic' || isCritics(name)) return side === 'critic' && isCritics(name)
  return part === 'both' || name.startsWith(`${part}.`)
}

/** Applies the gradients of the side that learned. The critic has no average: it judges as it is. */
export function teach({ slots }: RunState, config: TrainConfig, phase: Phase, side: Side, rate: number): void {
  const learners = [...slots.values()].filter((slot) => learns(phase, side, slot))
  optimise(learners, side === 'critic' ? { ...config, ema: 0 } : config, rate)
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
