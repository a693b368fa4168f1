import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { chooseSets, findSets } from './sets.ts'

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'sets-'))
  for (const path of ['kodak24', 'other', 'real/old', 'empty']) mkdirSync(join(folder, path), { recursive: true })
  for (const path of ['kodak24/b.webp', 'kodak24/a.PNG', 'kodak24/notes.txt', 'other/c.tif', 'real/old/d.jpg'])
    writeFileSync(join(folder, path), '')
})
afterAll(() => rmSync(folder, { recursive: true }))

describe('findSets', () => {
  it('takes folders with pictures, in order', () => {
    const sets = findSets(folder)
    expect(sets.map(({ name, role, files }) => [name, role, files.length])).toEqual([
      ['kodak24', 'photographs', 2],
      ['other', 'photographs', 1],
      ['real/old', 'old', 1],
    ])
    expect(sets[0].files[0]).toMatch(/a\.PNG$/)
  })

  it('says what is missing', () => {
    expect(() => findSets(join(folder, 'nowhere'))).toThrow('expected a folder of test pictures')
    expect(() => findSets(join(folder, 'empty'))).toThrow('no pictures')
  })
})

describe('chooseSets', () => {
  it('prefers the named sets, takes others in their place, and says so', () => {
    const sets = findSets(folder)
    const named = chooseSets({ wants: [{ role: 'photographs', names: ['kodak24', 'cbsd68'] }] }, sets)
    expect(named).toEqual({ chosen: [sets[0]], missing: ['cbsd68: not found'] })
    const instead = chooseSets({ wants: [{ role: 'photographs', names: ['photos'] }] }, sets)
    expect(instead.chosen).toEqual(sets.slice(0, 2))
    expect(instead.missing).toEqual(['photos: not found, measured on kodak24 and other instead'])
    expect(chooseSets({ wants: [{ role: 'negatives' }] }, sets)).toEqual({ chosen: [], missing: ['real/negatives: not found'] })
  })
})
