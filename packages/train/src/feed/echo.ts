// Batches that come again. Where samples are drawn more slowly than a step is taken, a batch is worth more than one step: "data
// echoing" (Choi et al. 2019, "Faster neural network training with data echoing"), each time mirrored against the last.
import type { Batch, BatchShape } from './batch.ts'
import type { Feed } from './feed.ts'

/** Batches that are drawn between two steps with the same samples. */
const APART = 16

/** How many batches back step number `pass` of those that a new batch brings looks; in the beginning there are not as many. */
function lag(newest: number, pass: number, times: number): number {
  return Math.min(pass * APART, Math.floor((pass * newest) / times))
}

/**
 * The batch of a step, where each is learned from `times` times: a pure function of step and shape, as the feed itself.
 * @returns `pass` is 0 where the samples are new
 */
export function echoing(feed: Feed, times: number): (step: number, shape: BatchShape) => Promise<Batch> {
  if (times === 1) return (step, shape) => feed.next(step, shape)
  const kept = new Map<number, Batch>()
  let keptShape = ''
  return async (step, shape) => {
    const text = JSON.stringify(shape)
    if (text !== keptShape) kept.clear()
    keptShape = text
    const newest = Math.floor(step / times)
    const pass = step % times
    const index = newest - lag(newest, pass, times)
    // What is not there any more, after a pause or with a new shape, is drawn once more
    const batch = kept.get(index) ?? (await (pass === 0 ? feed.next(index, shape) : feed.again(index, shape)))
    kept.set(index, batch)
    for (const old of kept.keys()) if (old < newest - (times - 1) * APART) kept.delete(old)
    return { ...batch, pass }
  }
}
