// REPAIR on one window: what it is given, what it gives back, and how strongly that is used.
import { createPicture, luma, type Raster } from '@revelado/core'
import { decisionOn } from './decisions.ts'
import { develop, developmentShare } from './develop.ts'
import { type GainTable, gainTable, takeCorrection } from './gain.ts'
import { GRAIN_REACH, keepGrain } from './grain.ts'
import type { Inspection } from './inspect.ts'
import { type Loss, uncovered } from './loss.ts'
import { readMaskWindow } from './mask.ts'
import type { SettledChoices } from './options.ts'
import { profileOf } from './profile.ts'
import { output, type RestoreModel } from './session.ts'
import type { Rectangle } from './tiles.ts'
import { enlargedPlaneUnder, enlargedUnder } from './window.ts'

/** A window after repairing; planes of the window's size. */
export interface RepairedWindow {
  /** [3, h, w], not clamped. */
  readonly values: Float32Array
  /** [1, h, w] share of each pixel that was lost (and painted where `invent` allows it); undefined where REPAIR was not asked. */
  readonly gate?: Float32Array
  /** [1, h, w] Laplace scale of the error, sRGB units; undefined where REPAIR was not asked. */
  readonly spread?: Float32Array
  /** [1, h, w] 1 where the caller said that the pixel is lost. */
  readonly lost?: Float32Array
}

/** The whole picture's decisions, as REPAIR and the change map need them. */
export interface RepairSettings {
  /** Share of the development, 0..1. */
  readonly share: number
  /** The picture's noise profile. */
  readonly profile: Float32Array
  /** Whether REPAIR runs at all: at strength 0 it does not. */
  readonly repairs: boolean
  /** How far LOOK's colours are taken, 0..1. */
  readonly colour: number
  /** Whether something is lost: FIND found it, or somebody said so. Without it REPAIR's gate is not believed. */
  readonly loses: boolean
  /** 1 where lost regions may be painted. */
  readonly invent: 0 | 1
  /** Whether the result is made neutral: black-and-white that was developed keeps no tint of the development's guess. */
  readonly neutral: boolean
  readonly strength: number
  readonly keepGrain: boolean
  /** How far corrections are taken; whole where the card does not say. */
  readonly gain?: GainTable
}

/** @param lost whether anything is known to be lost: marked or found. A gate that opens on fine texture spoils a whole picture. */
export function repairSettings(
  raster: Raster,
  { decisions, kind }: Inspection,
  choices: SettledChoices,
  lost: boolean,
  { repair }: RestoreModel['card'],
): RepairSettings {
  const share = developmentShare(decisions)
  const stays = choices.keepBw || choices.noInvent
  const loses = choices.noInvent || lost
  const profile = profileOf(raster)
  return {
    share,
    profile,
    repairs: choices.strength > 0,
    colour: stays ? 0 : decisionOn(decisions, 'bw').used,
    loses,
    invent: choices.noInvent || !loses ? 0 : 1,
    neutral: stays && share > 0 && (kind === 'bw' || kind === 'bw-negative'),
    strength: choices.strength,
    keepGrain: choices.grain === 'keep',
    gain: repair.gain && gainTable(repair.gain, profile, share),
  }
}

/** Pixels that a window must show around what is kept. */
export function haloOf(model: RestoreModel, settings: RepairSettings): number {
  return settings.repairs ? model.card.repair.halo + (settings.keepGrain ? GRAIN_REACH : 0) : 0
}

function makeNeutral(values: Float32Array, width: number, height: number): void {
  const grey = luma(createPicture(width, height, 'srgb', values)).data
  for (let c = 0; c < 3; c++) values.set(grey, c * width * height)
}

/**
 * Where a loss was known, takes the network's painting only as far as it has proved better than smooth filling on validation
 * photographs (the card's `fill`); its colours are kept where the picture is coloured.
 */
function temper(values: Float32Array, filled: Float32Array, lost: Float32Array, fill: number, colour: number): void {
  if (fill === 1) return
  const n = lost.length
  for (let i = 0; i < n; i++) {
    if (lost[i] === 0) continue
    const apart = [0, 1, 2].map((c) => filled[c * n + i] - values[c * n + i])
    const grey = 0.299 * apart[0] + 0.587 * apart[1] + 0.114 * apart[2]
    for (let c = 0; c < 3; c++) values[c * n + i] += (1 - fill) * (colour > 0 ? grey : apart[c])
  }
}

/** The window without REPAIR's correction: the developed picture, or LOOK's colour over its luma. */
interface Uncorrected {
  readonly developed: Float32Array
  readonly look: Float32Array
  readonly colour: number
}

/** Luma of pixel i of [3, n] values. */
const lumaAt = (values: Float32Array, n: number, i: number): number => 0.299 * values[i] + 0.587 * values[n + i] + 0.114 * values[2 * n + i]

/** Writes red, green and blue of pixel i. */
function writeUncorrected({ developed, look, colour }: Uncorrected, i: number, into: Float32Array): void {
  const n = developed.length / 3
  const lighter = colour > 0 ? lumaAt(developed, n, i) - lumaAt(look, n, i) : 0
  for (let c = 0, k = i; c < 3; c++, k += n) into[c] = developed[k] + colour * (look[k] + lighter - developed[k])
}

/**
 * Takes back what the gate painted where nothing is known to be lost: REPAIR sees a tile, and takes a bright neckline for a hole. What is
 * lost is FIND's to say, and the caller's.
 */
function confine(values: Float32Array, gate: Float32Array, lost: Float32Array, uncorrected: Uncorrected): void {
  const n = lost.length
  const base = new Float32Array(3)
  for (let i = 0; i < n; i++) {
    if (lost[i] > 0 || gate[i] === 0) continue
    writeUncorrected(uncorrected, i, base)
    for (let c = 0, k = i; c < 3; c++, k += n) values[k] -= gate[i] * (uncorrected.look[k] - base[c])
    gate[i] = 0
  }
}

/**
 * Develops and repairs the pixels [3, h, w] of one window of a picture of `full` size:
 * developed + strength·(restored − developed).
 * @throws ReveladoError 'no-model' when the graph is not REPAIR.
 */
export async function repairWindow(
  pixels: Float32Array,
  window: Rectangle,
  full: { width: number; height: number },
  inspection: Inspection,
  settings: RepairSettings,
  loss: Loss | undefined,
  model: RestoreModel,
): Promise<RepairedWindow> {
  const { width: w, height: h } = window
  const asScanned = develop(pixels, w, h, inspection.development, settings.share)
  if (!settings.repairs) {
    const values = asScanned === pixels ? pixels.slice() : asScanned
    if (settings.neutral) makeNeutral(values, w, h)
    return { values }
  }
  const lost = new Float32Array(w * h)
  if (loss) readMaskWindow(loss.mask, window, lost)
  // What may not be painted is not told either: REPAIR leaves it as it sees it
  const told = settings.invent ? lost : new Float32Array(w * h)
  const tile = loss && settings.invent ? await uncovered(pixels, lost, loss, full, window) : pixels
  const developed = tile === pixels ? asScanned : develop(tile, w, h, inspection.development, settings.share)
  const picture = [1, 3, h, w]
  const plane = [1, 1, h, w]
  const look = enlargedUnder(inspection.small, full, window)
  const outputs = await model.repair.run({
    tile: { data: tile, dims: picture },
    developed: { data: developed, dims: picture },
    look: { data: look, dims: picture },
    confidence: { data: enlargedPlaneUnder(inspection.spread, full, window), dims: plane },
    lost: { data: told, dims: plane },
    switches: { data: Float32Array.of(settings.colour, settings.invent), dims: [1, 2] },
    ...(model.card.repair.profile && { profile: { data: settings.profile, dims: [1, settings.profile.length] } }),
  })
  const values = output(outputs, 'repair', 'restored', picture)
  const gate = settings.loses ? output(outputs, 'repair', 'gate', plane) : new Float32Array(w * h)
  const spread = output(outputs, 'repair', 'spread', plane)
  const uncorrected = { developed, look, colour: settings.colour }
  if (settings.invent) confine(values, gate, lost, uncorrected)
  if (settings.gain) takeCorrection(values, spread, lost, settings.gain, (i, into) => writeUncorrected(uncorrected, i, into))
  if (tile !== pixels) temper(values, developed, lost, model.card.repair.fill ?? 1, settings.colour)
  if (settings.keepGrain) keepGrain(values, developed, gate, lost, w, h)
  if (settings.strength < 1)
    for (let i = 0; i < values.length; i++) values[i] = asScanned[i] + settings.strength * (values[i] - asScanned[i])
  if (settings.neutral) makeNeutral(values, w, h)
  return { values, gate, spread, lost: loss && lost }
}
