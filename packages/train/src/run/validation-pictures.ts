// The pictures that runs are measured on and never learn from.
import type { TrainConfig } from '../config.ts'
import { cachedPictures, PictureStore } from '../data/pictures.ts'
import type { Batch } from '../feed/batch.ts'
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

/**
 * The same pictures and damage in every run, so that runs can be compared; drawn once for each size of LOOK.
 * @param folder cache of photographs
 * @param pairs cache of a user's own pairs
 */
export function validationPictures(config: TrainConfig, folder: string, pairs?: string): (look: number) => Batch[] {
  const { canvas } = config
  const drawn = new Map<number, Batch[]>()
  const draw = (look: number): Batch[] => {
    const store = new PictureStore(folder)
    const pictures = usable(
      cachedPictures(folder).filter((picture) => picture.role === 'validation'),
      canvas,
    )
    const batches: Batch[] = []
    const own = heldOutPairs(pairs, canvas)
    if (own) {
      const shape = { count: Math.min(own.entries.length, VALIDATION_PAIRS), canvas, look, tile: canvas, tiles: 1, pairs: 1 }
      batches.push(drawBatch(store, pictures, shape, 'validation pairs', 0, own))
      own.store.close()
    }
    const before = batches.length
    for (let left = config.validationPictures; left > 0; left -= VALIDATION_BATCH) {
      const shape = { count: Math.min(left, VALIDATION_BATCH), canvas, look, tile: canvas, tiles: 1 }
      batches.push(drawBatch(store, pictures, shape, 'validation', batches.length - before))
    }
    store.close()
    return batches
  }
  return (look) => {
    const batches = drawn.get(look) ?? draw(look)
    drawn.set(look, batches)
    return batches
  }
}
