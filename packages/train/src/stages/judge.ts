// What the critic is asked, and what its answers cost it.
import { critic } from '@revelado/model'
import { type Tensor, ops as torch } from '@revelado/torch'
import type { Network } from '../config.ts'
import { libtorchOps, type Parameters } from '../libtorch.ts'
import { answeredBy } from '../losses.ts'
import type { Shown } from './generator.ts'

/** [n, 1, h, w] each, patch by patch: above 0 what is taken for a photograph. */
export interface Logits {
  readonly photographs: Tensor
  readonly made: Tensor
}

/** The critic's answers to the photographs and to what was made of them, in one pass; each beside the same input. */
export function judge(parameters: Parameters, network: Pick<Network, 'critic'>, { input, picture, target }: Omit<Shown, 'frame'>): Logits {
  const both = { input: torch.cat([input, input], 0), picture: torch.cat([target, picture], 0) }
  const logits = critic(libtorchOps(parameters), both, network.critic)
  const n = input.shape[0]
  return { photographs: torch.narrow(logits, 0, 0, n), made: torch.narrow(logits, 0, n, n) }
}

/** Cross-entropy over photographs and made pictures, which count alike; 0.693 for one who guesses. */
export function criticLoss({ photographs, made }: Logits): Tensor {
  return torch.mul(torch.add(answeredBy(photographs, 1), answeredBy(made, 0)), 0.5)
}
