// Hangs the generator's pictures of validation photographs beside the photographs: how many the critic tells apart, and
// SqueezeNet's vectors of what was made. The generator's averaged weights, its own decisions; the critic as it is.
import type { FeatureSet } from '@revelado/core'
import { FEATURE_LENGTH } from '@revelado/model'
import { noGrad, scope, ops as torch } from '@revelado/torch'
import { libtorchOps } from '../libtorch.ts'
import { ownPictures } from './chain.ts'
import { framed } from './framed.ts'
import { judge, takenForPhotographs } from './judge.ts'
import type { Trial } from './stage.ts'

export interface Exhibition {
  /** Share of right answers over photographs and made pictures, which count alike; places vote by their mean, and so do the ways to see. */
  readonly accuracy: number
  /** Vectors of the photographs and of the made pictures. */
  readonly vectors: { readonly photographs: FeatureSet; readonly made: FeatureSet }
}

/** @param compared whether SqueezeNet's vectors are taken as well; without them both sets are empty */
export function exhibit({ state, config, phase, gallery, features }: Trial, compared: boolean): Exhibition {
  const part = phase.part === 'repair' ? 'repair' : 'look'
  const made: number[] = []
  const photographs: number[] = []
  let right = 0
  let count = 0
  for (const batch of gallery(phase))
    scope(() =>
      noGrad(() => {
        const shown = framed(ownPictures(libtorchOps(state.averaged), config.network, part, batch))
        const logits = judge(state.live, { critic: config.network.critic, features }, shown)
        const n = shown.picture.shape[0]
        right += takenForPhotographs(logits.photographs) + n - takenForPhotographs(logits.made)
        count += 2 * n
        if (!features || !compared) return
        made.push(...features.vectors(torch.clamp(shown.picture, 0, 1)).toFloat32Array())
        photographs.push(...features.vectors(shown.target).toFloat32Array())
      }),
    )
  const set = (rows: number[]): FeatureSet => ({ rows, length: FEATURE_LENGTH })
  return { accuracy: right / count, vectors: { photographs: set(photographs), made: set(made) } }
}
