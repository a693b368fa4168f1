// Where models lie and what their card says: `models/NAME/{card.json, find.onnx, fill.onnx, look.onnx, repair.onnx}` beside the packages.
import { readdir, readFile, stat } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ReveladoError } from '@revelado/core'
import { GAIN_KNOWN, type Gain, type Judge, type RestoreCard, readJudges, TRAITS, type Weighing, type Weighings } from '@revelado/restore'

/** A model's folder with the card in it. */
export interface ModelFolder {
  readonly folder: string
  readonly card: RestoreCard
  /** Absent where the card names none. */
  readonly find?: string
  readonly fill?: string
  readonly look: string
  readonly repair: string
}

type CardWeighings = Partial<Record<keyof Weighings, unknown>>
type CardJudge = CardWeighings & { wide?: CardWeighings & { asked?: unknown }; unasked?: unknown; damaged?: unknown; asked?: unknown }

type CardGain = Partial<Record<keyof Gain, unknown>>

interface CardFile {
  name?: unknown
  find?: { size?: unknown; multiple?: unknown; judge?: CardJudge; file?: unknown; sha256?: unknown }
  fill?: { multiple?: unknown; file?: unknown; sha256?: unknown }
  look?: { size?: unknown; judges?: unknown; file?: unknown; sha256?: unknown }
  repair?: { halo?: unknown; multiple?: unknown; fill?: unknown; profile?: unknown; gain?: CardGain; file?: unknown; sha256?: unknown }
}

/** Folders that are searched for models: of the installed package, then of the repository. */
const SHELVES = ['../models', '../../../models'].map((path) => fileURLToPath(new URL(path, import.meta.url)))

const isFolder = async (path: string) => (await stat(path).catch(() => undefined))?.isDirectory() ?? false

/** The name in models/default.json, or that of the only folder there. */
async function defaultName(shelf: string): Promise<string | undefined> {
  const text = await readFile(join(shelf, 'default.json'), 'utf8').catch(() => undefined)
  if (text !== undefined) {
    const name: unknown = JSON.parse(text).default
    if (typeof name === 'string') return name
  }
  const folders = (await readdir(shelf, { withFileTypes: true })).filter((entry) => entry.isDirectory())
  return folders.length === 1 ? folders[0].name : undefined
}

async function locate(model: string | undefined): Promise<string> {
  if (model !== undefined && (await isFolder(model))) return resolve(model)
  for (const shelf of SHELVES) {
    if (!(await isFolder(shelf))) continue
    const name = model ?? (await defaultName(shelf))
    if (name !== undefined && (await isFolder(join(shelf, name)))) return join(shelf, name)
  }
  if (model === undefined) throw new ReveladoError('no-model', 'no model is installed: train one, or give the folder of one with --model')
  throw new ReveladoError('no-model', `there is no model "${model}"`, { path: model, reason: 'unknown' })
}

const number = (value: unknown) => (typeof value === 'number' ? value : undefined)
const text = (value: unknown) => (typeof value === 'string' ? value : undefined)

function checkWeighing(weighing: unknown, length: number): Weighing | undefined {
  const { weights, bias } = (weighing ?? {}) as Partial<Record<keyof Weighing, unknown>>
  return Array.isArray(weights) && weights.length === length && weights.every(Number.isFinite) && typeof bias === 'number'
    ? { weights, bias }
    : undefined
}

function checkWeighings(weighings: CardWeighings | undefined): Weighings | undefined {
  const first = checkWeighing(weighings?.first, TRAITS.length)
  const second = checkWeighing(weighings?.second, TRAITS.length + 1)
  return first && second && { first, second }
}

/** The judge of a card; undefined where it has none, or one that weighs other traits than this version knows. */
function checkJudge(judge: CardJudge | undefined): Judge | undefined {
  const { unasked, damaged, asked } = judge ?? {}
  const narrow = checkWeighings(judge)
  const weighed = checkWeighings(judge?.wide)
  const wide = weighed && { ...weighed, asked: number(judge?.wide?.asked) }
  return narrow && typeof unasked === 'number' && typeof asked === 'number'
    ? { ...narrow, ...(wide && { wide }), unasked, ...(typeof damaged === 'number' && { damaged }), asked }
    : undefined
}

function checkFind(find: CardFile['find']): Pick<RestoreCard, 'find'> {
  if (typeof find?.size !== 'number' || typeof find.multiple !== 'number') return {}
  return { find: { size: find.size, multiple: find.multiple, judge: checkJudge(find.judge), sha256: text(find.sha256) } }
}

function checkFill(fill: CardFile['fill']): Pick<RestoreCard, 'fill'> {
  return typeof fill?.multiple === 'number' ? { fill: { multiple: fill.multiple, sha256: text(fill.sha256) } } : {}
}

/** The gain of a card; undefined where it has none, or one that weighs other things than this version knows. */
function checkGain(gain: CardGain | undefined): Gain | undefined {
  if (!Array.isArray(gain?.hidden)) return undefined
  const hidden = gain.hidden.map((weighing) => checkWeighing(weighing, GAIN_KNOWN))
  const out = checkWeighing(gain.out, hidden.length)
  return out && hidden.every((weighing) => weighing !== undefined) ? { hidden, out } : undefined
}

/** @throws ReveladoError 'no-model' when the card lacks what restoring needs. */
function checkCard(card: CardFile, path: string): RestoreCard {
  const { name, find, fill, look, repair } = card
  const multiple = repair?.multiple ?? 8
  if (typeof name === 'string' && typeof look?.size === 'number' && typeof repair?.halo === 'number' && typeof multiple === 'number')
    return {
      name,
      ...checkFind(find),
      ...checkFill(fill),
      look: { size: look.size, judges: readJudges(look.judges), sha256: text(look.sha256) },
      repair: {
        halo: repair.halo,
        multiple,
        fill: number(repair.fill),
        profile: number(repair.profile),
        gain: checkGain(repair.gain),
        sha256: text(repair.sha256),
      },
    }
  throw new ReveladoError('no-model', `${path} lacks a name, look.size or repair.halo`, { path, reason: 'card' })
}

/**
 * Finds a model and reads its card.
 * @param model a folder, or a name in `models/`. @default the one that models/default.json names, or the only one
 * @throws ReveladoError 'no-model'.
 */
export async function findModel(model?: string): Promise<ModelFolder> {
  const folder = await locate(model)
  const path = join(folder, 'card.json')
  let file: CardFile
  try {
    file = JSON.parse(await readFile(path, 'utf8'))
  } catch (error) {
    throw new ReveladoError('no-model', `${path} cannot be read`, { path, reason: 'card' }, { cause: error })
  }
  const named = (value: unknown, otherwise: string) => join(folder, typeof value === 'string' ? value : otherwise)
  const card = checkCard(file, path)
  return {
    folder,
    card,
    ...(card.find && { find: named(file.find?.file, 'find.onnx') }),
    ...(card.fill && { fill: named(file.fill?.file, 'fill.onnx') }),
    look: named(file.look?.file, 'look.onnx'),
    repair: named(file.repair?.file, 'repair.onnx'),
  }
}
