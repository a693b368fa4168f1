// REPAIR's loss: it learns to mend tiles with LOOK's help, or with the truth roughened (half of the samples), so that neither
// waits for the other.

import type { Random } from '@revelado/core'
import { DECISIONS, type Ops, repair } from '@revelado/model'
import { fromArray, noGrad, type Tensor, ops as torch } from '@revelado/torch'
import type { Network } from '../config.ts'
import type { Batch } from '../feed/batch.ts'
import { laplace, lowPass } from '../losses.ts'
import { developTiles } from './develop-tiles.ts'
import type { StepResult } from './generator.ts'
import { lookTensors, runLook } from './look.ts'
import { frameWeight, planar, profiles } from './planar.ts'
import { cutTiles, perTile, roughen } from './tiles.ts'

const BW = DECISIONS.indexOf('bw')
const LOST = DECISIONS.indexOf('lost')
/** REPAIR's spread must not outweigh its picture: with 0.02 its gradients were as large as all the others together. */
const REPAIR_SPREAD = 0.005
/**
 * The gate is believed only where something is lost, so that is where it learns: over all pictures lost pixels are so rare that it
 * stayed shut (recall 0.09 after 12,700 pictures at 0.05), and a weight that opened it there (0.25, lost pixels threefold) had several
 * times the picture's gradient, and noise was forgotten.
 */
const GATE = 0.15
const GATE_ELSEWHERE = 0.1
const LOST_WEIGHT = 3
/**
 * REPAIR's squared error counts by its logarithm, tile by tile (the PSNR loss of HINet, Chen et al. 2021): else tiles whose holes or
 * colours nobody can know drown those whose noise could be learned. Errors well below the floor (30 dB) are alike, else clean tiles
 * count most and REPAIR learns to do nothing. Squares, for absolute errors have a second way to do nothing: scratches and
 * specks are few pixels, and from the same weights 60 steps on tiles with marks alone brought them from 27.9 to 30.0 dB
 * with squares, and back to what they were (27.4) with absolute errors.
 */
const RELATIVE = 0.1
const ERROR_FLOOR = 1e-3
/**
 * What was lost cannot be known, and its error pulls as hard as any other, each time elsewhere: in full it drowned what can be
 * learned. From the same weights σ 25 rose from 29.2 to 30.5 dB (12 validation photographs) in seven minutes of noise alone, annealed;
 * after eleven minutes at the full rate on a mixture of which a fifth had lost something it was at 27.5. How much of that is the
 * rate's was not measured apart: with this factor and rarer losses it stood at 28.9 at the full rate, and annealed at 29.7.
 */
const LOST_COUNTS = 0.2
/** How much REPAIR is told of tone when LOOK's guess of it, not REPAIR's work, decides the error. */
const TONE = 0.1
/** Share of REPAIR's steps that see LOOK's picture as fine as it is: small pictures, hardly larger than LOOK's. */
const AS_FINE = 0.08
/**
 * Painting is allowed as it is when restoring: where something was lost, but for this share of the pictures. Allowed always, REPAIR
 * wiped scratches and specks away with LOOK's picture, which it may not touch them with when nothing is lost.
 */
const PAINTED_OTHERWISE = 0.1
/** Share of REPAIR's samples that get the true tone and the true small picture, roughened. */
const FORCED = 0.5

/**
 * How coarse LOOK's picture looks beside the tiles. A scan is many times larger than LOOK's picture, the canvas of training
 * hardly at all: shown as it is, REPAIR learns to copy it instead of mending the tile, and fails on every real scan.
 */
function coarseness(side: number, random: Random): number {
  return random.chance(AS_FINE) ? side : Math.min(side, 8 * random.int(1, 10))
}

/** Whether each picture may be painted, 0 or 1. @param labels four decisions of each picture, as DECISIONS orders them */
export function paintingOf(labels: Float32Array, random: Random): Float32Array {
  const lost = labels.filter((_, i) => i % DECISIONS.length === LOST)
  return lost.map((was) => (random.chance(PAINTED_OTHERWISE) ? 1 - was : was))
}

/** The loss of REPAIR on a batch; LOOK only serves, without gradients. */
export function repairLoss(ops: Ops<Tensor>, network: Network, batch: Batch, random: Random): StepResult {
  const { count, tile, tiles, look: side } = batch.shape
  const n = count * tiles
  const picture = planar(batch.tilePicture, n, 3, tile)
  const target = planar(batch.tileTarget, n, 3, tile)
  const lost = planar(batch.tileLost, n, 1, tile)
  const told = planar(batch.tileTold, n, 1, tile)
  const frame = planar(batch.tileFrame, n, 1, tile)
  const weight = frameWeight(frame)
  const labels = fromArray(batch.labels, [count, 4])
  const forced = new Float32Array(n)
  for (let i = 0; i < count; i++) if (random.chance(FORCED)) forced.fill(1, i * tiles, (i + 1) * tiles)
  const force = fromArray(forced, [n, 1, 1, 1])

  const served = noGrad(() => {
    const t = lookTensors(batch)
    const out = runLook(ops, network, t, batch.labels)
    const amount = torch.maximum(torch.narrow(labels, 1, 0, 1), torch.narrow(labels, 1, 2, 1))
    const own = developTiles(ops, picture, perTile(out.development, tiles), perTile(amount, tiles))
    // The true tone: LOOK's development, its slow error taken away where it developed at all
    const slow = lowPass(torch.sub(target, own))
    const corrects = torch.mul(force, torch.reshape(perTile(amount, tiles), [n, 1, 1, 1]))
    const developed = torch.add(own, torch.mul(corrects, slow))
    const coarse = coarseness(side, random)
    const guess = cutTiles(roughen(torch.cat([out.small, out.spread], 1), side, coarse), batch)
    const truth = cutTiles(roughen(t.target, side, coarse), batch)
    const guessed = torch.narrow(guess, 1, 0, 3)
    const shown = torch.add(guessed, torch.mul(force, torch.sub(truth, guessed)))
    return { developed, shown, confidence: torch.narrow(guess, 1, 3, 1) }
  })

  const painting = fromArray(paintingOf(batch.labels, random), [count, 1])
  const switches = perTile(torch.cat([torch.narrow(labels, 1, BW, 1), painting], 1), tiles)
  const out = repair(
    ops,
    {
      tile: picture,
      developed: served.developed,
      look: served.shown,
      confidence: served.confidence,
      lost: told,
      switches,
      profile: profiles(batch),
    },
    network.repair,
  )
  const error = torch.sub(out.restored, target)

  // Tone and colour that LOOK guessed wrongly are not REPAIR's to mend: there only structure counts in full.
  const guessedTone = torch.maximum(
    torch.maximum(torch.narrow(labels, 1, 0, 1), torch.narrow(labels, 1, 1, 1)),
    torch.narrow(labels, 1, 2, 1),
  )
  const unsure = torch.mul(torch.reshape(perTile(guessedTone, tiles), [n, 1, 1, 1]), torch.sub(torch.ones_like(force), force))
  const knowable = torch.mul(weight, torch.add(torch.mul(lost, LOST_COUNTS - 1), 1))
  const full = torch.mul(knowable, torch.add(torch.mul(unsure, TONE - 1), 1))
  const structure = torch.sub(error, lowPass(error))
  const plain = torch.mean(torch.mul(torch.mul(error, error), full), [1, 2, 3])
  const fine = torch.mean(torch.mul(torch.mul(structure, structure), torch.mul(unsure, knowable)), [1, 2, 3])
  const missed = torch.add(torch.mul(lost, LOST_WEIGHT - 1), 1)
  const asked = torch.add(torch.mul(perTile(torch.narrow(labels, 1, 3, 1), tiles), 1 - GATE_ELSEWHERE), GATE_ELSEWHERE)
  const undecided = torch.mul(missed, torch.binary_cross_entropy_with_logits(out.gateLogits, lost, null, null, 0))
  const gate = torch.mean(torch.mul(torch.reshape(asked, [n, 1, 1, 1]), undecided))
  const spread = laplace(error, out.spread, weight)
  const relative = torch.log(torch.add(torch.add(plain, fine), ERROR_FLOOR))
  let loss = torch.mul(torch.mean(relative), RELATIVE)
  loss = torch.add(loss, torch.mul(gate, GATE))
  loss = torch.add(loss, torch.mul(spread, REPAIR_SPREAD))
  const shown = { input: picture, picture: out.restored, target, frame }
  return { loss, parts: { plain: torch.mean(plain), fine: torch.mean(fine), gate, spread }, shown: [shown] }
}
