// Pairs from files into the cache, out of it into batches, and through a run.
import { appendFileSync, cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildPairs, cachedPairs } from './cache.ts'
import { makePairs } from './made-pairs.ts'
import { PairStore } from './store.ts'

const folder = mkdtempSync(join(tmpdir(), 'revelado-'))
const pairs = join(folder, 'pairs')
const caches = join(folder, 'caches')
beforeAll(() => makePairs(pairs, 10))
afterAll(() => rmSync(folder, { recursive: true }))

/** Half a step of 8 bits. */
const SAME = 0.5 / 255

describe('the cache of pairs', () => {
  it('keeps size, labels, mask and what is held out', async () => {
    const cache = await buildPairs(pairs, caches)
    const all = cachedPairs(cache)
    expect(all.map(({ name, width, height }) => [name, width, height])).toEqual(Array.from({ length: 10 }, (_, i) => [`${i}`, 210, 180]))
    for (const [i, { labels }] of all.entries())
      expect(labels, `${i}`).toEqual({ negative: i % 2 ? 0 : 1, bw: 0, tone: i % 2, lost: i === 0 ? 1 : 0 })
    expect(all.filter(({ role }) => role === 'validation').length).toBe(1)
    const store = new PairStore(cache)
    const pair = store.read(all[0])
    const next = store.read(all[1])
    expect(store.usable('train', 180).length).toBe(9)
    expect(store.usable('train', 184)).toEqual([])
    store.close()
    for (let i = 0; i < pair.input.data.length; i += 997) {
      expect(Math.abs(1 - pair.input.data[i] - pair.target.data[i])).toBeLessThan(SAME)
      expect(Math.abs(0.5 * next.target.data[i] + 64 / 255 - next.input.data[i])).toBeLessThan(2 * SAME)
    }
    expect(pair.lost.data.reduce((a, b) => a + b)).toBe(60 * 50)
    expect(pair.lost.data[61 * 210 + 71]).toBe(1)
    expect(next.lost.data.some((v) => v > 0)).toBe(false)
  })

  it('goes on after a kill; another listing is another cache', async () => {
    const cache = await buildPairs(pairs, caches)
    const whole = readFileSync(join(cache, 'pairs.bin'))
    const lines = readFileSync(join(cache, 'index.ndjson'), 'utf8').split('\n')
    writeFileSync(join(cache, 'index.ndjson'), `${lines.slice(0, 4).join('\n')}\n${lines[4].slice(0, 30)}`)
    appendFileSync(join(cache, 'pairs.bin'), 'stray')
    expect(await buildPairs(pairs, caches)).toBe(cache)
    expect(readFileSync(join(cache, 'pairs.bin')).equals(whole)).toBe(true)
    utimesSync(join(pairs, 'input', '3.tif'), 1, 1)
    expect(await buildPairs(pairs, caches)).not.toBe(cache)
    expect(readdirSync(caches).length).toBe(2)
  })

  it('brings a target of another size to the input, and refuses one of another shape', async () => {
    const odd = join(folder, 'odd')
    cpSync(pairs, odd, { recursive: true })
    const target = join(odd, 'target', '1.png')
    await sharp(join(pairs, 'target', '1.png'))
      .resize(423, 360, { fit: 'fill' })
      .toFile(target)
    await sharp(join(pairs, 'target', '2.png'))
      .resize(105, 90)
      .toFile(join(odd, 'target', '2.png'))
    const all = cachedPairs(await buildPairs(odd, caches))
    expect([all[1].width, all[1].height]).toEqual([210, 180])
    expect([all[2].width, all[2].height]).toEqual([105, 90])
    await sharp(join(pairs, 'target', '1.png'))
      .resize(216, 180, { fit: 'fill' })
      .toFile(target)
    await expect(buildPairs(odd, caches)).rejects.toThrow(`${target} to have the aspect ratio of input/1.tif within 2 %`)
  })
})
