// SqueezeNet on libtorch, its weights frozen.
import { featureVectors, squeezenet } from '@revelado/model'
import type { Tensor } from '@revelado/torch'
import { frozenOps, type Parameters } from '../libtorch.ts'

export class SqueezeNet {
  readonly #weights: Parameters

  /** Weights by the names of `squeezenetShapes`; they get no gradient. */
  constructor(weights: Parameters) {
    this.#weights = weights
  }

  /** See the model's `squeezenet`. */
  features(picture: Tensor): Tensor[] {
    return squeezenet(frozenOps(this.#weights), picture)
  }

  /** See the model's `featureVectors`. */
  vectors(picture: Tensor): Tensor {
    return featureVectors(frozenOps(this.#weights), picture)
  }
}
