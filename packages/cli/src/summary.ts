// What was seen in a picture and done to it, in a few words.
import { decide, type FaceFinding, type InfraredFinding, type RestoreRecord } from '@revelado/restore'
import type { Say } from './messages/say.ts'

/** A share as a percentage that says 0 or 100 only when it is. */
export function percent(share: number): number {
  const value = Math.round(share * 100)
  return share > 0 && value === 0 ? 1 : share < 1 && value === 100 ? 99 : value
}

/** 'colour negative, developed, 3 % invented' */
export function describeDone({ kind, development, options, changes }: RestoreRecord, say: Say): string {
  const negative = kind === 'colour-negative' || kind === 'bw-negative'
  const words = [say(`kind.${kind}`)]
  if (development.share > 0) words.push(negative ? say('did.developed') : say('did.toned'))
  if (options.strength > 0) words.push(say('did.repaired'))
  if (changes.colourGuessed > 0) words.push(say('did.coloured'))
  if (changes.invented > 0) words.push(say('did.invented', { percent: percent(changes.invented) }))
  return words.join(', ')
}

/** Tells the user how to overrule the model where it is not sure of the polarity, or went by the pictures beside this one. */
export function describeDoubt(input: string, { decisions: [negative], polarityInDoubt }: RestoreRecord, say: Say): string | undefined {
  const { probability, tones, used, company } = negative
  const other = used > 0.5 ? 'positive' : 'negative'
  if (company && decide('negative', probability, { judged: tones !== undefined }) !== used)
    return say(`restore.company.${used > 0.5 ? 'negative' : 'positive'}`, { input, percent: percent(probability), other })
  return polarityInDoubt ? say('restore.doubt', { input, percent: percent(company?.probability ?? probability), other }) : undefined
}

/** What is likely damaged in less of a picture than this is not worth a line, as a share. */
const WORTH_A_LINE = 0.001

/** Tells the user how to have likely scratches and cracks taken away; undefined where there are hardly any. */
export function describeLeft(input: string, { damage }: RestoreRecord, say: Say): string | undefined {
  if (damage.left < WORTH_A_LINE) return undefined
  return say('restore.left-marks', { input, percent: Math.max(0.1, Math.round(1000 * damage.left) / 10) })
}

/** Says what came of the infrared channel of a scan. */
export function describeInfrared(input: string, { used, reason, dust }: InfraredFinding, say: Say): string {
  if (used) return say('infrared.used', { input, percent: 100 * dust < 0.1 && dust > 0 ? '< 0.1' : 100 * dust })
  return say(`infrared.${reason ?? 'no-signal'}`, { input })
}

/** Says how close the faces stayed to the developed picture, or that none were named for it. */
export function describeFaces(input: string, faces: readonly FaceFinding[], say: Say): string {
  if (faces.length === 0) return say('faces.none', { input })
  return say('faces.kept', { input, count: faces.length, difference: Math.max(...faces.map(({ after }) => after)) })
}
