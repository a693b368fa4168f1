// Which files of the sets a task takes: always the same ones, spread evenly.
import { parse } from 'node:path'
import type { PictureSet } from './sets.ts'
import type { Task } from './task.ts'

export interface Chosen {
  readonly set: string
  readonly path: string
  /** Place among those taken of its set. */
  readonly index: number
}

/** Up to `count` items spread evenly over the list. */
export function spread<T>(items: readonly T[], count: number): T[] {
  if (items.length <= count) return [...items]
  return Array.from({ length: count }, (_, i) => items[Math.floor((i * items.length) / count)])
}

/** Quick mode's few of each set, never more of each set or in all than the task wants. */
export function chooseFiles(
  sets: readonly PictureSet[],
  task: Task,
  { quick, quickPictures }: { quick: boolean; quickPictures: number },
): Chosen[] {
  const all = sets.flatMap(({ name, files, role }) => {
    const asked = task.takes ? files.filter((path) => task.takes?.(name, parse(path).name)) : files
    const few = quick && role === 'photographs' ? quickPictures : (task.mostOfEach ?? asked.length)
    return spread(asked, few).map((path, index) => ({ set: name, path, index }))
  })
  return spread(all, Math.min(task.most ?? all.length, quick && task.most ? quickPictures : all.length))
}
