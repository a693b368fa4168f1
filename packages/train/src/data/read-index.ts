// The index of a decoded cache: one JSON line for each entry, added as the cache grows.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** The entries of the cache in `folder`; none where there is no cache yet. */
export function readIndex<Line>(folder: string): Line[] {
  const file = join(folder, 'index.ndjson')
  if (!existsSync(file)) return []
  const lines = readFileSync(file, 'utf8').split('\n')
  lines.pop() // what follows the last line break is empty, or half a line of a build that was killed
  return lines.map((line) => JSON.parse(line) as Line)
}
