// The company of a picture: the nearest others of the run in the same folder, looked at only where somebody asks, and each once.
import { dirname, resolve } from 'node:path'
import type { Company } from '@revelado/restore'

/** So many others say enough of a folder. */
const MOST = 16

/** The paths of each folder, in their order. */
function byFolder(paths: readonly string[]): Map<string, string[]> {
  const folders = new Map<string, string[]>()
  for (const path of paths) {
    const folder = dirname(resolve(path))
    const there = folders.get(folder)
    if (there) there.push(path)
    else folders.set(folder, [path])
  }
  return folders
}

/** The nearest of a folder's paths to one of them, by their order, at most `most`. */
export function beside(folder: readonly string[], path: string, most = MOST): string[] {
  const at = folder.indexOf(path)
  // Of the others no more than `most` on either side can be among the nearest
  const near = [
    ...folder
      .slice(Math.max(0, at - most), at)
      .reverse()
      .entries(),
    ...folder.slice(at + 1, at + 1 + most).entries(),
  ]
  return near
    .sort(([a], [b]) => a - b)
    .slice(0, most)
    .map(([, other]) => other)
}

/**
 * For each of `paths` its company.
 * @param glance says how likely a picture is a negative; one that it cannot read has no say, and is complained of when its turn comes
 */
export function companies(paths: readonly string[], glance: (path: string) => Promise<number>): (path: string) => Company {
  let folders: Map<string, string[]> | undefined
  const seen = new Map<string, Promise<number | undefined>>()
  const ask = (path: string): Promise<number | undefined> => {
    let answer = seen.get(path)
    if (!answer) seen.set(path, (answer = glance(path).catch(() => undefined)))
    return answer
  }
  return (path) => async () => {
    folders ??= byFolder(paths)
    const answers: number[] = []
    // One after another: large pictures would not fit beside each other
    for (const other of beside(folders.get(dirname(resolve(path))) ?? [path], path)) {
      const answer = await ask(other)
      if (answer !== undefined) answers.push(answer)
    }
    return answers
  }
}
