// The file of marked faces; those of the old photographs that this project is tested on were marked by hand.
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { ReveladoError } from '@revelado/core'
import { type FacesByName, parseFaces } from '@revelado/restore'

export const MARKED_FACES = fileURLToPath(new URL('../data/faces.json', import.meta.url))

/**
 * Reads a file of faces, in the format of docs/start.md.
 * @throws ReveladoError 'not-found' without the file, 'bad-argument' when it is not a file of faces.
 */
export function readFaces(path: string): FacesByName {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch (cause) {
    throw new ReveladoError('not-found', `expected a file of faces but found none at ${path}`, { path }, { cause })
  }
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (cause) {
    throw new ReveladoError('bad-argument', `${path} is no file of faces: it is not JSON`, { path }, { cause })
  }
  return parseFaces(value)
}
