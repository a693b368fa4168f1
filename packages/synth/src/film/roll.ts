// What all frames of a roll share: development, speed, fog, age, base, inter-image effects, grain.
import type { Random } from '@revelado/core'
import type { Matrix3 } from './matrix.ts'
import { type FilmKind, kindOf, type Stock, stocksFor } from './stocks.ts'

export interface RollParameters {
  /** Name of the stock. */
  readonly stock: string
  /** Factor of gamma of each layer, near 1. */
  readonly contrast: readonly number[]
  /** Shift of each layer's curve along log10 exposure; positive is slower. */
  readonly speed: readonly number[]
  /** Inter-image effects: how much layer i is held back by layer k, row by row, diagonal 0. */
  readonly interimage: Matrix3
  /** Density added to the base in red, green and blue. */
  readonly fog: readonly number[]
  /** Share of the net density of each layer that age has left. */
  readonly keep: readonly number[]
  /** Density of the yellow stain of age at 400 nm. */
  readonly stain: number
  /** Density of the base of a b/w film in red, green and blue, beyond its D-min (a stain, or the mask of a chromogenic film). */
  readonly tint: readonly number[]
  /** Factor of the density of base and mask: 1 as published, up to 1.9 deep red, near 0 unmasked. */
  readonly mask: number
  /** Size of a pixel on the film, µm: decides how much grain a pixel averages out. */
  readonly pitch: number
  /** Deviation of the blur of the grain, pixels. */
  readonly grainSize: number
}

/** The curves of the roll's layers: the stock's, shifted and stretched. */
export function rollCurves(stock: Stock, roll: RollParameters): number[][] {
  return stock.curve.map(([dmin, gamma, toe, toeSoftness, shoulder, shoulderSoftness], i) => [
    dmin,
    gamma * roll.contrast[i],
    toe + roll.speed[i],
    toeSoftness,
    shoulder + roll.speed[i],
    shoulderSoftness,
  ])
}

/** x' = (I + diag(A·1) − A) x: rows sum to 1, so that neutrals stay. */
export function interimageMatrix(a: Matrix3): number[] {
  return [1 + a[1] + a[2], -a[1], -a[2], -a[3], 1 + a[3] + a[5], -a[5], -a[6], -a[7], 1 + a[6] + a[7]]
}

function drawMask(random: Random): number {
  const u = random.uniform()
  if (u < 0.2) return random.uniform(1.1, 1.9) // deep red bases, as some real files show
  if (u < 0.25) return random.uniform(0.1, 0.4) // unmasked
  return Math.max(0.5, random.normal(1, 0.05))
}

/** Half of the stains are those of developers; one in twelve films is chromogenic, on an orange or pink base. */
function drawTint(random: Random): number[] {
  const tint = [0, 1, 2].map(() => random.normal(0, 0.012))
  if (!random.chance(1 / 12)) return tint
  const strength = random.uniform(0.3, 1)
  return [tint[0] + 0.12 * strength, tint[1] + strength * random.uniform(0.2, 0.55), tint[2] + strength * random.uniform(0.35, 0.95)]
}

/** Draws a roll of a stock of the given kind (or of `stock` itself). */
export function drawRoll(
  random: Random,
  kind: FilmKind,
  heldOut = false,
  stock: Stock = random.pick(stocksFor(kind, heldOut)),
): RollParameters {
  const bw = kindOf(stock) === 'bw'
  const contrast = random.normal(1, bw ? 0.08 : 0.035)
  const speed = random.normal(0, 0.06)
  const u = random.uniform()
  const age = random.chance(0.4) ? u * u * u : 0
  return {
    stock: stock.name,
    contrast: stock.curve.map(() => Math.max(0.3, contrast * random.normal(1, 0.015))),
    speed: stock.curve.map(() => speed + random.normal(0, 0.025)),
    interimage: Array.from({ length: 9 }, (_, i) => (i % 4 === 0 ? 0 : random.uniform(0.03, 0.18))),
    fog: [0.6, 0.8, 1].map((f) => f * Math.abs(random.normal(0, 0.03))),
    keep: [1 - age * random.uniform(0.05, 0.35), 1 - age * random.uniform(0, 0.12), 1 - age * random.uniform(0.02, 0.25)],
    stain: age * random.uniform(0, 0.25),
    tint: drawTint(random),
    mask: bw ? 1 : drawMask(random),
    pitch: random.uniform(6, 24),
    grainSize: random.uniform(0.35, 0.8),
  }
}
