// The pictures that runs are measured on and never learn from.
import type { TrainConfig } from '../config.ts'
import { cachedPictures, PictureStore } from '../data/pictures.ts'
import type { Batch } from '../feed/batch.ts'
import { drawBatch, usable } from '../feed/draw.ts'

const VALIDATION_BATCH = 16

/** The same pictures and damage in every run, so that runs can be compared; drawn once for each size of LOOK. */
export function validationPictures(config: TrainConfig, folder: string): (look: number) => Batch[] {
  const { canvas } = config
  const drawn = new Map<number, Batch[]>()
  const draw = (look: number): Batch[] => {
    const store = new PictureStore(folder)
    const pictures = usable(
      cachedPictures(folder).filter((picture) => picture.role === 'validation'),
      canvas,
    )
    const batches: Batch[] = []
    for (let left = config.validationPictures; left > 0; left -= VALIDATION_BATCH) {
      const shape = { count: Math.min(left, VALIDATION_BATCH), canvas, look, tile: canvas, tiles: 1 }
      batches.push(drawBatch(store, pictures, shape, 'validation', batches.length))
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
