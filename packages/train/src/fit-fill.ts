// How far REPAIR's painting of known losses is to be taken over the smooth filling that it starts from: the share that leaves the
// least squared error on validation photographs. A young network paints worse than what stands around; a grown one is used fully.
import type { Weights } from '@revelado/model'
import type { Mixture } from '@revelado/synth'
import { noGrad, scope } from '@revelado/torch'
import type { Network } from './config.ts'
import type { Batch } from './feed/batch.ts'
import { libtorchOps, Parameters } from './libtorch.ts'
import { heldOutBatches } from './run/validation-pictures.ts'
import { runChain } from './stages/chain.ts'

const LUMA = [0.299, 0.587, 0.114]

export interface Painted {
  /** Planar pictures [n, 3, pixels]: filled and developed, what REPAIR made of it, the photograph. */
  readonly filled: Float32Array
  readonly restored: Float32Array
  readonly target: Float32Array
  /** [n, pixels]: above 0.5 where the loss was known. */
  readonly told: Float32Array
  /** [n]: whether only luma counts: colours are guessed. */
  readonly grey: readonly boolean[]
}

/**
 * The share w, 0..1, of least Σ (filled + w · (restored − filled) − target)² over the pixels whose loss was known, in closed form.
 * @returns 1 where no loss was known or nothing was painted
 */
export function fitFill(pictures: readonly Painted[]): number {
  let along = 0
  let square = 0
  for (const { filled, restored, target, told, grey } of pictures) {
    const pixels = told.length / grey.length
    for (let i = 0; i < told.length; i++) {
      if (told[i] < 0.5) continue
      const n = Math.floor(i / pixels)
      const at = [0, 1, 2].map((c) => (3 * n + c) * pixels + (i % pixels))
      const painted = at.map((k) => restored[k] - filled[k])
      const missing = at.map((k) => target[k] - filled[k])
      const luma = (values: readonly number[]): number[] => [values.reduce((sum, v, c) => sum + LUMA[c] * v, 0)]
      const [a, b] = grey[n] ? [luma(painted), luma(missing)] : [painted, missing]
      for (let c = 0; c < a.length; c++) {
        along += a[c] * b[c]
        square += a[c] * a[c]
      }
    }
  }
  return square === 0 ? 1 : Math.min(1, Math.max(0, along / square))
}

/** Nothing but losses, told in full, on pictures whose tone and colour nobody has to guess. */
const LOSSES: Partial<Mixture> = {
  kinds: { colour: 1, bw: 0, 'colour-negative': 0, 'bw-negative': 0 },
  severities: { clean: 0, light: 0, heavy: 1 },
  faded: 0,
  inverted: 0,
  mounted: 0,
}

/** `count` validation photographs with losses that are known, drawn alike in every run; LOOK sees them at `look` pixels. */
export function lossPictures(folder: string, canvas: number, look: number, count: number): Batch[] {
  const shape = { canvas, look, tile: canvas, tiles: 1, mixture: LOSSES, tellsAll: true }
  return heldOutBatches(folder, shape, count, 'losses')
}

/** The chain's answers for batches whose tile is the canvas; REPAIR is told what `tileTold` says. */
export function paintedBy(weights: Weights, network: Network, batches: readonly Batch[]): Painted[] {
  const parameters = new Parameters(1)
  for (const [name, { shape, data }] of weights) parameters.set(name, data, shape)
  return batches.map((batch) => {
    const [filled, restored] = scope(() =>
      noGrad(() => {
        const { developed, repaired } = runChain(libtorchOps(parameters), network, batch)
        return [developed.toFloat32Array(), repaired.restored.toFloat32Array()]
      }),
    )
    const grey = Array.from({ length: batch.shape.count }, (_, n) => batch.labels[4 * n + 1] > 0.5)
    return { filled, restored, target: batch.tileTarget, told: batch.tileTold, grey }
  })
}
