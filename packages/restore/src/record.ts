// The record of one restoring: what was decided and why, what was asked, how much of the picture is evidence. Plain JSON.

import { curvesOf, type DevelopmentCurves } from './curves.ts'
import { type Decision, decisionOn, type Kind } from './decisions.ts'
import type { FaceFinding } from './faces.ts'
import type { InfraredFinding } from './infrared/dust.ts'
import type { Look } from './look.ts'
import { CHANGES, type Change, type Counts } from './map.ts'
import type { SettledChoices } from './options.ts'
import type { RestoreCard } from './session.ts'

export interface RestoreRecord {
  readonly version: 1
  readonly model: {
    readonly name: string
    readonly find?: string
    readonly fill?: string
    readonly look?: string
    readonly repair?: string
  }
  readonly picture: { readonly width: number; readonly height: number; readonly depth: 8 | 16 }
  readonly options: Omit<SettledChoices, 'mask' | 'curves' | 'infrared' | 'company' | 'faces'> & {
    readonly mask: boolean
    readonly curves: boolean
  }
  /** What the infrared channel said, where one was given. */
  readonly infrared?: InfraredFinding
  /** The faces that were kept, where faces were given. */
  readonly faces?: readonly FaceFinding[]
  readonly kind: Kind
  /** LOOK could not tell whether the picture is a negative (5–95 %): `--polarity` decides it. */
  readonly polarityInDoubt: boolean
  readonly decisions: readonly Decision[]
  readonly development: DevelopmentCurves & { readonly share: number }
  /** Share of the pixels in each class of the change map, 0..1. */
  readonly changes: Readonly<Record<Change, number>>
  /**
   * Share of the pixels whose content is gone, of those that are damaged but can be told from what is left, and of those that likely
   * show scratches or cracks and were left alone because nobody asked (`--damage on` takes them), 0..1.
   */
  readonly damage: { readonly lost: number; readonly worn: number; readonly left: number }
  /** 'composite' when anything was painted or coloured by guess, else 'enhanced' (IPTC digital source type). */
  readonly source: 'enhanced' | 'composite'
}

export function makeRecord(
  picture: RestoreRecord['picture'],
  card: RestoreCard,
  { inspection, marked, settings, left }: Look,
  choices: SettledChoices,
  counts: Counts,
  faces?: readonly FaceFinding[],
): RestoreRecord {
  const pixels = counts.changes.reduce((sum, count) => sum + count, 0)
  const changes = Object.fromEntries(CHANGES.map((change, i) => [change, counts.changes[i] / pixels])) as Record<Change, number>
  const { mask, curves, infrared: _infrared, company: _company, faces: _faces, ...options } = choices
  return {
    version: 1,
    model: { name: card.name, find: card.find?.sha256, fill: card.fill?.sha256, look: card.look.sha256, repair: card.repair.sha256 },
    picture: { width: picture.width, height: picture.height, depth: picture.depth },
    options: { ...options, mask: mask !== undefined, curves: curves !== undefined },
    infrared: marked.infrared,
    faces,
    kind: inspection.kind,
    polarityInDoubt: decisionOn(inspection.decisions, 'negative').inDoubt,
    decisions: inspection.decisions,
    development: { ...curvesOf(inspection.development), share: settings.share },
    changes,
    damage: { lost: counts.lost / pixels, worn: counts.worn / pixels, left },
    source: changes.invented + changes.colourGuessed > 0 ? 'composite' : 'enhanced',
  }
}
