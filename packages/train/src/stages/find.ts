// FIND's loss: what hides each pixel's content, if anything does; and what it finds on held-out photographs.
import { createPicture, type Picture } from '@revelado/core'
import { find, type Ops } from '@revelado/model'
import { noGrad, scope, type Tensor, ops as torch } from '@revelado/torch'
import type { Network } from '../config.ts'
import type { Batch } from '../feed/batch.ts'
import { libtorchOps } from '../libtorch.ts'
import { weightedMean } from '../losses.ts'
import type { StepResult } from './generator.ts'
import { lookTensors } from './look.ts'
import type { Trial, Verdict } from './stage.ts'

/** Hidden pixels are few: counted like the others, they had taught little after forty minutes. At 3 it marked rims of one clean picture in ten. */
const HIDDEN_WEIGHT = 1.5

/** What lies outside the frame counts this much: nothing there is to be found, perforation and edge markings least of all. */
const OUTSIDE = 0.5

/** A batch whose shape says `finds`. */
export function findLoss(ops: Ops<Tensor>, network: Network, batch: Batch): StepResult {
  const { picture, target, lost: share, frame } = lookTensors(batch)
  const { hidden, hiddenLogits } = find(ops, { picture }, network.find)
  const weight = torch.add(torch.mul(frame, 1 - OUTSIDE), OUTSIDE)
  const missed = torch.add(torch.mul(share, HIDDEN_WEIGHT - 1), 1)
  const loss = weightedMean(torch.mul(missed, torch.binary_cross_entropy_with_logits(hiddenLogits, share, null, null, 0)), weight)
  const shown = { input: picture, picture: torch.cat([hidden, hidden, hidden], 1), target, frame }
  return { loss, parts: { hidden: loss }, shown: [shown] }
}

/** What is at least this likely counts as found, as it does when restoring. */
const SURE = 0.8
const SHOWN = 48

/** Input, what FIND says, and the truth, of the first pictures of a batch. */
function rows({ shape, picture, lost }: Batch, hidden: Float32Array): Picture[][] {
  const { count, look: side } = shape
  const n = side * side
  const grey = (plane: Float32Array): Picture =>
    createPicture(
      side,
      side,
      'srgb',
      Float32Array.from({ length: 3 * n }, (_, i) => plane[i % n]),
    )
  return Array.from({ length: count }, (_, i) => {
    const plane = (planes: Float32Array): Picture => grey(planes.subarray(i * n, (i + 1) * n))
    return [createPicture(side, side, 'srgb', picture.slice(3 * i * n, 3 * (i + 1) * n)), plane(hidden), plane(lost)]
  })
}

/** Recall and precision over all pixels of the gallery, by the averaged weights. */
export function findTrial({ state, config, phase, gallery }: Trial): Verdict {
  let [right, said, there] = [0, 0, 0]
  const sheet: Picture[][] = []
  for (const batch of gallery(phase)) {
    const hidden = scope(() =>
      noGrad(() => find(libtorchOps(state.averaged), { picture: lookTensors(batch).picture }, config.network.find).hidden.toFloat32Array()),
    )
    for (let i = 0; i < hidden.length; i++) {
      const found = hidden[i] >= SURE
      const is = batch.lost[i] >= 0.5
      if (found) said++
      if (is) there++
      if (found && is) right++
    }
    if (sheet.length < SHOWN) sheet.push(...rows(batch, hidden))
  }
  const share = (part: number, whole: number): number => Number((whole > 0 ? part / whole : 0).toFixed(4))
  return { figures: { recall: share(right, there), precision: share(right, said) }, done: false, sheet }
}
