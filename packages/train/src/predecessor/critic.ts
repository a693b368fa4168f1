// The critic of the predecessor's recipe, alone and against the generator: cross-entropy with logits, and a switcher that lets the
// losing side learn. Its generator's loss is the squared error and λ times the critic's doubt, as in fast.ai's GAN lesson.
import { noGrad, scope, type Tensor, ops as torch } from '@revelado/torch'
import type { Batch } from '../feed/batch.ts'
import { frozenOps, type Parameters } from '../libtorch.ts'
import { losingSide } from '../stages/gan.ts'
import type { Shown } from '../stages/generator.ts'
import { against, answers, type Court, criticLoss, judge, takenForPhotographs } from '../stages/judge.ts'
import type { Side } from '../stages/stage.ts'
import type { PredecessorConfig, PredecessorPhase } from './config.ts'
import type { PredecessorState } from './state.ts'
import { answer, pictureTensor } from './validation.ts'

/** Whether a critic takes part in a phase. */
export function hasCritic({ part }: Pick<PredecessorPhase, 'part'>): boolean {
  return part === 'critic' || part === 'gan'
}

export interface Taken {
  readonly side: Side
  /** Mean squared error where the generator learned, else the critic's loss. */
  readonly loss: number
}

/** Input, output and photograph as the critic sees them. */
function shownOf(picture: Tensor, batch: Batch): Omit<Shown, 'frame'> {
  return {
    input: pictureTensor(batch.tilePicture, batch.shape),
    picture: picture.to({ dtype: 'float32' }),
    target: pictureTensor(batch.tileTarget, batch.shape),
  }
}

/** The critic of 2021 saw patches alone. */
function courtOf({ critic }: PredecessorConfig): Court {
  return { critic, features: null }
}

function criticStep(state: PredecessorState, config: PredecessorConfig, generator: Parameters, batch: Batch): Taken {
  const made = noGrad(() => answer(generator, config, 'gan', batch, false))
  const loss = criticLoss(judge(state.live, courtOf(config), shownOf(made, batch)))
  loss.backward()
  state.progress.criticLoss = loss.item()
  return { side: 'critic', loss: state.progress.criticLoss }
}

function generatorStep(state: PredecessorState, config: PredecessorConfig, batch: Batch): Taken {
  const { input, picture, target } = shownOf(answer(state.live, config, 'gan', batch, true), batch)
  const ops = frozenOps(state.live)
  const court = courtOf(config)
  const made = answers(ops, court, input, picture)
  const photographs = noGrad(() => answers(ops, court, input, target))
  const error = torch.mse_loss(picture, target)
  torch.add(error, torch.mul(against(made, 1), config.adversarial)).backward()
  state.progress.criticLoss = noGrad(() => criticLoss({ photographs, made })).item()
  return { side: 'generator', loss: error.item() }
}

/** One step of a phase with a critic; leaves gradients on the side that learns. */
export function adversarialStep(state: PredecessorState, config: PredecessorConfig, phase: PredecessorPhase, batch: Batch): Taken {
  if (phase.part === 'critic') return criticStep(state, config, state.averaged, batch)
  if (losingSide(state.progress.criticLoss, config.criticThreshold) === 'critic') return criticStep(state, config, state.live, batch)
  return generatorStep(state, config, batch)
}

/** Share of validation photographs and outputs that the critic tells apart; a picture's patches vote by their mean. */
export function criticAccuracy(state: PredecessorState, config: PredecessorConfig, batches: readonly Batch[]): number {
  let right = 0
  let count = 0
  for (const batch of batches)
    scope(() =>
      noGrad(() => {
        const shown = shownOf(answer(state.averaged, config, 'gan', batch, false), batch)
        const { photographs, made } = judge(state.live, courtOf(config), shown)
        right += takenForPhotographs(photographs) + batch.shape.count - takenForPhotographs(made)
        count += 2 * batch.shape.count
      }),
    )
  return right / count
}
