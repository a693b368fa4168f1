// The pictures that runs are measured on and never learn from.
import type { TrainConfig } from '../config.ts'
import { type CachedPicture, cachedPictures, PictureStore } from '../data/pictures.ts'
import type { Batch, BatchShape } from '../feed/batch.ts'
import { drawBatch, usable } from '../feed/draw.ts'
import type { PairSource } from '../feed/pair.ts'
import { PairStore } from '../pairs/store.ts'

const VALIDATION_BATCH = 16

/** At most this many of a user's own pairs; they come first, so that the contact sheet shows them. */
const VALIDATION_PAIRS = 12

/** Pairs that are held out, where there are any. */
function heldOutPairs(folder: string | undefined, canvas: number): PairSource | undefined {
  if (folder === undefined) return undefined
  const store = new PairStore(folder)
  const entries = store.usable('validation', canvas)
  if (entries.length > 0) return { store, entries }
  store.close()
  return undefined
}

/** `count` validation photographs as `shape` says, drawn alike in every run. @param folder cache of photographs */
export function heldOutBatches(folder: string, shape: Omit<BatchShape, 'count'>, count: number, seed: string): Batch[] {
  const store = new PictureStore(folder)
  const photographs = heldOut(folder, shape.canvas)
  const batches: Batch[] = []
  for (let left = count; left > 0; left -= VALIDATION_BATCH)
    batches.push(drawBatch(store, photographs, { ...shape, count: Math.min(left, VALIDATION_BATCH) }, seed, batches.length))
  store.close()
  return batches
}

function heldOut(folder: string, canvas: number): CachedPicture[] {
  return usable(
    cachedPictures(folder).filter(({ role }) => role === 'validation'),
    canvas,
  )
}

/** A user's own pairs that are held out, as one batch; none where there are none. */
function pairBatches(folder: string, pairs: string | undefined, canvas: number, look: number): Batch[] {
  const own = heldOutPairs(pairs, canvas)
  if (!own) return []
  const store = new PictureStore(folder)
  const shape = { count: Math.min(own.entries.length, VALIDATION_PAIRS), canvas, look, tile: canvas, tiles: 1, pairs: 1 }
  const batch = drawBatch(store, heldOut(folder, canvas), shape, 'validation pairs', 0, own)
  own.store.close()
  store.close()
  return [batch]
}

/**
 * The same pictures and damage in every run, so that runs can be compared; drawn once for each size of LOOK.
 * @param folder cache of photographs
 * @param pairs cache of a user's own pairs
 */
export function validationPictures(config: TrainConfig, folder: string, pairs?: string): (look: number) => Batch[] {
  const { canvas, validationPictures: count } = config
  const drawn = new Map<number, Batch[]>()
  return (look) => {
    const shape = { canvas, look, tile: canvas, tiles: 1 }
    const batches = drawn.get(look) ?? [...pairBatches(folder, pairs, canvas, look), ...heldOutBatches(folder, shape, count, 'validation')]
    drawn.set(look, batches)
    return batches
  }
}
