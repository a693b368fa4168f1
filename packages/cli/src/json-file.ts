// A JSON file that the user hands in, with its hash for the record.
import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { ReveladoError } from '@revelado/core'
import { readFailure } from '@revelado/files'

/** What was read, and what of. */
export interface HandedIn<T> {
  readonly value: T
  readonly path: string
  readonly sha256: string
}

/** A fault of the file's contents, with the name of the file. */
function named(error: unknown, path: string): unknown {
  if (!(error instanceof ReveladoError)) return error
  return new ReveladoError(error.code, `${path}: ${error.message}`, { ...error.values, path }, { cause: error })
}

/**
 * Reads a JSON file and has its contents checked.
 * @throws ReveladoError 'not-found', 'unreadable'; 'bad-argument' when it is no JSON, or as `parse` does.
 */
export async function readJson<T>(path: string, parse: (value: unknown) => T): Promise<HandedIn<T>> {
  const bytes = await readFile(path).catch((error) => Promise.reject(readFailure(path, error)))
  let value: unknown
  try {
    value = JSON.parse(bytes.toString('utf8').replace(/^\uFEFF/, ''))
  } catch (cause) {
    throw new ReveladoError('bad-argument', `${path} is not JSON`, { path, reason: 'json' }, { cause })
  }
  try {
    return { value: parse(value), path, sha256: createHash('sha256').update(bytes).digest('hex') }
  } catch (error) {
    throw named(error, path)
  }
}
