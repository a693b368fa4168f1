// A worker of the feed: draws the batches that it is asked for, and hands them over without copying.
import { parentPort, workerData } from 'node:worker_threads'
import { type CachedPicture, cachedPictures, PictureStore } from '../data/pictures.ts'
import { type BatchShape, FLOAT_FIELDS } from './batch.ts'
import { drawBatch, usable } from './draw.ts'

export interface WorkerSetting {
  readonly folder: string
  readonly role: CachedPicture['role']
  readonly seed: string | number
}

export interface WorkerOrder {
  readonly index: number
  readonly shape: BatchShape
}

const { folder, role, seed } = workerData as WorkerSetting
const store = new PictureStore(folder)
const all = cachedPictures(folder).filter((picture) => picture.role === role)
const byCanvas = new Map<number, CachedPicture[]>()

parentPort?.on('message', ({ index, shape }: WorkerOrder) => {
  let pictures = byCanvas.get(shape.canvas)
  if (!pictures) byCanvas.set(shape.canvas, (pictures = usable(all, shape.canvas)))
  const batch = drawBatch(store, pictures, shape, seed, index)
  const memory = FLOAT_FIELDS.map((field) => batch[field].buffer as ArrayBuffer)
  parentPort?.postMessage({ index, batch }, [...memory, batch.offsets.buffer as ArrayBuffer])
})
