// How far two pictures are apart for SqueezeNet: features of each pixel brought to length 1 and compared by squared difference,
// as LPIPS does (Zhang et al. 2018, equation 1) without its weights for channels, which were fitted to other networks.
import { type Tensor, ops as torch } from '@revelado/torch'
import type { SqueezeNet } from './squeezenet.ts'

const TINY = 1e-10
/** Keeps the root of a sum of squares from a slope without bound at zero. */
const ROOT_FLOOR = 1e-6

/** Features of each layer, in each place brought to length 1. */
export function directions(network: SqueezeNet, picture: Tensor): Tensor[] {
  return network.features(picture).map(direction)
}

function direction(features: Tensor): Tensor {
  const length = torch.sqrt(torch.add(torch.sum(torch.mul(features, features), [1], true), ROOT_FLOOR))
  return torch.div(features, torch.add(length, TINY))
}

/**
 * @param a [n, 3, h, w], sRGB 0..1; gradients flow into it
 * @param b the same; gradients do not flow into it
 * @returns [n], each 0 (alike) to 2: the mean over five layers of the mean over pixels
 */
export function featureDistance(network: SqueezeNet, a: Tensor, b: Tensor): Tensor {
  const theirs = directions(network, torch.detach(b))
  const layers = directions(network, a).map((ours, i) => {
    const apart = torch.sub(ours, theirs[i])
    return torch.mean(torch.sum(torch.mul(apart, apart), [1], true), [1, 2, 3])
  })
  return torch.mean(torch.stack(layers), [0])
}
