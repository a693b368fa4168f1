// Opening a model: its graphs loaded, ready to restore.
import type { Picture, Raster } from '@revelado/core'
import {
  type Choices,
  inspect,
  type RestoreCard,
  type RestoreOptions,
  type RestoreResult,
  restore,
  type Survey,
  settle,
  survey,
} from '@revelado/restore'
import { findModel } from './model-folder.ts'
import { openSession } from './onnx-session.ts'

export interface OpenOptions {
  /** A model's folder, or its name in `models/`. @default the one that models/default.json names, or the only one */
  readonly model?: string
  /** Threads that the model may use. @default the cores of the machine */
  readonly threads?: number
}

/** A model that has been opened. It holds no state but its weights: several pictures may be restored one after another. */
export interface Model {
  readonly card: RestoreCard
  /**
   * Restores a picture: an 8- or 16-bit raster, or a `Picture` in sRGB. See `RestoreOptions`.
   * @throws ReveladoError 'bad-argument', 'cancelled'.
   */
  restore(picture: Raster | Picture, options?: RestoreOptions): Promise<RestoreResult>
  /** Says what restoring would find and do, without doing it: kind, decisions, development, damage. */
  inspect(picture: Raster | Picture, options?: Choices & { signal?: AbortSignal }): Promise<Survey>
  /** How likely a picture is a negative, 0..1, at a glance and by itself: what `company` of `RestoreOptions` asks of the pictures beside one. */
  glance(picture: Raster, signal?: AbortSignal): Promise<number>
  /** Lets go of the model's memory. */
  close(): Promise<void>
}

/**
 * Opens a model.
 * @throws ReveladoError 'no-model' when none is found or its files are not those of its card.
 * @example
 * const model = await open()
 * const { raster, metadata } = await readPicture('scan.tif')
 * const result = await model.restore(raster, { keepBw: true })
 * await writePicture('restored.tif', result.raster, { metadata })
 * await model.close()
 */
export async function open({ model, threads }: OpenOptions = {}): Promise<Model> {
  const found = await findModel(model)
  const { card } = found
  const [find, fill, look, repair] = await Promise.all([
    found.find === undefined ? undefined : openSession(found.find, { threads, sha256: card.find?.sha256 }),
    found.fill === undefined ? undefined : openSession(found.fill, { threads, sha256: card.fill?.sha256 }),
    openSession(found.look, { threads, sha256: card.look.sha256 }),
    openSession(found.repair, { threads, sha256: card.repair.sha256 }),
  ])
  const graphs = { find, fill, look, repair, card }
  return {
    card,
    restore: (picture, options) => restore(picture, graphs, options),
    inspect: (picture, options) => survey(picture, graphs, options),
    async glance(picture, signal) {
      const { decisions } = await inspect(picture, graphs, settle({}), signal)
      return decisions[0].probability
    },
    async close() {
      await Promise.all([find?.close(), fill?.close(), look.close(), repair.close()])
    },
  }
}
