// The stages by the names that configurations give them.
import type { Phase, TrainConfig } from '../config.ts'
import { defaultFeaturesPath, loadFeatures } from '../features/load.ts'
import type { SqueezeNet } from '../features/squeezenet.ts'
import { critic } from './critic.ts'
import { gan } from './gan.ts'
import { generator } from './generator.ts'
import { perceptual } from './perceptual.ts'
import type { Stage } from './stage.ts'

export const STAGES: Readonly<Record<Phase['stage'], Stage>> = { generator, perceptual, critic, gan }

/** SqueezeNet where a phase of the run needs it: read before the run, not after hours of it. @throws ReveladoError. */
export function featuresFor({ phases, features, perceptual: weight, semantics, device }: TrainConfig): SqueezeNet | null {
  const needed = semantics > 0 || phases.some(({ stage }) => stage === 'gan' || (stage === 'perceptual' && weight > 0))
  return needed ? loadFeatures(features ?? defaultFeaturesPath(), device) : null
}
