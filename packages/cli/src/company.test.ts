import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { beside, companies } from './company.ts'

const paths = ['a/1', 'a/2', 'b/1', 'a/3', 'a/4', 'a/5'].map((path) => join(path))

describe('beside', () => {
  it('takes the nearest of the same folder', () => {
    expect(beside(paths, 3, 3)).toEqual(['a/4', 'a/2', 'a/5'].map((path) => join(path)))
    expect(beside(paths, 2)).toEqual([])
    expect(beside(['x/1', './x/2'], 0)).toEqual(['./x/2'])
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
    expect(seen.sort()).toEqual(['a/1', 'a/2', 'a/3', 'a/4', 'a/5'].map((path) => join(path)))
  })
})
