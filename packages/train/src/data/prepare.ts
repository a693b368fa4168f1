// Makes the photographs ready for a run: decodes into the cache whatever is not there yet.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { ReveladoError } from '@revelado/core'
import type { CommandIo } from '../command.ts'
import { cacheFolder } from './cache-folder.ts'
import { buildCache } from './pictures.ts'

/**
 * @param photos folder of photographs; the cache's own unless named
 * @returns the folder of the decoded pictures
 * @throws ReveladoError 'not-found' when there is neither a folder nor a cache.
 */
export async function preparePictures(photos: string | undefined, io: CommandIo): Promise<string> {
  const pictures = join(cacheFolder(), 'pictures')
  const photographs = photos ?? join(cacheFolder(), 'photos')
  if (!existsSync(photographs) && !existsSync(join(pictures, 'index.ndjson')))
    throw new ReveladoError('not-found', `expected photographs to learn from in ${photographs}; name their folder with --photos`, {
      path: photographs,
    })
  if (existsSync(photographs)) {
    await buildCache(photographs, pictures, {
      signal: io.signal,
      onProgress: ({ done, all }) => done % 50 === 0 && io.progress(`decoding photographs: ${done} of ${all}`),
    })
  }
  return pictures
}
