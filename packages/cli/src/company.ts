// The company of a picture: the nearest others of the run in the same folder, looked at only where somebody asks, and each once.
import { dirname, resolve } from 'node:path'
import type { Company } from '@revelado/restore'

/** So many others say enough of a folder. */
const MOST = 16

/** The nearest of `paths` in the folder of the one at `at`, by their order, at most `most`. */
export function beside(paths: readonly string[], at: number, most = MOST): string[] {
  const folder = dirname(resolve(paths[at]))
  return paths
    .map((path, i) => ({ path, distance: Math.abs(i - at) }))
    .filter(({ path, distance }) => distance > 0 && dirname(resolve(path)) === folder)
    .sort((a, b) => a.distance - b.distance)
    .slice(0, most)
    .map(({ path }) => path)
}

/**
 * For each of `paths` its company.
 * @param glance says how likely a picture is a negative; one that it cannot read has no say, and is complained of when its turn comes
 */
export function companies(paths: readonly string[], glance: (path: string) => Promise<number>): (path: string) => Company {
  const seen = new Map<string, Promise<number | undefined>>()
  const ask = (path: string): Promise<number | undefined> => {
    let answer = seen.get(path)
    if (!answer) seen.set(path, (answer = glance(path).catch(() => undefined)))
    return answer
  }
  return (path) => async () => {
    const answers: number[] = []
    // One after another: large pictures would not fit beside each other
    for (const other of beside(paths, paths.indexOf(path))) {
      const answer = await ask(other)
      if (answer !== undefined) answers.push(answer)
    }
    return answers
  }
}
