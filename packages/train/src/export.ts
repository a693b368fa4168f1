// Turns trained weights into a folder of `models/`: four graphs and a card. Each file is written aside and renamed.
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { PROFILE_LENGTH, ReveladoError } from '@revelado/core'
import {
  type Card,
  fillGraph,
  fillSizes,
  findGraph,
  findSizes,
  lookGraph,
  lookSizes,
  parameterCount,
  readWeights,
  repairGraph,
  repairReach,
  repairSizes,
  type Weights,
} from '@revelado/model'
import type { Network } from './config.ts'
import { DATA_SOURCES } from './data/sources.ts'

const LICENCE = 'MIT (code and weights); the photographs it learned from keep their own licences'
/** FIND sees pictures as large as this: a crack of three pixels of a scan of 2,000 is one and a half here. */
const FIND_SIZE = 1024
const MULTIPLE_LOOK = 32
const MULTIPLE_REPAIR = 8

export interface ExportFacts {
  readonly name: string
  readonly version: string
  /** Long side of LOOK's thumbnail. */
  readonly lookSize: number
  readonly network: Network
  readonly training: Card['training']
  readonly calibration?: Card['calibration']
  /** How far REPAIR's painting of known losses is taken. @default fully */
  readonly fill?: number
  readonly created: string
}

function write(file: string, data: Uint8Array | string): void {
  writeFileSync(`${file}.part`, data)
  renameSync(`${file}.part`, file)
}

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

/** Whether FILL ever learned: its last layer begins with zeros, and runs older than FILL have none. */
const fills = (weights: Weights): boolean => weights.get('fill.out.weight')?.data.some((value) => value !== 0) ?? false

/** Writes `find.onnx`, `fill.onnx` where FILL has learned, `look.onnx`, `repair.onnx` and `card.json` to `folder`; figures of a card there are not carried over. */
export function exportModel(folder: string, weights: Weights, facts: ExportFacts): Card {
  const { find, fill, look, repair } = facts.network
  mkdirSync(folder, { recursive: true })
  const findFile = findGraph(weights, find)
  const fillFile = fills(weights) && fillGraph(weights, fill)
  const lookFile = lookGraph(weights, look)
  const repairFile = repairGraph(weights, repair)
  const sizes = {
    find: findSizes(1, 64, 64, find),
    fill: fillSizes(1, 64, 64, fill),
    look: lookSizes(1, 64, 64, look),
    repair: repairSizes(1, 64, 64, repair),
  }
  const card: Card = {
    name: facts.name,
    version: facts.version,
    licence: LICENCE,
    created: facts.created,
    find: {
      file: 'find.onnx',
      sha256: sha256(findFile),
      parameters: parameterCount(sizes.find),
      size: FIND_SIZE,
      multiple: 2 ** find.widths.length,
      ...find,
    },
    ...(fillFile && {
      fill: {
        file: 'fill.onnx',
        sha256: sha256(fillFile),
        parameters: parameterCount(sizes.fill),
        multiple: 2 ** fill.widths.length,
        ...fill,
      },
    }),
    look: {
      file: 'look.onnx',
      sha256: sha256(lookFile),
      parameters: parameterCount(sizes.look),
      size: facts.lookSize,
      multiple: MULTIPLE_LOOK,
      ...look,
    },
    repair: {
      file: 'repair.onnx',
      sha256: sha256(repairFile),
      parameters: parameterCount(sizes.repair),
      halo: repairReach(repair),
      ...(facts.fill !== undefined && { fill: facts.fill }),
      multiple: MULTIPLE_REPAIR,
      profile: PROFILE_LENGTH,
      flopsPerPixel: Math.round(sizes.repair.flops / (64 * 64)),
      ...repair,
    },
    training: facts.training,
    ...(facts.calibration && { calibration: facts.calibration }),
    figures: {},
    figuresBy: 'not measured yet',
    dataSources: DATA_SOURCES,
    intendedUse: 'Restoring photographs and scans of film that the user owns or may change; developing scans of film negatives.',
    notFor:
      'Evidence, identification, or telling what a face or a text looked like: what was lost is painted from what such pictures usually show, and colours of black-and-white pictures are guesses.',
    knownFailures: [],
  }
  write(join(folder, 'find.onnx'), findFile)
  if (fillFile) write(join(folder, 'fill.onnx'), fillFile)
  else rmSync(join(folder, 'fill.onnx'), { force: true })
  write(join(folder, 'look.onnx'), lookFile)
  write(join(folder, 'repair.onnx'), repairFile)
  write(join(folder, 'card.json'), `${JSON.stringify(card, null, 2)}\n`)
  return card
}

/** The weights of an exported model. @throws ReveladoError 'no-model'. */
export function modelWeights(folder: string): Map<string, { shape: number[]; data: Float32Array }> {
  for (const file of ['look.onnx', 'repair.onnx'])
    if (!existsSync(join(folder, file))) throw new ReveladoError('no-model', `expected ${file} in ${folder}`, { path: folder })
  const files = ['find.onnx', 'fill.onnx', 'look.onnx', 'repair.onnx'].map((file) => join(folder, file)).filter((file) => existsSync(file))
  return new Map(files.flatMap((file) => [...readWeights(readFileSync(file))]))
}
