// Finds a user's own pairs in a folder: input/NAME.* with target/NAME.*, or NAME.input.* with NAME.target.*; a loss mask is NAME.mask.*.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { ReveladoError } from '@revelado/core'
import { comparePaths, formatOfName } from '@revelado/files'
import { KINDS, type Kind } from '@revelado/synth'
import { z } from 'zod'

/** Paths are relative to the folder of pairs. */
export interface PairFiles {
  readonly name: string
  readonly input: string
  readonly target: string
  readonly mask?: string
  /** What `pairs.json` says the input is. */
  readonly kind?: Kind
}

type Part = 'input' | 'target' | 'mask'
type Parts = Map<string, Partial<Record<Part, string>>>

/** The file beside the pairs that may name kinds. */
export const KINDS_FILE = 'pairs.json'
const SUFFIXED = /^(.+)\.(input|target|mask)\.[^.]+$/

function note(parts: Parts, name: string, part: Part, path: string): void {
  const entry = parts.get(name) ?? {}
  const other = entry[part]
  if (other !== undefined)
    throw new ReveladoError('bad-argument', `expected one ${part} for the pair ${name}, but there are ${other} and ${path}`, { path })
  parts.set(name, { ...entry, [part]: path })
}

/** The pictures of a folder; systems leave hidden files beside them. */
function picturesIn(folder: string): string[] {
  return readdirSync(folder).filter((file) => !file.startsWith('.') && formatOfName(file))
}

function listFolder(parts: Parts, folder: string, part: 'input' | 'target'): void {
  for (const file of picturesIn(join(folder, part))) {
    const mask = /^(.+)\.mask\.[^.]+$/.exec(file)
    if (mask) note(parts, mask[1], 'mask', `${part}/${file}`)
    else note(parts, file.replace(/\.[^.]+$/, ''), part, `${part}/${file}`)
  }
}

function readKinds(folder: string): Map<string, Kind> {
  const path = join(folder, KINDS_FILE)
  if (!existsSync(path)) return new Map()
  let value: unknown
  try {
    value = JSON.parse(readFileSync(path, 'utf8'))
  } catch (cause) {
    throw new ReveladoError('bad-config', `${path} is not JSON: ${(cause as Error).message}`, { source: path }, { cause })
  }
  const result = z.record(z.string(), z.enum(KINDS)).safeParse(value)
  if (result.success) return new Map(Object.entries(result.data))
  const where = result.error.issues[0].path.join('.') || 'the top'
  const reason = `expected names of pairs with ${KINDS.join(', ')}`
  throw new ReveladoError('bad-config', `${path}: at ${where}: ${reason}`, { source: path, where, reason })
}

/**
 * All pairs of a folder, in natural order.
 * @throws ReveladoError 'not-found' when there is none, 'bad-argument' naming a file without its partner.
 */
export function findPairs(folder: string): PairFiles[] {
  if (!existsSync(folder) || !statSync(folder).isDirectory())
    throw new ReveladoError('not-found', `expected a folder of pairs at ${folder}, but there is none`, { path: folder })
  const parts: Parts = new Map()
  for (const part of ['input', 'target'] as const) if (existsSync(join(folder, part))) listFolder(parts, folder, part)
  for (const file of picturesIn(folder)) {
    const [, name, part] = SUFFIXED.exec(file) ?? []
    if (name !== undefined) note(parts, name, part as Part, file)
  }
  if (parts.size === 0)
    throw new ReveladoError(
      'not-found',
      `expected pairs in ${folder}, as input/a.tif with target/a.jpg or as a.input.tif with a.target.jpg, but found none`,
      { path: folder },
    )
  const kinds = readKinds(folder)
  for (const name of kinds.keys())
    if (!parts.has(name))
      throw new ReveladoError('bad-config', `${join(folder, KINDS_FILE)} names the pair ${name}, which is not there`, {
        source: join(folder, KINDS_FILE),
        where: name,
        reason: 'there is no such pair',
      })
  return [...parts.keys()].sort(comparePaths).map((name) => {
    const { input, target, mask } = parts.get(name)!
    if (input === undefined || target === undefined) {
      const lone = join(folder, input ?? target ?? mask ?? name)
      const wanted = input === undefined ? 'an input' : 'a target'
      throw new ReveladoError('bad-argument', `expected ${wanted} with the same name beside ${lone}, but there is none`, { path: lone })
    }
    return { name, input, target, mask, kind: kinds.get(name) }
  })
}
