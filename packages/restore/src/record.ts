// The record of one restoring: what was decided and why, what was asked, how much of the picture is evidence. Plain JSON.

import { type Decision, decisionOn, type Kind } from './decisions.ts'
import type { Inspection } from './inspect.ts'
import { CHANGES, type Change, type Counts } from './map.ts'
import type { SettledChoices } from './options.ts'
import type { RepairSettings } from './repair.ts'
import type { RestoreCard } from './session.ts'

/** A development as curves: 9 knots on 0..1, a 3 × 3 matrix by rows with offsets, 13 knots on −0.5..1.5; channels R, G, B. */
export interface DevelopmentCurves {
  readonly before: readonly (readonly number[])[]
  readonly matrix: readonly (readonly number[])[]
  readonly offset: readonly number[]
  readonly after: readonly (readonly number[])[]
}

export interface RestoreRecord {
  readonly version: 1
  readonly model: { readonly name: string; readonly look?: string; readonly repair?: string }
  readonly picture: { readonly width: number; readonly height: number; readonly depth: 8 | 16 }
  readonly options: Omit<SettledChoices, 'mask'> & { readonly mask: boolean }
  readonly kind: Kind
  /** LOOK could not tell whether the picture is a negative (5–95 %): `--polarity` decides it. */
  readonly polarityInDoubt: boolean
  readonly decisions: readonly Decision[]
  readonly development: DevelopmentCurves & { readonly share: number }
  /** Share of the pixels in each class of the change map, 0..1. */
  readonly changes: Readonly<Record<Change, number>>
  /** Share of the pixels whose content is gone, and of those that are damaged but can be told from what is left, 0..1. */
  readonly damage: { readonly lost: number; readonly worn: number }
  /** 'composite' when anything was painted or coloured by guess, else 'enhanced' (IPTC digital source type). */
  readonly source: 'enhanced' | 'composite'
}

const rounded = (values: Iterable<number>) => Array.from(values, (v) => Math.round(v * 1e6) / 1e6)
const inRows = (values: Float32Array, length: number) => [0, 1, 2].map((c) => rounded(values.subarray(c * length, (c + 1) * length)))

/** The 78 numbers of a development as named curves. */
export function curvesOf(development: Float32Array): DevelopmentCurves {
  return {
    before: inRows(development.subarray(0, 27), 9),
    matrix: inRows(development.subarray(27, 36), 3),
    offset: rounded(development.subarray(36, 39)),
    after: inRows(development.subarray(39, 78), 13),
  }
}

export function makeRecord(
  picture: RestoreRecord['picture'],
  card: RestoreCard,
  inspection: Inspection,
  choices: SettledChoices,
  settings: RepairSettings,
  counts: Counts,
): RestoreRecord {
  const pixels = counts.changes.reduce((sum, count) => sum + count, 0)
  const changes = Object.fromEntries(CHANGES.map((change, i) => [change, counts.changes[i] / pixels])) as Record<Change, number>
  const { mask, ...options } = choices
  return {
    version: 1,
    model: { name: card.name, look: card.look.sha256, repair: card.repair.sha256 },
    picture: { width: picture.width, height: picture.height, depth: picture.depth },
    options: { ...options, mask: mask !== undefined },
    kind: inspection.kind,
    polarityInDoubt: decisionOn(inspection.decisions, 'negative').inDoubt,
    decisions: inspection.decisions,
    development: { ...curvesOf(inspection.development), share: settings.share },
    changes,
    damage: { lost: counts.lost / pixels, worn: counts.worn / pixels },
    source: changes.invented + changes.colourGuessed > 0 ? 'composite' : 'enhanced',
  }
}
