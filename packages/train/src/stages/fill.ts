// FILL's loss: how far its painting of what is lost is from what was there; and how much nearer it comes than smooth filling.
import { createPicture, type Picture, type Random } from '@revelado/core'
import { fill, type Ops } from '@revelado/model'
import { fromArray, noGrad, scope, type Tensor, ops as torch } from '@revelado/torch'
import type { Network } from '../config.ts'
import type { Batch } from '../feed/batch.ts'
import { libtorchOps } from '../libtorch.ts'
import { luma, weightedMean } from '../losses.ts'
import type { StepResult } from './generator.ts'
import { lookTensors } from './look.ts'
import type { Trial, Verdict } from './stage.ts'

/** Shares of the pictures that are shown grey, and turned round: it fills black-and-white scans and negatives too. */
const GREY = 0.35
const TURNED = 0.25

/** For each picture 1 with a chance, else 0: [n, 1, 1, 1]. */
function drawn(count: number, chance: number, random: Random): Tensor {
  return fromArray(
    Float32Array.from({ length: count }, () => (random.chance(chance) ? 1 : 0)),
    [count, 1, 1, 1],
  )
}

/**
 * A batch whose shape says `fills`. Smooth filling goes along with every change that is linear in a picture: what was filled is still
 * filled smoothly when it is made grey or turned round.
 */
export function fillLoss(ops: Ops<Tensor>, network: Network, batch: Batch, random: Random): StepResult {
  const { count } = batch.shape
  const { told, frame, ...given } = lookTensors(batch)
  const [grey, turned] = [drawn(count, GREY, random), drawn(count, TURNED, random)]
  const changed = (x: Tensor): Tensor => {
    const shown = torch.add(x, torch.mul(grey, torch.sub(luma(x), x)))
    return torch.add(torch.mul(shown, torch.add(torch.mul(turned, -2), 1)), turned)
  }
  const [picture, target] = [changed(given.picture), changed(given.target)]
  const { painted } = fill(ops, { picture, lost: told }, network.fill)
  const loss = weightedMean(torch.abs(torch.sub(painted, target)), told)
  return { loss, parts: { painted: loss }, shown: [{ input: picture, picture: painted, target, frame }] }
}

const SHOWN = 48

/** Input smoothly filled, what FILL made of it, and the photograph, of the pictures of a batch. */
function rows({ shape, picture, target }: Batch, painted: Float32Array): Picture[][] {
  const { count, look: side } = shape
  const n = 3 * side * side
  return Array.from({ length: count }, (_, i) =>
    [picture, painted, target].map((planes) => createPicture(side, side, 'srgb', planes.slice(i * n, (i + 1) * n))),
  )
}

/** PSNR over all lost pixels of the gallery, smoothly filled and painted by the averaged weights. */
export function fillTrial({ state, config, phase, gallery }: Trial): Verdict {
  let [smooth, ours, count] = [0, 0, 0]
  const sheet: Picture[][] = []
  for (const batch of gallery(phase)) {
    const painted = scope(() =>
      noGrad(() => {
        const { picture, told } = lookTensors(batch)
        return fill(libtorchOps(state.averaged), { picture, lost: told }, config.network.fill).painted.toFloat32Array()
      }),
    )
    const n = batch.shape.look ** 2
    for (let i = 0; i < painted.length; i++) {
      if (batch.told[Math.floor(i / (3 * n)) * n + (i % n)] === 0) continue
      smooth += (batch.picture[i] - batch.target[i]) ** 2
      ours += (painted[i] - batch.target[i]) ** 2
      count++
    }
    if (sheet.length < SHOWN) sheet.push(...rows(batch, painted))
  }
  const decibels = (sum: number): number => Number((-10 * Math.log10(sum / count)).toFixed(4))
  return { figures: { smooth: decibels(smooth), painted: decibels(ours) }, done: false, sheet }
}
