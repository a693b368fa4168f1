// The stage *gan*: generator and critic against each other. The switcher lets the losing side learn; the phase ends when the
// generator's pictures come no nearer to photographs (Fréchet distance of SqueezeNet's features), and the best are kept.
import { join } from 'node:path'
import { frechetDistance } from '@revelado/core'
import { grad, noGrad, type Tensor, ops as torch } from '@revelado/torch'
import { frozenOps } from '../libtorch.ts'
import { BEST, saveBest } from '../run/best.ts'
import { standing } from '../run/patience.ts'
import { criticStep } from './critic.ts'
import { exhibit } from './exhibit.ts'
import { framed } from './framed.ts'
import { against, answers, criticLoss } from './judge.ts'
import { perceptualLoss } from './perceptual.ts'
import type { Lesson, Side, Stage, Taken } from './stage.ts'

/** Share of the generator's steps that measure how hard the critic pulls beside the pixels. */
const MEASURED = 0.1

/**
 * The switcher: the critic learns while its last loss was above the threshold, else the generator (as fastai's
 * AdaptiveGANSwitcher, but the critic's loss is known after every step of either).
 * @param loss null before the critic was asked for the first time
 */
export function losingSide(loss: number | null, threshold: number): Side {
  return loss === null || loss > threshold ? 'critic' : 'generator'
}

/** Length of the gradient of `loss` on the picture. */
function pull(loss: Tensor, picture: Tensor): number {
  const [slope] = grad([loss], [picture], { retainGraph: true })
  return torch.linalg_vector_norm(slope.to({ dtype: 'float32' })).item()
}

/** A step of the generator: its own loss, features where they have a weight, and λ × the critic's doubt (non-saturating). */
function generatorStep(lesson: Lesson): Taken {
  const { state, config, forward, random, features } = lesson
  const court = { critic: config.network.critic, features }
  const parts = forward(() => {
    const { result, loss, distance } = perceptualLoss(lesson)
    const { input, picture, target } = framed(result.shown[0])
    const ops = frozenOps(state.live)
    const made = answers(ops, court, input, picture)
    const photographs = noGrad(() => answers(ops, court, input, target))
    const adversarial = torch.mul(against(made, 1), config.adversarial)
    return { result, loss, distance, adversarial, critic: noGrad(() => criticLoss({ photographs, made })) }
  })
  const figures: Record<string, number> = {
    loss: parts.result.loss.item(),
    adversarial: parts.adversarial.item(),
    'critic loss': parts.critic.item(),
  }
  if (parts.distance) figures['feature distance'] = parts.distance.item()
  const [{ picture }] = parts.result.shown
  if (random.split('pull').chance(MEASURED))
    figures['adversarial / pixel gradient'] = pull(parts.adversarial, picture) / pull(parts.result.loss, picture)
  torch.add(parts.loss, parts.adversarial).backward()
  state.progress.criticLoss = figures['critic loss']
  return { side: 'generator', figures }
}

export const gan: Stage = {
  step(lesson) {
    const { state, config } = lesson
    const side = losingSide(state.progress.criticLoss, config.criticThreshold)
    const taken = side === 'critic' ? criticStep(lesson, state.live) : generatorStep(lesson)
    return { side, figures: { ...taken.figures, 'generator steps': Number(side === 'generator') } }
  },

  trial(trial) {
    const { state, config, folder } = trial
    const { accuracy, vectors } = exhibit(trial, true)
    const distance = frechetDistance(vectors.made, vectors.photographs)
    state.progress.distances.push(distance)
    const { smoothed, isBest, done } = standing(state.progress.distances, config.patience)
    if (isBest) saveBest(join(folder, BEST), state)
    return { figures: { 'critic accuracy': accuracy, 'Fréchet distance': distance, 'Fréchet distance smoothed': smoothed }, done }
  },
}
