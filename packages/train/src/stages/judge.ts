// What the critic is asked, and what its answers cost it.
import { type CriticConfig, critic, type Ops } from '@revelado/model'
import { type Tensor, ops as torch } from '@revelado/torch'
import { directions } from '../features/distance.ts'
import type { SqueezeNet } from '../features/squeezenet.ts'
import { libtorchOps, type Parameters } from '../libtorch.ts'
import { answeredBy } from '../losses.ts'
import type { Shown } from './generator.ts'

/** The critic's logits in each of its ways to see, [n, 1, h', w']: above 0 what is taken for a photograph. */
export type Answers = readonly Tensor[]

export interface Judgement {
  readonly photographs: Answers
  readonly made: Answers
}

/** The critic with what it sees by. */
export interface Court {
  readonly critic: CriticConfig
  /** Where the critic has heads. */
  readonly features: SqueezeNet | null
}

/** The critic's answers to pictures, each beside its input. */
export function answers(ops: Ops<Tensor>, { critic: config, features }: Court, input: Tensor, picture: Tensor): Answers {
  const seen = features && config.heads ? directions(features, picture).slice(1) : []
  return critic(ops, { input, picture, features: seen }, config)
}

/** Its answers to the photographs and to what was made of them, in one pass; each beside the same input. */
export function judge(parameters: Parameters, court: Court, { input, picture, target }: Omit<Shown, 'frame'>): Judgement {
  const both = answers(libtorchOps(parameters), court, torch.cat([input, input], 0), torch.cat([target, picture], 0))
  const n = input.shape[0]
  return { photographs: both.map((way) => torch.narrow(way, 0, 0, n)), made: both.map((way) => torch.narrow(way, 0, n, n)) }
}

/** Cross-entropy against one answer for all, 1 photograph or 0 made; each way to see counts alike. */
export function against(all: Answers, answer: 0 | 1): Tensor {
  const losses = all.map((way) => answeredBy(way, answer))
  return torch.div(
    losses.reduce((sum, one) => torch.add(sum, one)),
    losses.length,
  )
}

/** Cross-entropy over photographs and made pictures, which count alike; 0.693 for one who guesses. */
export function criticLoss({ photographs, made }: Judgement): Tensor {
  return torch.mul(torch.add(against(photographs, 1), against(made, 0)), 0.5)
}

/** How many of the pictures are taken for photographs: places vote by their mean, and so do the ways to see. */
export function takenForPhotographs(all: Answers): number {
  const votes = all.map((way) => torch.mean(way, [1, 2, 3]))
  return torch
    .sum(
      torch.gt(
        votes.reduce((sum, one) => torch.add(sum, one)),
        0,
      ),
    )
    .item()
}
