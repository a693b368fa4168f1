// The validation photographs that FIND, FILL and a critic are tried on and Fréchet distances are taken of: each once before any comes again,
// damaged by the mixture of the phase, the same way in every run.
import type { Phase, TrainConfig } from '../config.ts'
import { cachedPictures, PictureStore } from '../data/pictures.ts'
import type { Batch } from '../feed/batch.ts'
import { drawEach, usable } from '../feed/draw.ts'
import { aimOf, mixtureOf, SEES_WHOLE } from '../phases.ts'

const GALLERY_BATCH = 16

/** Batches for the sizes of a phase, drawn when they are first asked for. */
export type Gallery = (phase: Phase) => readonly Batch[]

export function createGallery({ canvas, judgedPictures }: TrainConfig, folder: string): Gallery {
  const drawn = new Map<string, Batch[]>()
  const draw = (phase: Phase): Batch[] => {
    const { part, look, tile } = phase
    const store = new PictureStore(folder)
    const pictures = usable(
      cachedPictures(folder).filter(({ role }) => role === 'validation'),
      canvas,
    )
    const batches: Batch[] = []
    for (let from = 0; from < judgedPictures; from += GALLERY_BATCH) {
      const count = Math.min(judgedPictures - from, GALLERY_BATCH)
      const tiles = SEES_WHOLE.has(part) ? 0 : 1
      const shape = { count, canvas, look, tile, tiles, ...mixtureOf(phase), ...aimOf(phase) }
      batches.push(drawEach(store, pictures, shape, 'gallery', from))
    }
    store.close()
    return batches
  }
  return (phase) => {
    const key = JSON.stringify([phase.part, phase.look, phase.tile, phase.mixture])
    const batches = drawn.get(key) ?? draw(phase)
    drawn.set(key, batches)
    return batches
  }
}
