// What a run of the predecessor's recipe measures: mean squared error on fixed pictures, by group, and the triptychs it is shown by.
import { createPicture, type Picture } from '@revelado/core'
import { autoencoder, predecessorUnet } from '@revelado/model'
import { fromArray, noGrad, scope, type Tensor, ops as torch } from '@revelado/torch'
import { cachedPictures, PictureStore } from '../data/pictures.ts'
import type { Batch, BatchShape } from '../feed/batch.ts'
import { drawBatch, usable } from '../feed/draw.ts'
import { libtorchOps, type Parameters } from '../libtorch.ts'
import type { PredecessorConfig, PredecessorPhase } from './config.ts'

const VALIDATION_BATCH = 16
/** The thumbnail of the batch is not looked at: as small as may be. */
const THUMBNAIL = 32

/** Batches of a phase: whole pictures as tiles of the canvas's size, damaged as the predecessor did. */
export function shapeOf({ size, batch }: Pick<PredecessorPhase, 'size' | 'batch'>): BatchShape {
  return { count: batch, canvas: size, look: THUMBNAIL, tile: size, tiles: 1, recipe: 'predecessor' }
}

export function pictureTensor(data: Float32Array, { count, tile }: BatchShape): Tensor {
  return torch.contiguous(fromArray(data, [count, 3, tile, tile]), { memory_format: 'channels_last' })
}

/** The network's answer: the restored picture, or while the encoder learns by itself, the picture itself again. */
export function answer(parameters: Parameters, config: PredecessorConfig, part: PredecessorPhase['part'], batch: Batch, training: boolean) {
  const ops = libtorchOps(parameters, { training })
  if (part === 'autoencoder') return autoencoder(ops, pictureTensor(batch.tileTarget, batch.shape), config.network)
  return predecessorUnet(ops, pictureTensor(batch.tilePicture, batch.shape), config.network)
}

/** The same validation photographs and damage in every run, for each size. */
export function predecessorPictures(config: PredecessorConfig, folder: string): (size: number) => Batch[] {
  const drawn = new Map<number, Batch[]>()
  return (size) => {
    const there = drawn.get(size)
    if (there) return there
    const store = new PictureStore(folder)
    const pictures = usable(
      cachedPictures(folder).filter(({ role }) => role === 'validation'),
      size,
    )
    const batches: Batch[] = []
    for (let left = config.validationPictures; left > 0; left -= VALIDATION_BATCH)
      batches.push(drawBatch(store, pictures, shapeOf({ size, batch: Math.min(left, VALIDATION_BATCH) }), 'validation', batches.length))
    store.close()
    drawn.set(size, batches)
    return batches
  }
}

export interface PredecessorFigures {
  /** Mean squared error (of 1) of all pictures and of each kind; NaN where there is none. */
  readonly mse: { readonly all: number; readonly negative: number; readonly bw: number }
  /** Original, input, output. */
  readonly sheet: Picture[][]
}

/** Runs the averaged weights over the batches. */
export function measure(
  parameters: Parameters,
  config: PredecessorConfig,
  part: PredecessorPhase['part'],
  batches: readonly Batch[],
  sheetPictures: number,
): PredecessorFigures {
  const errors: { negative: boolean; mse: number }[] = []
  const sheet: Picture[][] = []
  for (const batch of batches) {
    const { count, tile } = batch.shape
    const n = 3 * tile * tile
    const out = scope(() => noGrad(() => answer(parameters, config, part, batch, false).toFloat32Array()))
    for (let i = 0; i < count; i++) {
      const cut = (data: Float32Array): Float32Array => data.slice(i * n, (i + 1) * n)
      const [target, input, given] = [batch.tileTarget, part === 'autoencoder' ? batch.tileTarget : batch.tilePicture, out].map(cut)
      errors.push({ negative: batch.labels[4 * i] > 0.5, mse: target.reduce((sum, v, j) => sum + (v - given[j]) ** 2, 0) / n })
      if (sheet.length < sheetPictures) sheet.push([target, input, given].map((data) => createPicture(tile, tile, 'srgb', data)))
    }
  }
  const mean = (of: typeof errors): number => of.reduce((sum, { mse }) => sum + mse, 0) / of.length
  const kind = (negative: boolean): number => mean(errors.filter((error) => error.negative === negative))
  return { mse: { all: mean(errors), negative: kind(true), bw: kind(false) }, sheet }
}
