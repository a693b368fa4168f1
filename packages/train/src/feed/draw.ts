// Draws whole batches: which photographs, which seeds.
import { Random } from '@revelado/core'
import type { CachedPicture, PictureStore } from '../data/pictures.ts'
import { type Batch, type BatchShape, createBatch } from './batch.ts'
import { fillPair, type PairSource } from './pair.ts'
import { fillSample, type Photograph } from './sample.ts'

function photographIn(store: PictureStore, entry: CachedPicture): Photograph {
  const { width, height } = entry
  return { width, height, crop: (x, y, w, h) => store.crop(entry, x, y, w, h) }
}

/**
 * Batch number `index` of a run: a pure function of the seed, the index and the pictures, whoever draws it.
 * @param pairs a user's own pairs, drawn in the share that the shape says
 */
export function drawBatch(
  store: PictureStore,
  pictures: readonly CachedPicture[],
  shape: BatchShape,
  seed: string | number,
  index: number,
  pairs?: PairSource,
): Batch {
  const batch = createBatch(shape)
  const random = new Random(`${seed}/batch/${index}`)
  for (let i = 0; i < shape.count; i++) {
    const { seed: own } = random.split(i)
    if (pairs && random.chance(shape.pairs ?? 0)) fillPair(batch, i, pairs, own)
    else fillSample(batch, i, photographIn(store, random.pick(pictures)), own)
  }
  return batch
}

/** Pictures `from`, `from` + 1, …: each of them once before any comes again, its crop and damage drawn by its number. */
export function drawEach(
  store: PictureStore,
  pictures: readonly CachedPicture[],
  shape: BatchShape,
  seed: string | number,
  from: number,
): Batch {
  const batch = createBatch(shape)
  const random = new Random(`${seed}/each`)
  for (let i = 0; i < shape.count; i++)
    fillSample(batch, i, photographIn(store, pictures[(from + i) % pictures.length]), random.split(from + i).seed)
  return batch
}

/** The pictures of a cache that a canvas can be cut from, colour photographs only. */
export function usable(pictures: readonly CachedPicture[], canvas: number): CachedPicture[] {
  return pictures.filter((p) => !p.grey && Math.min(p.width, p.height) >= canvas)
}

/** How often a photograph that is drawn more often stands among the others. */
const TIMES = 3

/** The pictures, those whose hashes are in `often` three times. */
export function repeated(pictures: readonly CachedPicture[], often: ReadonlySet<string>): CachedPicture[] {
  return pictures.flatMap((picture) => (often.has(picture.hash) ? Array<CachedPicture>(TIMES).fill(picture) : [picture]))
}
