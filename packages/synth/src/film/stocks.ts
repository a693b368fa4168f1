// Film stocks: published sensitometry of 35 colour and 11 black-and-white emulsions, and which of them are held out of training.
import { ReveladoError } from '@revelado/core'
import { STOCKS } from './generated/stock-data.ts'

/** D-min, gamma, toe position, toe softness, shoulder position, shoulder softness of one layer (see curve.ts). */
export type CurveParameters = readonly number[]

/** One emulsion in one development. Densities are ISO status M (colour) or visual diffuse (b/w); spectra run 400..700 nm by 10 nm. */
export interface Stock {
  readonly name: string
  readonly maker: string
  readonly iso: number
  readonly year: number
  readonly type: 'colour negative' | 'bw negative' | string
  /** Where the numbers come from, and under which licence. */
  readonly source: string
  readonly licence: string
  /** One row per layer: R, G, B, or a single one for b/w. */
  readonly curve: readonly CurveParameters[]
  /** Density of base and mask at each wavelength; colour only. */
  readonly base?: readonly number[]
  /** Density of unit amounts of cyan, magenta and yellow at each wavelength; colour only. */
  readonly dyes?: readonly (readonly number[])[]
  /** d(status M density R, G, B) / d(amount of cyan, magenta, yellow). */
  readonly statusM?: readonly (readonly number[])[]
  /** Linear sRGB to the relative exposure of each layer; rows sum to 1. */
  readonly film_rgb?: readonly (readonly number[])[]
  /** Colour temperature that the film is made for. */
  readonly balance_K?: number
  /** RMS granularity × 1000 at a net density of 1 through a 48 µm aperture. */
  readonly rms?: number
}

export type FilmKind = 'colour' | 'bw'

/** Families that no training sees, with all their pushes and developments. */
export const HELD_OUT_FAMILIES = [
  'Portra 800',
  'Ektar',
  'Pro 400H',
  'Reala',
  'Agfa Vista',
  '500T',
  'CineStill',
  'Tri-X',
  'Delta 100',
] as const

export const kindOf = (stock: Stock): FilmKind => (stock.type.startsWith('bw') ? 'bw' : 'colour')

export const isHeldOut = (stock: Stock): boolean => HELD_OUT_FAMILIES.some((family) => stock.name.includes(family))

/** The stocks of one kind: those for training, or those held out of it. */
export function stocksFor(kind: FilmKind, heldOut = false): Stock[] {
  return STOCKS.filter((stock) => kindOf(stock) === kind && isHeldOut(stock) === heldOut)
}

const BY_NAME = new Map(STOCKS.map((stock) => [stock.name, stock]))

/** @throws ReveladoError 'bad-argument' when there is no stock of that name. */
export function stockNamed(name: string): Stock {
  const stock = BY_NAME.get(name)
  if (!stock) throw new ReveladoError('bad-argument', `expected the name of a film stock but received "${name}"`, { name })
  return stock
}

export { STOCKS }
