// One picture of a batch from a user's own pairs: input, target and mask cut and mirrored alike.
import { createPicture, type Picture, type Plane, Random, ReveladoError } from '@revelado/core'
import type { CachedPair } from '../pairs/cache.ts'
import { PairStore } from '../pairs/store.ts'
import type { Batch } from './batch.ts'
import { cutView, drawView, photographOf, writeSample } from './sample.ts'

export interface PairSource {
  readonly store: PairStore
  /** At least one. */
  readonly entries: readonly CachedPair[]
}

/**
 * The pairs of a cache by canvas.
 * @throws ReveladoError 'nothing-to-do' when none of the role is as large as the canvas.
 */
export function pairsOf(folder: string, role: CachedPair['role']): (canvas: number) => PairSource {
  const store = new PairStore(folder)
  const byCanvas = new Map<number, CachedPair[]>()
  return (canvas) => {
    const entries = byCanvas.get(canvas) ?? store.usable(role, canvas)
    byCanvas.set(canvas, entries)
    if (entries.length === 0)
      throw new ReveladoError(
        'nothing-to-do',
        `expected pairs whose shorter side has at least ${canvas} pixels, the canvas of the configuration, but there is none`,
      )
    return { store, entries }
  }
}

/** Resizing works on three channels; a plane is one of them. */
function asPicture({ width, height, data }: Plane): Picture {
  const picture = createPicture(width, height)
  picture.data.set(data)
  return picture
}

/** Draws a pair and writes it as picture number `at` of the batch. */
export function fillPair(batch: Batch, at: number, { store, entries }: PairSource, seed: string): void {
  const { canvas } = batch.shape
  const random = new Random(seed)
  const entry = random.pick(entries)
  const pair = store.read(entry)
  const view = drawView(pair.input, canvas, random)
  const [input, target] = [pair.input, pair.target].map((picture) => cutView(photographOf(picture), view, canvas))
  const share = cutView(photographOf(asPicture(pair.lost)), view, canvas).data.subarray(0, canvas * canvas)
  const lost = { width: canvas, height: canvas, data: Float32Array.from(share, (v) => (v >= 0.5 ? 1 : 0)) }
  writeSample(batch, at, { input, target, lost, box: { x: 0, y: 0, width: canvas, height: canvas }, labels: entry.labels }, random)
}
