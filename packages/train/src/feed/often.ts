// Which photographs are drawn more often than others.
import { readFileSync } from 'node:fs'
import { ReveladoError } from '@revelado/core'

/**
 * The hashes in a file, one a line.
 * @throws ReveladoError 'not-found' when it cannot be read.
 */
export function readOften(path: string): string[] {
  try {
    return readFileSync(path, 'utf8').split(/\s+/).filter(Boolean)
  } catch (cause) {
    throw new ReveladoError('not-found', `expected a file of hashes at ${path} ("often"), but it cannot be read`, { path }, { cause })
  }
}
