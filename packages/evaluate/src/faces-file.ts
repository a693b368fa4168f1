// Boxes of faces by name of picture, from a file in the format of docs/start.md; those of the old photographs were marked by hand.
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { ReveladoError } from '@revelado/core'
import { checkFaces, type FaceBox } from '@revelado/restore'

/** Boxes by the picture's file name, or by as much of its path as tells it apart. */
export type FacesByName = ReadonlyMap<string, readonly FaceBox[]>

/** Faces of the old photographs that this project is tested on. */
export const MARKED_FACES = fileURLToPath(new URL('../data/faces.json', import.meta.url))

/**
 * Reads a file of faces.
 * @throws ReveladoError 'not-found' without the file, 'bad-argument' when it is not a file of faces.
 */
export function readFaces(path: string): FacesByName {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch (cause) {
    throw new ReveladoError('not-found', `expected a file of faces but found none at ${path}`, { path }, { cause })
  }
  const refuse = (what: string, cause?: unknown): never => {
    throw new ReveladoError('bad-argument', `${path} is no file of faces: ${what}`, { path }, { cause })
  }
  let value: { format?: unknown; version?: unknown; pictures?: unknown }
  try {
    value = JSON.parse(text)
  } catch (cause) {
    return refuse('it is not JSON', cause)
  }
  if (value?.format !== 'revelado-faces' || value.version !== 1) return refuse('expected "format": "revelado-faces" and "version": 1')
  if (typeof value.pictures !== 'object' || value.pictures === null || Array.isArray(value.pictures))
    return refuse('expected "pictures": { … }')
  return new Map(Object.entries(value.pictures).map(([name, boxes]) => [name.normalize('NFC'), checkFaces(boxes, `pictures["${name}"]`)]))
}

/** The faces of the picture at `path`: those of the longest name that its path ends with; none where no name fits. */
export function facesOf(path: string, faces: FacesByName): readonly FaceBox[] {
  const whole = `/${path.normalize('NFC').replaceAll('\\', '/')}`
  const [longest] = [...faces.keys()].filter((name) => whole.endsWith(`/${name}`)).sort((a, b) => b.length - a.length)
  return longest === undefined ? [] : faces.get(longest)!
}
