// `revelado dataset sets`: the photographs that the evaluation asks for, copied out of a folder of photographs: those that no recipe
// trains on as `photos`, and as many as are wanted of the others as `photos-train`.
import { copyFile, mkdir, readFile, rename } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { ReveladoError } from '@revelado/core'
import { findPictures } from '@revelado/files'
import { blobHash, roleOf } from './split.ts'

/** Photographs of the training set that are shown beside the test photographs. */
export const TRAIN_SHOWN = 100
/** Characters of a blob hash in a file's name. */
const NAME = 16

export interface TestSets {
  readonly photos: number
  readonly train: number
}

/** Copies a file under its content's name, aside first. */
async function keep(path: string, folder: string, hash: string): Promise<void> {
  const to = join(folder, hash.slice(0, NAME) + extname(path).toLowerCase())
  await copyFile(path, `${to}.part`)
  await rename(`${to}.part`, to)
}

/**
 * Writes `photos` and `photos-train` into `folder`. The same photographs give the same sets, whatever they are called.
 * @throws ReveladoError 'nothing-to-do' without a photograph, 'not-found'.
 */
export async function writeTestSets(
  sources: readonly string[],
  folder: string,
  { signal, onProgress }: { signal?: AbortSignal; onProgress?: (done: number, all: number) => void } = {},
): Promise<TestSets> {
  const { pictures, failures } = await findPictures([...sources])
  if (failures.length > 0) throw failures[0]
  if (pictures.length === 0) throw new ReveladoError('nothing-to-do', 'expected photographs to choose from but found none')
  const train: { hash: string; path: string }[] = []
  const tested = new Set<string>()
  await mkdir(join(folder, 'photos'), { recursive: true })
  await mkdir(join(folder, 'photos-train'), { recursive: true })
  for (const [done, { path }] of pictures.entries()) {
    if (signal?.aborted) break
    onProgress?.(done, pictures.length)
    const hash = blobHash(await readFile(path))
    const role = roleOf(hash)
    if (role === 'train') train.push({ hash, path })
    else if (role === 'test' && !tested.has(hash)) {
      tested.add(hash)
      await keep(path, join(folder, 'photos'), hash)
    }
  }
  const byHash = [...new Map(train.map((one) => [one.hash, one])).values()].sort((a, b) => (a.hash < b.hash ? -1 : 1))
  const shown = signal?.aborted ? [] : byHash.slice(0, TRAIN_SHOWN)
  for (const { hash, path } of shown) await keep(path, join(folder, 'photos-train'), hash)
  return { photos: tested.size, train: shown.length }
}
