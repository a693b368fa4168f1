// The stage *perceptual*: the generator's loss, and how far the pictures are apart for SqueezeNet. Pixels alone are content
// with a blur where they are in doubt; features are not.
import { type Tensor, ops as torch } from '@revelado/torch'
import { featureDistance } from '../features/distance.ts'
import { libtorchOps } from '../libtorch.ts'
import { framed } from './framed.ts'
import { generatorLoss, type StepResult } from './generator.ts'
import type { Lesson, Stage } from './stage.ts'

export interface PerceptualResult {
  readonly result: StepResult
  /** The generator's loss and the weighted distance of features. */
  readonly loss: Tensor
  /** The distance, before it is weighted; null where it has no weight. */
  readonly distance: Tensor | null
}

/** The loss of a step; must be run within the lesson's `forward`. */
export function perceptualLoss({ state, config, phase, batch, random, features }: Lesson): PerceptualResult {
  const result = generatorLoss(libtorchOps(state.live), config, phase, batch, random, features)
  if (config.perceptual === 0 || !features) return { result, loss: result.loss, distance: null }
  const distances = result.shown.map((shown) => {
    const { picture, target } = framed(shown)
    return torch.mean(featureDistance(features, picture, target))
  })
  const distance = distances.reduce((sum, one) => torch.add(sum, one))
  return { result, loss: torch.add(result.loss, torch.mul(distance, config.perceptual)), distance }
}

export const perceptual: Stage = {
  step(lesson) {
    const { result, loss, distance } = lesson.forward(() => perceptualLoss(lesson))
    loss.backward()
    return { side: 'generator', figures: { loss: result.loss.item(), ...(distance && { 'feature distance': distance.item() }) } }
  },
}
