// The stage *critic*: the generator, its averaged weights, stands still; the critic learns to tell its pictures from
// photographs, half of each, and the phase ends when it can on photographs that nobody has learned from.
import { noGrad } from '@revelado/torch'
import { libtorchOps, type Parameters } from '../libtorch.ts'
import { exhibit } from './exhibit.ts'
import { framed } from './framed.ts'
import { generatorLoss } from './generator.ts'
import { criticLoss, judge } from './judge.ts'
import type { Lesson, Stage, Taken } from './stage.ts'

/** A step of the critic alone, against the generator with these weights. */
export function criticStep({ state, config, phase, batch, random, forward, features }: Lesson, generator: Parameters): Taken {
  const { network } = config
  const loss = forward(() => {
    const [shown] = noGrad(() => generatorLoss(libtorchOps(generator), config, phase, batch, random, null)).shown
    return criticLoss(judge(state.live, { critic: network.critic, features }, framed(shown)))
  })
  loss.backward()
  const value = loss.item()
  state.progress.criticLoss = value
  return { side: 'critic', figures: { 'critic loss': value } }
}

export const critic: Stage = {
  step: (lesson) => criticStep(lesson, lesson.state.averaged),
  trial(trial) {
    const { accuracy } = exhibit(trial, false)
    return { figures: { 'critic accuracy': accuracy }, done: accuracy >= trial.config.criticGoal }
  },
}
