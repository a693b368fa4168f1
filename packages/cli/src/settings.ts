// What the command line asked of `restore`, checked and typed.
import { ReveladoError } from '@revelado/core'
import type { PictureFormat } from '@revelado/files'
import type { Damage, FaceBox, Grain, Polarity, Tone } from '@revelado/restore'

/** Options as commander gives them: strings where a value was given. */
export interface RawOptions {
  output?: string
  format?: string
  quality?: string
  strength?: string
  keepBw?: boolean
  mask?: string
  curves?: string
  infrared?: string
  faces?: string
  protectFaces?: boolean
  invent?: boolean
  polarity?: string
  tone?: string
  damage?: string
  grain?: string
  compare?: boolean
  map?: boolean
  record?: boolean
  json?: boolean
  threads?: string
  maxPixels?: string
  overwrite?: boolean
  model?: string
}

export interface Settings {
  readonly output?: string
  readonly format?: PictureFormat
  readonly quality?: number
  readonly strength: number
  readonly keepBw: boolean
  readonly mask?: string
  readonly curves?: string
  readonly infrared: 'auto' | 'off'
  readonly faces?: string
  readonly noInvent: boolean
  readonly polarity: Polarity
  readonly tone: Tone
  readonly damage: Damage
  readonly grain: Grain
  readonly compare: boolean
  readonly map: boolean
  readonly record: boolean
  readonly json: boolean
  readonly threads?: number
  readonly maxPixels?: number
  readonly overwrite: boolean
  readonly model?: string
}

const FORMATS: Readonly<Record<string, PictureFormat>> = { jpeg: 'jpeg', jpg: 'jpeg', png: 'png', webp: 'webp', tiff: 'tiff', tif: 'tiff' }

function refused(name: string, expected: string, received: string): never {
  throw new ReveladoError('bad-argument', `expected ${expected} for --${name} but received ${received}`, {
    name: `--${name}`,
    expected,
    received,
  })
}

function number(name: string, text: string | undefined, low: number, high: number, whole: boolean): number | undefined {
  if (text === undefined) return undefined
  const value = Number(text.replace(',', '.'))
  if (text.trim() === '' || !(value >= low && value <= high) || (whole && !Number.isInteger(value)))
    refused(name, high === Number.POSITIVE_INFINITY ? `≥ ${low}` : `${low}–${high}`, text)
  return value
}

function choice<T extends string>(name: string, text: string | undefined, allowed: readonly T[], otherwise: T): T {
  if (text === undefined) return otherwise
  return allowed.find((value) => value === text.toLowerCase()) ?? refused(name, allowed.join(', '), text)
}

/** @throws ReveladoError 'bad-argument' for a value that is not allowed. */
export function settingsOf(raw: RawOptions): Settings {
  const format = raw.format === undefined ? undefined : FORMATS[raw.format.toLowerCase()]
  if (raw.format !== undefined && !format) refused('format', 'jpeg, png, webp, tiff', raw.format)
  if (raw.protectFaces && raw.faces === undefined)
    throw new ReveladoError('bad-argument', 'faces are not looked for: --protect-faces needs their boxes, in a file given with --faces', {
      reason: 'faces-missing',
    })
  return {
    output: raw.output,
    format,
    quality: number('quality', raw.quality, 1, 100, true),
    strength: number('strength', raw.strength, 0, 1, false) ?? 1,
    keepBw: raw.keepBw ?? false,
    mask: raw.mask,
    curves: raw.curves,
    faces: raw.faces,
    infrared: choice('infrared', raw.infrared, ['auto', 'off'], 'auto'),
    noInvent: raw.invent === false,
    polarity: choice('polarity', raw.polarity, ['auto', 'positive', 'negative'], 'auto'),
    tone: choice('tone', raw.tone, ['auto', 'on', 'off'], 'auto'),
    damage: choice('damage', raw.damage, ['auto', 'on', 'off'], 'auto'),
    grain: choice('grain', raw.grain, ['keep', 'remove'], 'remove'),
    compare: raw.compare ?? false,
    map: raw.map ?? false,
    record: raw.record ?? false,
    json: raw.json ?? false,
    threads: number('threads', raw.threads, 1, 1024, true),
    maxPixels: number('max-pixels', raw.maxPixels, 1, Number.POSITIVE_INFINITY, true),
    overwrite: raw.overwrite ?? false,
    model: raw.model,
  }
}

/** What was handed in for a picture in files of its own, by hash or as it is. */
export interface Handed {
  readonly mask?: string
  readonly curves?: string
  /** The faces themselves: another picture's faces change nothing. */
  readonly faces?: readonly FaceBox[]
}

/** Everything that decides what comes out, as one text: when it changes, results are made again. */
export function fingerprint(settings: Settings, handed: Handed = {}): string {
  const { strength, keepBw, noInvent, polarity, tone, damage, grain, infrared, quality, map, compare, record } = settings
  return JSON.stringify({ strength, keepBw, noInvent, polarity, tone, damage, grain, infrared, quality, ...handed, map, compare, record })
}
