import { createHash } from 'node:crypto'
import { createWriteStream, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { packTar } from 'modern-tar/fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildDataset } from './dataset.ts'
import { makePhotographs } from './made-photographs.ts'

const folder = mkdtempSync(join(tmpdir(), 'revelado-'))
const photographs = join(folder, 'photographs')
const set = join(folder, 'set')
beforeAll(() => makePhotographs(photographs, 5))
afterAll(() => rmSync(folder, { recursive: true }))

const lines = (at: string): Record<string, unknown>[] =>
  readFileSync(join(at, 'manifest.ndjson'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))

describe('buildDataset', () => {
  it('writes pictures, masks, a manifest with their hashes, and a contact sheet', async () => {
    writeFileSync(join(photographs, 'broken.png'), 'no picture')
    const report = await buildDataset({ photographs: [photographs], folder: set, recipe: 'predecessor', seed: 1 })
    expect(report).toMatchObject({ made: 5, before: 0, leftOut: [] })
    expect(report.failed.map((path) => path.slice(photographs.length + 1))).toEqual(['broken.png'])
    const [head, ...samples] = lines(set)
    expect(head).toMatchObject({ revelado: 'dataset', recipe: 'predecessor', photos: 6 })
    for (const sample of samples)
      for (const [name, file] of Object.entries(sample.files as Record<string, string>)) {
        const hash = createHash('sha256')
          .update(readFileSync(join(set, file)))
          .digest('hex')
        expect(hash).toBe((sample.sha256 as Record<string, string>)[name])
      }
    expect(existsSync(join(set, 'contact-sheet.png'))).toBe(true)
  })

  it('goes on after a kill with the same bytes, and refuses another set', async () => {
    const before = lines(set)
    const text = readFileSync(join(set, 'manifest.ndjson'), 'utf8').split('\n')
    writeFileSync(join(set, 'manifest.ndjson'), `${text.slice(0, 3).join('\n')}\n${text[3].slice(0, 30)}`)
    const report = await buildDataset({ photographs: [photographs], folder: set, recipe: 'predecessor', seed: 1 })
    expect(report).toMatchObject({ made: 3, before: 2 })
    expect(lines(set)).toEqual(before)
    await expect(buildDataset({ photographs: [photographs], folder: set, recipe: 'revelado', seed: 1 })).rejects.toMatchObject({
      code: 'would-overwrite',
    })
  })

  it('takes a tar', async () => {
    rmSync(join(photographs, 'broken.png'))
    const tar = join(folder, 'photographs.tar')
    await pipeline(packTar(photographs), createWriteStream(tar))
    const report = await buildDataset({ photographs: [tar], folder: join(folder, 'from-tar'), recipe: 'revelado', seed: 2 })
    expect(report).toMatchObject({ made: 5, failed: [] })
  })
})
