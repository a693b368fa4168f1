// The feed: worker threads that draw batches ahead of the training step, delivered in order of their index.
import { Worker } from 'node:worker_threads'
import type { Batch, BatchShape } from './batch.ts'
import type { WorkerOrder, WorkerSetting } from './worker.ts'

export interface Feed {
  /** Batch number `index`; later ones of the same shape are begun at once. */
  next(index: number, shape: BatchShape): Promise<Batch>
  /** A batch alone, with none begun after it. */
  again(index: number, shape: BatchShape): Promise<Batch>
  close(): Promise<void>
}

const AHEAD = 3

/** Starts `workers` threads over the cache in `setting.folder`. */
export function startFeed(setting: WorkerSetting, workers: number): Feed {
  const waiting = new Map<string, { resolve: (batch: Batch) => void; reject: (error: Error) => void }>()
  const ordered = new Map<string, Promise<Batch>>()
  const key = (index: number, shape: BatchShape): string => `${index}:${JSON.stringify(shape)}`
  const fail = (error: Error): void => {
    for (const { reject } of waiting.values()) reject(error)
  }
  const threads = Array.from({ length: workers }, () => {
    const thread = new Worker(new URL('./worker-entrance.js', import.meta.url), { workerData: setting })
    thread.on('message', ({ index, batch }: { index: number; batch: Batch }) => {
      const id = key(index, batch.shape)
      waiting.get(id)?.resolve(batch)
      waiting.delete(id)
    })
    thread.on('error', fail)
    return thread
  })
  const order = (index: number, shape: BatchShape): Promise<Batch> => {
    const id = key(index, shape)
    let promise = ordered.get(id)
    if (!promise) {
      promise = new Promise<Batch>((resolve, reject) => waiting.set(id, { resolve, reject }))
      promise.catch(() => {}) // the caller hears of it through `next`; batches begun ahead must not end the process
      ordered.set(id, promise)
      threads[index % workers].postMessage({ index, shape } satisfies WorkerOrder)
    }
    return promise
  }
  return {
    async next(index, shape) {
      const wanted = order(index, shape)
      for (let ahead = 1; ahead < AHEAD + workers; ahead++) order(index + ahead, shape)
      const batch = await wanted
      ordered.delete(key(index, shape))
      for (const old of ordered.keys()) if (Number(old.split(':')[0]) <= index) ordered.delete(old)
      return batch
    },
    async again(index, shape) {
      const batch = await order(index, shape)
      ordered.delete(key(index, shape))
      return batch
    },
    async close() {
      await Promise.all(threads.map((thread) => thread.terminate()))
    },
  }
}
