// The file of faces: boxes by name of picture, made by the user or by another program.
import { ReveladoError } from '@revelado/core'
import { checkFaces, type FaceBox } from './faces.ts'

export const FACES_FORMAT = 'revelado-faces'
export const FACES_VERSION = 1

/** Boxes by the picture's file name, or by as much of its path as tells it apart. */
export type FacesByName = ReadonlyMap<string, readonly FaceBox[]>

function refuse(field: string, expected: string): never {
  throw new ReveladoError('bad-argument', `faces: expected ${expected} for ${field}`, { reason: 'faces', field, expected })
}

const asWritten = (name: string) => name.normalize('NFC').replaceAll('\\', '/')

/**
 * Checks what a file of faces held: `{ "format": "revelado-faces", "version": 1, "pictures": { "a.jpg": [{ x, y, width, height }] } }`.
 * @throws ReveladoError 'bad-argument' that names the first field that is wrong.
 */
export function parseFaces(value: unknown): FacesByName {
  if (typeof value !== 'object' || value === null) refuse('format', FACES_FORMAT)
  const { format, version, pictures } = value as Record<string, unknown>
  if (format !== FACES_FORMAT) refuse('format', FACES_FORMAT)
  if (version !== FACES_VERSION) refuse('version', String(FACES_VERSION))
  if (typeof pictures !== 'object' || pictures === null || Array.isArray(pictures)) refuse('pictures', '{ … }')
  return new Map(Object.entries(pictures).map(([name, boxes]) => [asWritten(name), checkFaces(boxes, `pictures["${name}"]`)]))
}

/** The faces of the picture at `path`: those of the longest name that its path ends with; none where no name fits. */
export function facesOf(path: string, faces: FacesByName): readonly FaceBox[] {
  const whole = `/${asWritten(path)}`
  const names = [...faces.keys()].filter((name) => whole.endsWith(`/${name}`)).sort((a, b) => b.length - a.length)
  return names.length === 0 ? [] : faces.get(names[0])!
}
