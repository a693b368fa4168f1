// Placing: whole or not at all, also when the disk fills up or the work is stopped half-way.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { folder } from '../test/samples.ts'
import { isNoRoom } from './failure.ts'
import { placeFile } from './place.ts'

const A = Buffer.alloc(40000, 'a')

describe('placeFile', () => {
  it('joins the pieces and makes the folders', async () => {
    const path = join(folder(), 'x', 'y', 'z.bin')
    await placeFile(path, [A, Buffer.alloc(0), Buffer.from('end')])
    expect(readFileSync(path)).toEqual(Buffer.concat([A, Buffer.from('end')]))
    expect(readdirSync(join(path, '..'))).toEqual(['z.bin'])
  })

  it.each(['ENOSPC', 'EDQUOT'])('leaves an older file as it was and nothing else when the disk is full (%s)', async (code) => {
    const path = join(folder(), 'a.bin')
    writeFileSync(path, 'older')
    function* pieces() {
      yield A
      expect(readdirSync(join(path, '..')).length).toBe(2)
      throw Object.assign(new Error('no room'), { code })
    }
    await expect(placeFile(path, pieces(), { overwrite: true })).rejects.toMatchObject({ code: 'no-room', values: { path } })
    expect(readdirSync(join(path, '..'))).toEqual(['a.bin'])
    expect(readFileSync(path, 'utf8')).toBe('older')
  })

  it('leaves nothing when stopped in the middle', async () => {
    const place = folder()
    const stop = new AbortController()
    function* pieces() {
      yield A
      stop.abort()
      yield A
    }
    await expect(placeFile(join(place, 'a.bin'), pieces(), { signal: stop.signal })).rejects.toMatchObject({ code: 'cancelled' })
    expect(readdirSync(place)).toEqual([])
  })

  it('refuses a file that appeared meanwhile', async () => {
    const path = join(folder(), 'a.bin')
    function* pieces() {
      yield A
      writeFileSync(path, 'somebody else')
    }
    await expect(placeFile(path, pieces())).rejects.toMatchObject({ code: 'would-overwrite' })
    expect(readFileSync(path, 'utf8')).toBe('somebody else')
    expect(readdirSync(join(path, '..'))).toEqual(['a.bin'])
  })

  it('writes a name as long as names may be', async () => {
    const place = folder()
    const name = `${'n'.repeat(250)}.png`
    await placeFile(join(place, name), [A])
    expect(readdirSync(place)).toEqual([name])
  })
})

it('a full disk is told from the words of libraries too', () => {
  expect(isNoRoom(new Error('write error: No space left on device'))).toBe(true)
  expect(isNoRoom(new Error('something else'))).toBe(false)
})
