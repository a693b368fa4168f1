import { expect, it } from 'vitest'
import { chooseFiles } from './choose-files.ts'
import type { PictureSet } from './sets.ts'
import type { Task } from './task.ts'

const set = (name: string, count: number, role: PictureSet['role'] = 'photographs'): PictureSet => ({
  name,
  role,
  files: Array.from({ length: count }, (_, i) => `/${name}/${i}.png`),
})
const sets = [set('few', 4), set('many', 100), set('real/old', 20, 'old')]
const counts = (task: Partial<Task>, quick = false) => {
  const chosen = chooseFiles(sets, task as Task, { quick, quickPictures: 8 })
  return sets.map(({ name }) => chosen.filter((file) => file.set === name).length)
}

it('takes all, most of each set, or most in all; in quick mode few photographs of each', () => {
  expect(counts({})).toEqual([4, 100, 20])
  expect(counts({ mostOfEach: 10 })).toEqual([4, 10, 10])
  expect(counts({ most: 31 }).reduce((a, b) => a + b)).toBe(31)
  expect(counts({}, true)).toEqual([4, 8, 20])
  expect(counts({ takes: (name) => name === 'few' })).toEqual([4, 0, 0])
  expect(chooseFiles(sets, { mostOfEach: 10 } as Task, { quick: false, quickPictures: 8 })[5]).toEqual({
    set: 'many',
    path: '/many/10.png',
    index: 1,
  })
})
