import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { beside, companies } from './company.ts'

const paths = ['a/1', 'a/2', 'b/1', 'a/3', 'a/4', 'a/5'].map((path) => join(path))

describe('beside', () => {
  it('takes the nearest on both sides', () => {
    const folder = ['1', '2', '3', '4', '5']
    expect(beside(folder, '3', 3)).toEqual(['2', '4', '1'])
    expect(beside(folder, '1', 3)).toEqual(['2', '3', '4'])
    expect(beside(folder, '5')).toEqual(['4', '3', '2', '1'])
    expect(beside(['1'], '1')).toEqual([])
  })
})

describe('companies', () => {
  it('looks at each picture once, and leaves out what cannot be read', async () => {
    const seen: string[] = []
    const companyOf = companies(paths, async (path) => {
      seen.push(path)
      if (path === join('a/2')) throw new Error('torn')
      return 0.25
    })
    expect(seen).toEqual([])
    expect(await companyOf(paths[0])()).toEqual([0.25, 0.25, 0.25])
    expect(await companyOf(paths[0])()).toHaveLength(3)
    expect(await companyOf(paths[5])()).toHaveLength(3)
    expect(await companyOf(paths[2])()).toEqual([])
    expect(seen.sort()).toEqual(['a/1', 'a/2', 'a/3', 'a/4', 'a/5'].map((path) => join(path)))
  })
})
