// What a caller may ask of restoring, with its defaults and its checks.
import { ReveladoError } from '@revelado/core'
import type { Company } from './company.ts'
import { checkCurves, type GivenCurves } from './curves.ts'
import { checkFaces, type FaceBox } from './faces.ts'
import type { Infrared } from './infrared/dust.ts'
import type { Mask } from './mask.ts'

export type Polarity = 'auto' | 'positive' | 'negative'
export type Tone = 'auto' | 'on' | 'off'
export type Damage = 'auto' | 'on' | 'off'
export type Grain = 'keep' | 'remove'

/** How far a long piece of work has come. `done` and `total` count tiles; the look at the whole picture is stage 'look'. */
export interface Progress {
  readonly stage: 'look' | 'repair'
  readonly done: number
  readonly total: number
}

/** What decides the result. */
export interface Choices {
  /** Scales what REPAIR changes and repaints, 0..1; at 0 a negative is developed and nothing else. @default 1 */
  readonly strength?: number
  /** Black-and-white stays black-and-white. @default false */
  readonly keepBw?: boolean
  /** Repairs from evidence only: holes and colour are left as they are. @default false */
  readonly noInvent?: boolean
  /** Whether the picture is a negative. @default 'auto' */
  readonly polarity?: Polarity
  /** Whether the tone of the whole picture is corrected. @default 'auto' */
  readonly tone?: Tone
  /**
   * Whether scratches, cracks, holes and the like that nobody marked are searched for and filled: where that is nearly sure (beside a
   * mask or an infrared channel not at all), wherever it is likely, or never. @default 'auto'
   */
  readonly damage?: Damage
  /** Whether fine even grain is put back after repairing. @default 'remove' */
  readonly grain?: Grain
  /** Pixels that are lost, a mask of the picture's size. */
  readonly mask?: Mask
  /** Polarity, tone and development to use instead of LOOK's own, as of another picture of the same roll. */
  readonly curves?: GivenCurves
  /** A scanner's infrared channel, of the picture's size: dust that is dark in it counts as lost, beside the mask. */
  readonly infrared?: Infrared
  /** Asked where the picture's polarity is in doubt: how likely the pictures beside it are negatives. */
  readonly company?: Company
  /** Faces whose light, colour and large forms REPAIR must leave as they are after developing. */
  readonly faces?: readonly FaceBox[]
}

/** How the work is done and what comes back besides the picture. */
export interface RestoreOptions extends Choices {
  /** Whether a change map is returned. @default false */
  readonly map?: boolean
  /** Whether a picture of input and result side by side is returned. @default false */
  readonly compare?: boolean
  /** Whether REPAIR's gate and spread of every pixel are returned (8 bytes a pixel). @default false */
  readonly planes?: boolean
  /** Largest window that REPAIR is shown, in pixels; bounds memory. @default see repair.ts */
  readonly tilePixels?: number
  readonly signal?: AbortSignal
  readonly onProgress?: (progress: Progress) => void
}

type Given = 'mask' | 'curves' | 'infrared' | 'company' | 'faces'
export type SettledChoices = Required<Omit<Choices, Given>> & Pick<Choices, Given>

function oneOf<T extends string>(name: string, value: T, allowed: readonly T[]): T {
  if (allowed.includes(value)) return value
  throw new ReveladoError('bad-argument', `expected ${allowed.join(', ')} for ${name} but received ${value}`, {
    name,
    expected: allowed.join(', '),
    received: String(value),
  })
}

function refuseBesideCurves(name: string, value: string): never {
  throw new ReveladoError('bad-argument', `curves hold polarity and tone already: leave out ${name} (${value})`, {
    reason: 'beside-curves',
    name,
  })
}

/**
 * Fills in defaults.
 * @throws ReveladoError 'bad-argument' for a value out of its range, and for polarity or tone beside curves, which hold both.
 */
export function settle(choices: Choices): SettledChoices {
  const {
    strength = 1,
    keepBw = false,
    noInvent = false,
    polarity = 'auto',
    tone = 'auto',
    damage = 'auto',
    grain = 'remove',
    mask,
    curves,
    infrared,
    company,
    faces,
  } = choices
  if (!(strength >= 0 && strength <= 1))
    throw new ReveladoError('bad-argument', `expected a number from 0 to 1 for strength but received ${strength}`, {
      name: 'strength',
      expected: '0–1',
      received: String(strength),
    })
  if (curves) {
    checkCurves(curves)
    for (const [name, value] of Object.entries({ polarity, tone })) if (value !== 'auto') refuseBesideCurves(name, value)
  }
  if (faces) checkFaces(faces)
  return {
    strength,
    keepBw,
    noInvent,
    polarity: oneOf('polarity', polarity, ['auto', 'positive', 'negative']),
    tone: oneOf('tone', tone, ['auto', 'on', 'off']),
    damage: oneOf('damage', damage, ['auto', 'on', 'off']),
    grain: oneOf('grain', grain, ['keep', 'remove']),
    mask,
    curves,
    infrared,
    company,
    faces,
  }
}

/** @throws ReveladoError 'cancelled' when the caller has stopped the work. */
export function stopIfCancelled(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw new ReveladoError('cancelled', 'the work was stopped')
}
