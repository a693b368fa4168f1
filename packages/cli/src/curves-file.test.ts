// Curves from one picture to another, as a user types it, with a tiny model.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createRaster } from '@revelado/core'
import { readPicture, writePicture } from '@revelado/files'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { run } from './main.ts'
import { writeTinyModel } from './tiny-model.ts'

let folder: string
let input: string

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'revelado-curves-'))
  writeTinyModel(join(folder, 'model'))
  input = join(folder, 'a.png')
  const raster = createRaster(40, 32)
  raster.data.forEach((_: number, i: number) => {
    raster.data[i] = 30 + ((i * 7919) % 190)
  })
  await writePicture(input, raster)
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

async function revelado(...argv: string[]): Promise<{ code: number; out: string; error: string }> {
  const said = { out: '', error: '' }
  const code = await run([...argv, '--model', join(folder, 'model'), '--threads', '1'], {
    out: { write: (text) => (said.out += text) },
    error: { write: (text) => (said.error += text) },
    environment: { LANG: 'en_US.UTF-8' },
    signal: new AbortController().signal,
  })
  return { code, ...said }
}

const result = async () => (await readPicture(join(folder, 'revelado', 'a.png'))).raster.data

describe('--curves', () => {
  it('gives with the curves of inspect what the picture gave by itself, and says whose curves they were', async () => {
    const path = join(folder, 'own.json')
    const written = await revelado('inspect', input, '--polarity', 'negative', '--curves', path)
    expect(written).toMatchObject({ code: 0, out: expect.stringContaining(`Curves written to ${path}`) })
    expect(JSON.parse(readFileSync(path, 'utf8'))).toMatchObject({
      format: 'revelado-curves',
      polarity: 'negative',
      model: { name: 'tiny' },
    })
    expect(readFileSync(path, 'utf8').split('\n').length).toBeLessThan(40)
    await revelado('restore', input, '--polarity', 'negative', '--strength', '0')
    const own = await result()
    const { out } = await revelado('restore', input, '--curves', path, '--strength', '0', '--json')
    expect(await result()).toEqual(own)
    const record = JSON.parse(out.split('\n')[0])
    expect(record).toMatchObject({ curves: { path, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) }, options: { curves: true } })
  })

  it('makes a result again when the file of curves has changed, and not before', async () => {
    const path = join(folder, 'changing.json')
    await revelado('inspect', input, '--curves', path)
    expect((await revelado('inspect', input, '--curves', path)).error).toContain('--overwrite')
    await revelado('restore', input, '--curves', path)
    expect((await revelado('restore', input, '--curves', path)).error).toContain('done before')
    await revelado('inspect', input, '--polarity', 'negative', '--curves', path, '--overwrite')
    expect((await revelado('restore', input, '--curves', path)).error).toContain('colour negative, developed')
  })

  it('never writes curves over the picture itself', async () => {
    const before = readFileSync(input)
    expect((await revelado('inspect', input, '--curves', input, '--overwrite')).error).toContain('original')
    expect(readFileSync(input)).toEqual(before)
  })

  it.each([
    ['{ "a": 1,, }', 'no es JSON que se pueda leer'],
    ['{ "format": "curves" }', '«format» no es revelado-curves'],
    ['{ "format": "revelado-curves", "version": 1, "polarity": "positive", "tone": 1, "before": [] }', '«before» no es 3 × 9'],
    ['null', 'no sirve como curvas'],
  ])('says in one sentence what is wrong with %s', async (text, words) => {
    const path = join(folder, 'bad.json')
    writeFileSync(path, text)
    const { code, error } = await revelado('restore', input, '--curves', path, '--lang', 'es')
    expect(code).toBe(1)
    expect(error).toContain(path)
    expect(error).toContain(words)
    expect(error.trim().split('\n').length).toBe(1)
  })

  it('says when the file is not there, and when --polarity is given beside it', async () => {
    expect((await revelado('restore', input, '--curves', join(folder, 'none.json'))).error).toContain('none.json does not exist')
    const path = join(folder, 'beside.json')
    await revelado('inspect', input, '--curves', path)
    expect((await revelado('restore', input, '--curves', path, '--polarity', 'positive')).error).toContain('leave out --polarity')
  })
})
