// The folders and files that setting up works with.

import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

export const PACKAGE = resolve(import.meta.dirname, '..')
export const ROOT = resolve(PACKAGE, '../..')
/** What setting up installs; ignored by git. */
export const INSTALLED = join(ROOT, '.torch')
export const BUILD = join(PACKAGE, 'build')
export const MODULE = join(BUILD, 'torch.node')
/** What the module was built from: see `Stamp`. */
export const STAMP = join(BUILD, 'torch.json')
export const NATIVE = join(PACKAGE, 'native')
export const MAIN_SOURCE = join(NATIVE, 'binding.cc')

/** Stops setting up with one sentence: what is missing and what to do. */
export class SetupError extends Error {
  override readonly name = 'SetupError'
}

/** SHA-256 of the C++ sources and of the tool that compiles them. */
export function hashSources(): string {
  const hash = createHash('sha256')
  const sources = readdirSync(NATIVE).sort()
  for (const path of [...sources.map((name) => join(NATIVE, name)), join(import.meta.dirname, 'compile.ts')]) {
    hash.update(readFileSync(path)).update('\0')
  }
  return hash.digest('hex')
}
