// The stage *generator*: FIND, FILL, LOOK, REPAIR or the last two learn from photographs alone.

import type { Random } from '@revelado/core'
import type { Ops } from '@revelado/model'
import { type Tensor, ops as torch } from '@revelado/torch'
import type { Phase, TrainConfig } from '../config.ts'
import type { SqueezeNet } from '../features/squeezenet.ts'
import type { Batch } from '../feed/batch.ts'
import { libtorchOps } from '../libtorch.ts'
import { fillLoss, fillTrial } from './fill.ts'
import { findLoss, findTrial } from './find.ts'
import { judgeLoss, lookLoss } from './look.ts'
import { repairLoss } from './repair.ts'
import type { Stage } from './stage.ts'

/** What can be looked at of a step: [n, 3, h, w], and the frame as [n, 1, h, w]. */
export interface Shown {
  /** As scanned. */
  input: Tensor
  /** What the generator made of it. */
  picture: Tensor
  /** The photograph. */
  target: Tensor
  /** 1 where the photograph lies in the scan. */
  frame: Tensor
}

export interface StepResult {
  loss: Tensor
  /** Parts of the loss by name. */
  parts: Record<string, Tensor>
  /** One for each part that learns. */
  shown: Shown[]
}

/** The loss of what learns in a phase. */
export function generatorLoss(
  ops: Ops<Tensor>,
  config: Pick<TrainConfig, 'network' | 'colourLoss' | 'semantics' | 'decisions'>,
  { part, repaint }: Pick<Phase, 'part' | 'repaint'>,
  batch: Batch,
  random: Random,
  features: SqueezeNet | null,
): StepResult {
  const { network } = config
  const teacher = features && config.semantics > 0 ? features : null
  if (!repaint) return judgeLoss(ops, config, batch, random, teacher)
  if (part === 'find') return findLoss(ops, network, batch)
  if (part === 'fill') return fillLoss(ops, network, batch, random)
  if (part === 'look') return lookLoss(ops, config, batch, random, teacher)
  if (part === 'repair') return repairLoss(ops, network, batch, random)
  const first = lookLoss(ops, config, batch, random, teacher)
  const second = repairLoss(ops, network, batch, random)
  return {
    loss: torch.add(first.loss, second.loss),
    parts: { ...first.parts, ...second.parts },
    shown: [...first.shown, ...second.shown],
  }
}

export const generator: Stage = {
  step({ state, config, phase, batch, random, features, forward }) {
    const { loss } = forward(() => generatorLoss(libtorchOps(state.live), config, phase, batch, random, features))
    loss.backward()
    return { side: 'generator', figures: { loss: loss.item() } }
  },
  trial(trial) {
    const { part } = trial.phase
    return part === 'find' ? findTrial(trial) : part === 'fill' ? fillTrial(trial) : { figures: {}, done: false }
  },
}
