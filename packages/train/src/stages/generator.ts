// The stage *generator*: LOOK learns to decide, develop and repaint small pictures; REPAIR learns to mend tiles with
// LOOK's help, or with the truth roughened (half of the samples), so that neither waits for the other.

import type { Random } from '@revelado/core'
import { type LookOutputs, look, type Ops, type RepairOutputs, repair } from '@revelado/model'
import { fromArray, noGrad, type Tensor, ops as torch } from '@revelado/torch'
import type { Network, Phase } from '../config.ts'
import type { Batch } from '../feed/batch.ts'
import { libtorchOps } from '../libtorch.ts'
import { crossEntropy, laplace, lowPass, luma, rarity, weightedMean } from '../losses.ts'
import { developTiles } from './develop-tiles.ts'
import type { Stage } from './stage.ts'

/** Weights of the parts of the loss. */
const DEVELOPED = 0.5
const DECISIONS = 0.6
const SPREAD = 0.02
/** REPAIR's spread must not outweigh its picture: with 0.02 its gradients were as large as all the others together. */
const REPAIR_SPREAD = 0.005
/** Lost pixels are rare and easily left undiscovered: with 0.05 and no more weight than others the gate never opened. */
const GATE = 0.25
const LOST_WEIGHT = 3
const COLOUR = 0.5
/**
 * REPAIR's error counts by its logarithm, tile by tile (as the PSNR loss of HINet, Chen et al. 2021, for whole pictures): else
 * tiles whose holes or colours nobody can know drown those whose noise could be learned. Errors below the floor are alike.
 */
const RELATIVE = 0.05
const ERROR_FLOOR = 0.01
/** How much REPAIR is told of tone when LOOK's guess of it, not REPAIR's work, decides the error. */
const TONE = 0.1
/** What lies outside the frame of a scan counts this much. */
const OUTSIDE = 0.1
/** Share of samples whose decisions are LOOK's own, not the truth. */
const OWN_DECISIONS = 0.15
/** Share of REPAIR's steps that see LOOK's picture as fine as it is: small pictures, hardly larger than LOOK's. */
const AS_FINE = 0.08
/** How coarse LOOK's picture of 128 pixels looks on a canvas of 160 that stands for a part of a picture of 1000. */
const AS_BESIDE_A_SCAN = 24
/** Share of REPAIR's samples that get the true tone and the true small picture, roughened. */
const FORCED = 0.5

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

interface LookTensors {
  picture: Tensor
  target: Tensor
  lost: Tensor
  told: Tensor
  frame: Tensor
  weight: Tensor
  hints: Tensor
  labels: Tensor
}

function planar(data: Float32Array, n: number, channels: number, side: number): Tensor {
  return torch.contiguous(fromArray(data, [n, channels, side, side]), { memory_format: 'channels_last' })
}

/** 1 in the frame, a tenth outside. */
function frameWeight(frame: Tensor): Tensor {
  return torch.add(torch.mul(frame, 1 - OUTSIDE), OUTSIDE)
}

function lookTensors(batch: Batch): LookTensors {
  const { count, look: side } = batch.shape
  const frame = planar(batch.frame, count, 1, side)
  return {
    picture: planar(batch.picture, count, 3, side),
    target: planar(batch.target, count, 3, side),
    lost: planar(batch.lost, count, 1, side),
    told: planar(batch.told, count, 1, side),
    frame,
    weight: frameWeight(frame),
    hints: planar(batch.hints, count, 3, side),
    labels: fromArray(batch.labels, [count, 4]),
  }
}

/** Decisions handed to LOOK: the truth, or −1 (its own) for a share of the pictures; polarity is always the truth. */
function switchesFor(batch: Batch, random: Random): Float32Array {
  const switches = batch.labels.slice()
  for (let i = 0; i < batch.shape.count; i++) if (random.chance(OWN_DECISIONS)) switches.fill(-1, 4 * i + 1, 4 * i + 4)
  return switches
}

function runLook(ops: Ops<Tensor>, network: Network, t: LookTensors, switches: Float32Array): LookOutputs<Tensor> {
  const inputs = { picture: t.picture, lost: t.told, hints: t.hints, switches: fromArray(switches, [switches.length / 4, 4]) }
  return look(ops, inputs, network.look)
}

/** The loss of LOOK on a batch. */
export function lookLoss(ops: Ops<Tensor>, network: Network, batch: Batch, random: Random): StepResult {
  const t = lookTensors(batch)
  const out = runLook(ops, network, t, switchesFor(batch, random))
  const error = torch.sub(out.small, t.target)
  const colourError = torch.sub(error, luma(error))
  const small = weightedMean(torch.abs(error), t.weight)
  const colour = weightedMean(torch.abs(colourError), torch.mul(t.weight, rarity(t.target)))

  // A development can give a black-and-white picture no colour: there it is held to the target's luma
  const bw = torch.reshape(torch.narrow(t.labels, 1, 1, 1), [-1, 1, 1, 1])
  const reachable = torch.add(t.target, torch.mul(bw, torch.sub(luma(t.target), t.target)))
  const seen = torch.mul(t.weight, torch.sub(torch.ones_like(t.lost), t.lost))
  const developed = weightedMean(torch.abs(torch.sub(out.developed, reachable)), seen)

  const decisions = crossEntropy(out.logits, t.labels)
  const spread = laplace(error, out.spread, t.weight)
  let loss = torch.add(small, torch.mul(colour, COLOUR))
  loss = torch.add(loss, torch.mul(developed, DEVELOPED))
  loss = torch.add(loss, torch.mul(decisions, DECISIONS))
  loss = torch.add(loss, torch.mul(spread, SPREAD))
  const shown = { input: t.picture, picture: out.small, target: t.target, frame: t.frame }
  return { loss, parts: { small, colour, developed, decisions, spread }, shown: [shown] }
}

/** Enlarges [n, c, s, s] to the canvas and cuts every tile of it: [n · tiles, c, tile, tile]. */
function cutTiles(small: Tensor, batch: Batch): Tensor {
  const { canvas, tile, tiles, count } = batch.shape
  const large = torch.upsample_bilinear2d(small, [canvas, canvas], false)
  const cut: Tensor[] = []
  for (let i = 0; i < count * tiles; i++) {
    const one = torch.narrow(large, 0, Math.floor(i / tiles), 1)
    cut.push(torch.narrow(torch.narrow(one, 2, batch.offsets[2 * i + 1], tile), 3, batch.offsets[2 * i], tile))
  }
  return torch.contiguous(torch.cat(cut, 0), { memory_format: 'channels_last' })
}

/**
 * How coarse LOOK's picture looks beside the tiles. A scan is many times larger than LOOK's picture, the canvas of training
 * hardly at all: shown as it is, REPAIR learns to copy it instead of mending the tile, and fails on every real scan.
 */
function coarseness(side: number, random: Random): number {
  return random.chance(AS_FINE) ? side : Math.min(side, 8 * random.int(1, 10))
}

/** A small picture shrunk to `coarse` pixels and enlarged again. */
function roughen(small: Tensor, side: number, coarse: number): Tensor {
  return torch.upsample_bilinear2d(torch.adaptive_avg_pool2d(small, [coarse, coarse]), [side, side], false)
}

/** Rows of [n, …] repeated for each tile of a picture. */
function perTile(x: Tensor, tiles: number): Tensor {
  return tiles === 1 ? x : torch.repeat_interleave(x, tiles, 0)
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

  const switches = torch.cat([perTile(torch.narrow(labels, 1, 1, 1), tiles), torch.ones([n, 1])], 1)
  const out = repair(
    ops,
    {
      tile: picture,
      developed: served.developed,
      look: served.shown,
      confidence: served.confidence,
      lost: told,
      switches,
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
  const full = torch.mul(weight, torch.add(torch.mul(unsure, TONE - 1), 1))
  const structure = torch.sub(error, lowPass(error))
  const plain = torch.mean(torch.mul(torch.abs(error), full), [1, 2, 3])
  const fine = torch.mean(torch.mul(torch.abs(structure), torch.mul(unsure, weight)), [1, 2, 3])
  const missed = torch.add(torch.mul(lost, LOST_WEIGHT - 1), 1)
  const gate = torch.mean(torch.mul(missed, torch.binary_cross_entropy_with_logits(out.gateLogits, lost, null, null, 0)))
  const spread = laplace(error, out.spread, weight)
  const relative = torch.log(torch.add(torch.add(plain, fine), ERROR_FLOOR))
  let loss = torch.mul(torch.mean(relative), RELATIVE)
  loss = torch.add(loss, torch.mul(gate, GATE))
  loss = torch.add(loss, torch.mul(spread, REPAIR_SPREAD))
  const shown = { input: picture, picture: out.restored, target, frame }
  return { loss, parts: { plain: torch.mean(plain), fine: torch.mean(fine), gate, spread }, shown: [shown] }
}

/** The loss of what learns in a phase. */
export function generatorLoss(ops: Ops<Tensor>, network: Network, part: Phase['part'], batch: Batch, random: Random): StepResult {
  if (part === 'look') return lookLoss(ops, network, batch, random)
  if (part === 'repair') return repairLoss(ops, network, batch, random)
  const first = lookLoss(ops, network, batch, random)
  const second = repairLoss(ops, network, batch, random)
  return {
    loss: torch.add(first.loss, second.loss),
    parts: { ...first.parts, ...second.parts },
    shown: [...first.shown, ...second.shown],
  }
}

export const generator: Stage = {
  step({ state, config, phase, batch, random, forward }) {
    const { loss } = forward(() => generatorLoss(libtorchOps(state.live), config.network, phase.part, batch, random))
    loss.backward()
    return { side: 'generator', figures: { loss: loss.item() } }
  },
}

export interface Chain {
  look: LookOutputs<Tensor>
  /** [n · tiles, 3, tile, tile] */
  developed: Tensor
  repaired: RepairOutputs<Tensor>
}

/**
 * The whole journey as users have it: LOOK's own decisions, nothing told but given masks, LOOK's picture as coarse as beside a
 * scan. For batches whose tile is the canvas.
 */
export function runChain(ops: Ops<Tensor>, network: Network, batch: Batch): Chain {
  const { count, tile, tiles, look: side } = batch.shape
  const t = lookTensors(batch)
  const out = runLook(ops, network, t, new Float32Array(4 * count).fill(-1))
  const used = (from: number): Tensor => perTile(torch.narrow(out.used, 1, from, 1), tiles)
  const picture = planar(batch.tilePicture, count * tiles, 3, tile)
  const developed = developTiles(ops, picture, perTile(out.development, tiles), torch.maximum(used(0), used(2)))
  const guess = cutTiles(roughen(torch.cat([out.small, out.spread], 1), side, Math.min(side, AS_BESIDE_A_SCAN)), batch)
  const repaired = repair(
    ops,
    {
      tile: picture,
      developed,
      look: torch.narrow(guess, 1, 0, 3),
      confidence: torch.narrow(guess, 1, 3, 1),
      lost: planar(batch.tileTold, count * tiles, 1, tile),
      switches: torch.cat([used(1), torch.ones([count * tiles, 1])], 1),
    },
    network.repair,
  )
  return { look: out, developed, repaired }
}

/** What users would get of a batch: LOOK's small pictures, or REPAIR's tiles. */
export function ownPictures(ops: Ops<Tensor>, network: Network, part: 'look' | 'repair', batch: Batch): Shown {
  if (part === 'look') {
    const t = lookTensors(batch)
    const { small } = runLook(ops, network, t, new Float32Array(4 * batch.shape.count).fill(-1))
    return { input: t.picture, picture: small, target: t.target, frame: t.frame }
  }
  const { count, tile, tiles } = batch.shape
  const tilesOf = (data: Float32Array, channels: number): Tensor => planar(data, count * tiles, channels, tile)
  return {
    input: tilesOf(batch.tilePicture, 3),
    picture: runChain(ops, network, batch).repaired.restored,
    target: tilesOf(batch.tileTarget, 3),
    frame: tilesOf(batch.tileFrame, 1),
  }
}
