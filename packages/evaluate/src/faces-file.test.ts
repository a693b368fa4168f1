import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { facesOf } from '@revelado/restore'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { MARKED_FACES, readFaces } from './faces-file.ts'

const BOX = { x: 0.1, y: 0.2, width: 0.3, height: 0.4 }
let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'faces-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

const written = (text: string) => {
  const path = join(folder, 'faces.json')
  writeFileSync(path, text)
  return path
}
const document = (pictures: unknown) => JSON.stringify({ format: 'revelado-faces', version: 1, pictures })

it('finds faces by the end of a path, the longest first', () => {
  const faces = readFaces(written(document({ 'a.jpg': [BOX], 'album/a.jpg': [] })))
  expect(facesOf('/sets/old/a.jpg', faces)).toEqual([BOX])
  expect(facesOf('/sets/album/a.jpg', faces)).toEqual([])
  expect(facesOf('/sets/old/ba.jpg', faces)).toEqual([])
})

it('says what is wrong with a file', () => {
  for (const [text, sentence] of [
    ['{', 'not JSON'],
    ['{}', 'revelado-faces'],
    [document([]), 'pictures'],
    [document({ 'a.jpg': [{ ...BOX, x: 0.8 }] }), 'a.jpg'],
  ])
    expect(() => readFaces(written(text))).toThrow(sentence)
  expect(() => readFaces(join(folder, 'none.json'))).toThrow('found none')
})

it('the faces marked by hand are boxes', () => {
  const faces = readFaces(MARKED_FACES)
  expect(faces.size).toBeGreaterThan(5)
  for (const boxes of faces.values()) expect(boxes.length).toBeGreaterThan(0)
})
