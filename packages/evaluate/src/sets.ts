// Sets of test pictures: folders of photographs under any name, and real/old and real/negatives.
import { readdirSync, statSync } from 'node:fs'
import { basename, extname, join } from 'node:path'
import { ReveladoError } from '@revelado/core'
import type { Task } from './task.ts'

export interface PictureSet {
  readonly name: string
  readonly role: 'photographs' | 'old' | 'negatives'
  /** Paths, in the order of their names. */
  readonly files: readonly string[]
}

const ENDINGS = new Set(['.jpg', '.jpeg', '.png', '.webp', '.tif', '.tiff'])

function folders(path: string): string[] {
  return readdirSync(path, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() || (entry.isSymbolicLink() && statSync(join(path, entry.name)).isDirectory()))
    .map((entry) => entry.name)
    .sort()
}

function pictures(path: string): string[] {
  return readdirSync(path)
    .filter((name) => ENDINGS.has(extname(name).toLowerCase()))
    .sort()
    .map((name) => join(path, name))
}

/**
 * The sets in a folder: each folder in it that holds pictures is one of photographs; real/old and real/negatives have roles of their own;
 * pictures that lie in the folder itself are a set of its name.
 * @throws ReveladoError 'not-found' when there is no such folder or no picture in it.
 */
export function findSets(folder: string): PictureSet[] {
  let names: string[]
  try {
    names = folders(folder)
  } catch (cause) {
    throw new ReveladoError('not-found', `expected a folder of test pictures but found none at ${folder}`, { path: folder }, { cause })
  }
  const sets: PictureSet[] = [{ name: basename(folder), role: 'photographs', files: pictures(folder) }]
  for (const name of names) {
    const path = join(folder, name)
    if (name !== 'real') sets.push({ name, role: 'photographs', files: pictures(path) })
    else
      for (const role of ['old', 'negatives'] as const)
        if (folders(path).includes(role)) sets.push({ name: `real/${role}`, role, files: pictures(join(path, role)) })
  }
  const found = sets.filter(({ files }) => files.length > 0)
  if (found.length === 0) throw new ReveladoError('not-found', `no pictures in ${folder}`, { path: folder })
  return found
}

/** The sets a task runs on, and in words those it wanted and did not find. */
export function chooseSets(task: Pick<Task, 'wants'>, sets: readonly PictureSet[]): { chosen: PictureSet[]; missing: string[] } {
  const chosen: PictureSet[] = []
  const missing: string[] = []
  for (const { role, names } of task.wants) {
    const able = sets.filter((set) => set.role === role)
    const named = names ? able.filter((set) => names.includes(set.name)) : able
    const absent = names ? names.filter((name) => !named.some((set) => set.name === name)) : able.length === 0 ? [`real/${role}`] : []
    const taken = named.length > 0 ? named : able
    const instead = named.length === 0 && able.length > 0 ? `, measured on ${able.map((set) => set.name).join(' and ')} instead` : ''
    missing.push(...absent.map((name) => `${name}: not found${instead}`))
    chosen.push(...taken)
  }
  return { chosen, missing }
}
