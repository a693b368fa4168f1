// SqueezeNet 1.1 (Iandola et al. 2016), frozen: what pictures are compared by where pixels are the wrong measure.
// Input as Caffe's: blue, green, red, 0..255, less the means of ImageNet. Without its last layers, which name objects.
import { fromArray, keep, noGrad, type Tensor, ops as torch } from '@revelado/torch'

const MEANS_BGR = [103.939, 116.779, 123.68]
const CONV1 = 64
/** Channels of each fire module: squeezed, and of each of the two that expand; a pool stands before these three. */
const FIRES = [
  [16, 64],
  [16, 64],
  [32, 128],
  [32, 128],
  [48, 192],
  [48, 192],
  [64, 256],
  [64, 256],
] as const
const POOL_BEFORE = new Set([2, 4, 6])
/** The fire modules whose features are handed out, beside conv1's. */
const SHOWN = new Set([3, 5, 7, 9])

/** Channels of the last features. */
export const FEATURE_LENGTH = 512
/** Three poolings leave nothing of a smaller picture. */
export const LEAST_SIDE = 32

/** Names and shapes (OIHW) of all weights, 722,496 values. */
export function squeezenetShapes(): Map<string, number[]> {
  const shapes = new Map<string, number[]>()
  const conv = (name: string, out: number, from: number, size: number): void => {
    shapes.set(`${name}.weight`, [out, from, size, size])
    shapes.set(`${name}.bias`, [out])
  }
  conv('conv1', CONV1, 3, 3)
  let from = CONV1
  for (const [i, [squeezed, expanded]] of FIRES.entries()) {
    conv(`fire${i + 2}.squeeze1x1`, squeezed, from, 1)
    conv(`fire${i + 2}.expand1x1`, expanded, squeezed, 1)
    conv(`fire${i + 2}.expand3x3`, expanded, squeezed, 3)
    from = 2 * expanded
  }
  return shapes
}

export class SqueezeNet {
  readonly #weights: ReadonlyMap<string, Tensor>

  /** Weights by the names of `squeezenetShapes`; they get no gradient. */
  constructor(weights: ReadonlyMap<string, Tensor>) {
    this.#weights = weights
  }

  #conv(name: string, x: Tensor, stride: number, padding: number): Tensor {
    const [weight, bias] = ['weight', 'bias'].map((kind) => this.#weights.get(`${name}.${kind}`)!)
    return torch.relu(torch.conv2d(x, weight, bias, [stride, stride], [padding, padding]))
  }

  /**
   * @param picture [n, 3, h, w], sRGB 0..1, at least 32 pixels a side
   * @returns features after conv1, fire3, fire5, fire7 and fire9, each [n, channels, h', w']
   */
  features(picture: Tensor): Tensor[] {
    const bgr = torch.mul(torch.flip(picture, [1]), 255)
    let x = torch.sub(bgr, fromArray(Float32Array.from(MEANS_BGR), [1, 3, 1, 1], { device: picture.device }))
    x = this.#conv('conv1', x, 2, 0)
    const shown = [x]
    for (let fire = 2; fire <= 9; fire++) {
      if (POOL_BEFORE.has(fire)) x = torch.max_pool2d(x, [3, 3], [2, 2])
      const squeezed = this.#conv(`fire${fire}.squeeze1x1`, x, 1, 0)
      x = torch.cat([this.#conv(`fire${fire}.expand1x1`, squeezed, 1, 0), this.#conv(`fire${fire}.expand3x3`, squeezed, 1, 1)], 1)
      if (SHOWN.has(fire)) shown.push(x)
    }
    return shown
  }

  /** Means of the last features over each picture: [n, 512], what the Fréchet distance is taken of. */
  vectors(picture: Tensor): Tensor {
    const features = this.features(picture)
    return torch.mean(features[features.length - 1], [-2, -1])
  }
}

/** Weights that stay: kept beyond the scope they are made in. */
export function frozen(data: Float32Array, shape: readonly number[], device: Tensor['device'] = 'cpu'): Tensor {
  return keep(noGrad(() => fromArray(data, shape, { device })))
}
