// Faces by name of picture, as a file and as a user restores with it, with a tiny model.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createRaster } from '@revelado/core'
import { writePicture } from '@revelado/files'
import { facesOf, parseFaces } from '@revelado/restore'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { run } from './main.ts'
import { writeTinyModel } from './tiny-model.ts'

const BOX = { x: 0.2, y: 0.2, width: 0.5, height: 0.5 }
const document = (pictures: unknown) => ({ format: 'revelado-faces', version: 1, pictures })
let folder: string

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'revelado-faces-'))
  writeTinyModel(join(folder, 'model'))
  for (const name of ['a.png', 'b.png']) {
    const raster = createRaster(48, 40)
    raster.data.forEach((_, i) => {
      raster.data[i] = 50 + ((i * 31) % 130)
    })
    await writePicture(join(folder, name), raster)
  }
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

async function restored(...argv: string[]) {
  const said = { out: '', error: '' }
  const code = await run(['restore', ...argv, '--model', join(folder, 'model'), '--threads', '1'], {
    out: { write: (text) => (said.out += text) },
    error: { write: (text) => (said.error += text) },
    environment: { LANG: 'en_US.UTF-8' },
    signal: new AbortController().signal,
  })
  return { code, ...said }
}

describe('facesOf', () => {
  it('goes by the longest name that the path ends with, whole parts only', () => {
    const other = { ...BOX, x: 0 }
    const faces = parseFaces(document({ 'a.jpg': [BOX], 'album/a.jpg': [other], 'caf\u00e9.jpg': [BOX] }))
    expect(facesOf('/scans/a.jpg', faces)).toEqual([BOX])
    expect(facesOf('/scans/album/a.jpg', faces)).toEqual([other])
    expect(facesOf('/scans/aa.jpg', faces)).toEqual([])
    expect(facesOf('cafe\u0301.jpg', faces)).toEqual([BOX])
  })
})

describe('--faces', () => {
  it('keeps the faces that the file names, says so, and makes again only what has other faces now', async () => {
    const path = join(folder, 'faces.json')
    const pictures = [join(folder, 'a.png'), join(folder, 'b.png')]
    writeFileSync(path, JSON.stringify(document({ 'a.png': [BOX] })))
    const lines = (await restored(...pictures, '--protect-faces', '--faces', path, '--json')).out.trim().split('\n')
    const [a, b] = lines.map((line) => JSON.parse(line))
    expect(a.faces).toMatchObject([{ ...BOX, lightOnly: false }])
    expect(a.faces[0].after).toBeLessThanOrEqual(2)
    expect(b.faces).toEqual([])
    writeFileSync(path, JSON.stringify(document({ 'a.png': [BOX], 'b.png': [BOX] })))
    expect((await restored(...pictures, '--faces', path)).error).toContain('1 restored, 1 done before')
  })

  it('says that there is no finder of faces, and what is wrong with a file', async () => {
    const a = join(folder, 'a.png')
    expect(await restored(a, '--protect-faces')).toMatchObject({ code: 1, error: expect.stringContaining('--faces') })
    const path = join(folder, 'bad.json')
    writeFileSync(path, JSON.stringify(document({ 'a.png': [{ ...BOX, width: 90 }] })))
    const { error } = await restored(a, '--faces', path, '--lang', 'es')
    expect(error).toContain(`${path} no sirve como archivo de caras porque «pictures["a.png"][0].width» no es 0–1`)
  })
})
