// A worker of the feed: draws the batches that it is asked for, and hands them over without copying.
import { parentPort, workerData } from 'node:worker_threads'
import { type CachedPicture, cachedPictures, PictureStore } from '../data/pictures.ts'
import { type BatchShape, FLOAT_FIELDS } from './batch.ts'
import { drawBatch, repeated, usable } from './draw.ts'
import { pairsOf } from './pair.ts'

export interface WorkerSetting {
  readonly folder: string
  readonly role: CachedPicture['role']
  readonly seed: string | number
  /** Cache of a user's own pairs. */
  readonly pairs?: string
  /** Hashes of photographs that are drawn more often. */
  readonly often?: readonly string[]
}

export interface WorkerOrder {
  readonly index: number
  readonly shape: BatchShape
}

const { folder, role, seed, pairs, often } = workerData as WorkerSetting
const store = new PictureStore(folder)
const all = cachedPictures(folder).filter((picture) => picture.role === role)
const oftener = new Set(often)
const pairsFor = pairs === undefined ? undefined : pairsOf(pairs, role)
const byCanvas = new Map<number, CachedPicture[]>()

parentPort?.on('message', ({ index, shape }: WorkerOrder) => {
  let pictures = byCanvas.get(shape.canvas)
  if (!pictures) byCanvas.set(shape.canvas, (pictures = repeated(usable(all, shape.canvas), oftener)))
  const batch = drawBatch(store, pictures, shape, seed, index, pairsFor?.(shape.canvas))
  const memory = FLOAT_FIELDS.map((field) => batch[field].buffer as ArrayBuffer)
  parentPort?.postMessage({ index, batch }, [...memory, batch.offsets.buffer as ArrayBuffer])
})
