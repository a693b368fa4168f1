import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { makePhotographs } from './made-photographs.ts'
import { writeTestSets } from './test-sets.ts'

const folder = mkdtempSync(join(tmpdir(), 'revelado-'))
afterAll(() => rmSync(folder, { recursive: true }))

describe('writeTestSets', () => {
  it('copies photographs that may be trained on once each, by the name of their content', async () => {
    const photographs = join(folder, 'photographs')
    await makePhotographs(photographs, 3)
    const [first] = readdirSync(photographs)
    cpSync(join(photographs, first), join(photographs, `again-${first}`))
    expect(await writeTestSets([photographs], join(folder, 'sets'))).toEqual({ photos: 0, train: 3 })
    const names = readdirSync(join(folder, 'sets', 'photos-train'))
    expect(names.length).toBe(3)
    expect(names.every((name) => /^[0-9a-f]{16}\.\w+$/.test(name))).toBe(true)
    expect(readdirSync(join(folder, 'sets', 'photos'))).toEqual([])
  })

  it('refuses an empty folder', async () => {
    await expect(writeTestSets([folder.replace(/[^/]+$/, 'nowhere-of-this-name')], folder)).rejects.toThrow()
  })
})
