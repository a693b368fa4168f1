import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { cropPicture } from '@revelado/core'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makePhotographs } from './made-photographs.ts'
import { buildCache, cachedPictures, PictureStore } from './pictures.ts'

const folder = mkdtempSync(join(tmpdir(), 'revelado-'))
const photographs = join(folder, 'photographs')
const cache = join(folder, 'cache')
beforeAll(() => makePhotographs(photographs, 4))
afterAll(() => rmSync(folder, { recursive: true }))

describe('the decoded cache', () => {
  it('shrinks by 1.5, notes what it leaves, and knows its pictures again', async () => {
    writeFileSync(join(photographs, 'broken.png'), 'not a picture')
    await sharp({ create: { width: 60, height: 60, channels: 3, background: 'red' } })
      .png()
      .toFile(join(photographs, 'small.png'))
    await buildCache(photographs, cache)
    const pictures = cachedPictures(cache)
    expect(pictures.map(({ path, width, height }) => [path, width, height])).toEqual([0, 1, 2, 3].map((i) => [`${i}.png`, 140, 120]))
    expect(pictures.every(({ grey }) => !grey)).toBe(true)
    expect(pictures.map(({ role }) => role).sort()).toEqual(['train', 'train', 'train', 'validation'])
    const store = new PictureStore(cache)
    const first = store.read(pictures[0])
    const part = store.crop(pictures[0], 30, 50, 40, 20)
    store.close()
    expect(part).toEqual(cropPicture(first, 30, 50, 40, 20))
    expect([first.width, first.height]).toEqual([140, 120])
    const { data } = await sharp(join(photographs, '0.png')).resize(1, 1).raw().toBuffer({ resolveWithObject: true })
    const mean = first.data.subarray(0, 140 * 120).reduce((a, b) => a + b) / (140 * 120)
    expect(Math.abs(mean * 255 - data[0])).toBeLessThan(3)
  })

  it('goes on after a kill, with half a line and stray bytes at its end', async () => {
    const whole = readFileSync(join(cache, 'pictures.bin'))
    const index = readFileSync(join(cache, 'index.ndjson'), 'utf8').split('\n')
    const cut = index.findIndex((line) => line.includes('"2.png"'))
    writeFileSync(join(cache, 'index.ndjson'), `${index.slice(0, cut).join('\n')}\n${index[cut].slice(0, 20)}`)
    appendFileSync(join(cache, 'pictures.bin'), 'stray')
    await buildCache(photographs, cache)
    expect(cachedPictures(cache).map((p) => p.path)).toEqual(['0.png', '1.png', '2.png', '3.png'])
    expect(readFileSync(join(cache, 'pictures.bin'))).toEqual(whole)
  })
})
