import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { findPairs } from './find.ts'

const folders: string[] = []
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true })
})

function folderOf(files: Record<string, string>): string {
  const folder = mkdtempSync(join(tmpdir(), 'revelado-'))
  folders.push(folder)
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(folder, path, '..'), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  return folder
}

describe('findPairs', () => {
  it('finds pairs in two folders and by suffix, with masks and kinds', () => {
    const folder = folderOf({
      'input/10.tif': '',
      'input/9.b.png': '',
      'input/9.b.mask.png': '',
      'input/.DS_Store.png': '',
      'input/notes.txt': '',
      'target/10.jpg': '',
      'target/9.b.JPG': '',
      'roll.input.tif': '',
      'roll.target.jpg': '',
      'pairs.json': '{ "10": "bw-negative" }',
    })
    expect(findPairs(folder)).toEqual([
      { name: '9.b', input: 'input/9.b.png', target: 'target/9.b.JPG', mask: 'input/9.b.mask.png', kind: undefined },
      { name: '10', input: 'input/10.tif', target: 'target/10.jpg', mask: undefined, kind: 'bw-negative' },
      { name: 'roll', input: 'roll.input.tif', target: 'roll.target.jpg', mask: undefined, kind: undefined },
    ])
  })

  it('names the file that has no partner, or one too many', () => {
    expect(() => findPairs(folderOf({ 'input/a.tif': '' }))).toThrow(/expected a target .*a\.tif/)
    expect(() => findPairs(folderOf({ 'a.target.jpg': '' }))).toThrow(/expected an input .*a\.target\.jpg/)
    expect(() => findPairs(folderOf({ 'input/a.tif': '', 'input/a.png': '', 'target/a.png': '' }))).toThrow('input/a.png and input/a.tif')
  })

  it('says what is wrong with the folder or with pairs.json', () => {
    expect(() => findPairs('/nowhere')).toThrow('/nowhere')
    expect(() => findPairs(folderOf({ 'a.png': '' }))).toThrow('found none')
    const pair = { 'a.input.tif': '', 'a.target.jpg': '' }
    expect(() => findPairs(folderOf({ ...pair, 'pairs.json': '{' }))).toThrow('is not JSON')
    expect(() => findPairs(folderOf({ ...pair, 'pairs.json': '{ "a": "sepia" }' }))).toThrow(/pairs\.json: at a: .*colour-negative/)
    expect(() => findPairs(folderOf({ ...pair, 'pairs.json': '{ "b": "bw" }' }))).toThrow('names the pair b')
  })
})
