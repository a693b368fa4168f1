// LOOK's loss: it learns to decide, to develop and to repaint small pictures.

import type { Random } from '@revelado/core'
import { type Judgement, judge, type LookOutputs, look, type Ops } from '@revelado/model'
import { fromArray, keep, type Tensor, ops as torch } from '@revelado/torch'
import type { Network, TrainConfig } from '../config.ts'
import type { SqueezeNet } from '../features/squeezenet.ts'
import type { Batch } from '../feed/batch.ts'
import { colourfulness, crossEntropy, laplace, luma, rarity, weightedMean } from '../losses.ts'
import type { StepResult } from './generator.ts'
import { frameWeight, planar } from './planar.ts'
import { semanticsLoss } from './semantics.ts'

/** Weights of the parts of the loss. */
const DEVELOPED = 0.5
const SPREAD = 0.02
const COLOUR = 0.5
/**
 * Colours of black-and-white pictures can only be guessed. An absolute error asks for the median of what they could be, grey where
 * grey is the likeliest of many; a square asks for their mean. With this factor both pull alike at an error of 1/16.
 */
const GUESSED = 8
/** Share of samples whose decisions are LOOK's own, not the truth. */
const OWN_DECISIONS = 0.15

export interface LookTensors {
  picture: Tensor
  target: Tensor
  lost: Tensor
  told: Tensor
  frame: Tensor
  weight: Tensor
  hints: Tensor
  labels: Tensor
}

/** Of batches that come again: on a GPU what takes longest is to get there. Freed with the batch. */
const held = new WeakMap<Float32Array, LookTensors>()

/** A batch's arrays as tensors; of one that comes again the same ones, mirrored every other time. */
export function lookTensors(batch: Batch): LookTensors {
  if (batch.pass === undefined) return madeTensors(batch)
  const made = held.get(batch.picture) ?? heldTensors(batch)
  return batch.pass % 2 === 1 ? mapTensors(made, (tensor) => (tensor.shape.length === 4 ? torch.flip(tensor, [3]) : tensor)) : made
}

function heldTensors(batch: Batch): LookTensors {
  const made = mapTensors(madeTensors(batch), keep)
  held.set(batch.picture, made)
  return made
}

function mapTensors(tensors: LookTensors, change: (tensor: Tensor) => Tensor): LookTensors {
  return Object.fromEntries(Object.entries(tensors).map(([name, tensor]) => [name, change(tensor)])) as unknown as LookTensors
}

function madeTensors(batch: Batch): LookTensors {
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

function inputsOf(t: LookTensors, switches: Float32Array) {
  return { picture: t.picture, lost: t.told, hints: t.hints, switches: fromArray(switches, [switches.length / 4, 4]) }
}

export function runLook(ops: Ops<Tensor>, network: Network, t: LookTensors, switches: Float32Array): LookOutputs<Tensor> {
  return look(ops, inputsOf(t, switches), network.look)
}

/** DDColor's (Kang et al. 2023, section 3.4) has 0.5 beside other losses of another size. */
const COLOURFUL = 0.05

/** What the decisions and the development cost, weighted. */
function judgementLoss(out: Judgement<Tensor>, t: LookTensors, weight: number): { loss: Tensor; parts: Record<string, Tensor> } {
  // A development can give a black-and-white picture no colour: there it is held to the target's luma
  const bw = torch.reshape(torch.narrow(t.labels, 1, 1, 1), [-1, 1, 1, 1])
  const reachable = torch.add(t.target, torch.mul(bw, torch.sub(luma(t.target), t.target)))
  const seen = torch.mul(t.weight, torch.sub(torch.ones_like(t.lost), t.lost))
  const developed = weightedMean(torch.abs(torch.sub(out.developed, reachable)), seen)
  const decisions = crossEntropy(out.logits, t.labels)
  const loss = torch.add(torch.mul(developed, DEVELOPED), torch.mul(decisions, weight))
  return { loss, parts: { developed, decisions } }
}

type Told = Pick<TrainConfig, 'network' | 'colourLoss' | 'semantics' | 'decisions'>

function alsoTold({ loss, parts }: Omit<StepResult, 'shown'>, semantics: Tensor, weight: number): Omit<StepResult, 'shown'> {
  return { loss: torch.add(loss, torch.mul(semantics, weight)), parts: { ...parts, semantics } }
}

/** The loss of LOOK on a batch where it only decides and develops: its decoder is not run. */
export function judgeLoss(
  ops: Ops<Tensor>,
  { network, semantics, decisions }: Told,
  batch: Batch,
  random: Random,
  teacher: SqueezeNet | null,
): StepResult {
  const t = lookTensors(batch)
  const out = judge(ops, inputsOf(t, switchesFor(batch, random)), network.look)
  const judgement = judgementLoss(out, t, decisions)
  const { loss, parts } = teacher ? alsoTold(judgement, semanticsLoss(ops, network, teacher, out.deepest, t.target), semantics) : judgement
  return { loss, parts, shown: [{ input: t.picture, picture: out.developed, target: t.target, frame: t.frame }] }
}

/** The loss of LOOK on a batch. */
export function lookLoss(
  ops: Ops<Tensor>,
  { network, colourLoss, semantics, decisions }: Told,
  batch: Batch,
  random: Random,
  teacher: SqueezeNet | null,
): StepResult {
  const t = lookTensors(batch)
  const out = runLook(ops, network, t, switchesFor(batch, random))
  const error = torch.sub(out.small, t.target)
  const colourError = torch.sub(error, luma(error))
  const guessed = torch.reshape(torch.narrow(t.labels, 1, 1, 1), [-1, 1, 1, 1])
  const small = weightedMean(torch.abs(torch.sub(error, torch.mul(guessed, colourError))), t.weight)
  const counts = colourLoss === 'rarity' ? torch.mul(t.weight, rarity(t.target)) : t.weight
  const size = torch.abs(colourError)
  const square = torch.mul(torch.mul(size, size), GUESSED)
  const colour = weightedMean(torch.add(size, torch.mul(guessed, torch.sub(square, size))), counts)

  const judgement = judgementLoss(out, t, decisions)
  const spread = laplace(error, out.spread, t.weight)
  let loss = torch.add(small, torch.mul(colour, COLOUR))
  loss = torch.add(loss, judgement.loss)
  loss = torch.add(loss, torch.mul(spread, SPREAD))
  if (colourLoss === 'colourfulness') loss = torch.sub(loss, torch.mul(torch.mean(colourfulness(out.small)), COLOURFUL))
  const shown = { input: t.picture, picture: out.small, target: t.target, frame: t.frame }
  const all = { loss, parts: { small, colour, ...judgement.parts, spread } }
  return { ...(teacher ? alsoTold(all, semanticsLoss(ops, network, teacher, out.deepest, t.target), semantics) : all), shown: [shown] }
}
