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
export function featuresFor({ phases, features, perceptual: weight, semantics, device, network }: TrainConfig): SqueezeNet | null {
  const sees = { generator: false, perceptual: weight > 0, critic: network.critic.heads > 0, gan: true }
  const needed = semantics > 0 || phases.some(({ stage }) => sees[stage])
  return needed ? loadFeatures(features ?? defaultFeaturesPath(), device) : null
}
