// Makes a user's own pairs ready for a run, and says what they were taken for.
import { join } from 'node:path'
import type { CommandIo } from '../command.ts'
import type { TrainConfig } from '../config.ts'
import { cacheFolder } from '../data/cache-folder.ts'
import { pairsOf } from '../feed/pair.ts'
import { buildPairs, cachedPairs } from './cache.ts'

/**
 * The folder of the decoded pairs that the configuration names, or undefined when it names none.
 * @throws ReveladoError when the pairs do not fit together, or none is as large as the canvas.
 */
export async function preparePairs({ pairs: folder, canvas }: TrainConfig, io: CommandIo): Promise<string | undefined> {
  if (folder === undefined) return undefined
  const cache = await buildPairs(folder, join(cacheFolder(), 'pairs'), {
    signal: io.signal,
    onProgress: (done, all) => io.progress(`decoding pairs: ${done} of ${all}`),
  })
  if (io.signal.aborted) return cache
  const all = cachedPairs(cache)
  const count = (test: (pair: (typeof all)[number]) => unknown): number => all.filter(test).length
  const train = pairsOf(cache, 'train')(canvas)
  train.store.close()
  io.print(
    `${all.length} pairs: ${count(({ labels }) => labels.negative)} taken for negatives, ${count(({ labels }) => labels.bw)} for black-and-white, ${count(({ labels }) => labels.tone)} for damaged in tone; ${train.entries.length} large enough to learn from, ${count(({ role }) => role === 'validation')} kept for validation`,
  )
  return cache
}
