// What a picture shows, told by SqueezeNet of the photograph: LOOK's encoder learns to say the same of the scan, whatever polarity
// and damage it came with. One answer of yes or no a picture teaches little of what the world looks like; this teaches much more.
import { FEATURE_LENGTH, type Ops, type ParameterSpec } from '@revelado/model'
import { noGrad, type Tensor, ops as torch } from '@revelado/torch'
import type { Network } from '../config.ts'
import type { SqueezeNet } from '../features/squeezenet.ts'

/** The head that LOOK has while it learns; it is not shipped. */
export const SEMANTICS = 'look.semantics'
const TINY = 1e-6

export function semanticsParameters({ look }: Pick<Network, 'look'>): Map<string, ParameterSpec> {
  const width = look.widths[look.widths.length - 1]
  return new Map([
    [`${SEMANTICS}.weight`, { name: `${SEMANTICS}.weight`, shape: [FEATURE_LENGTH, width, 1, 1], init: 'kaiming' }],
    [`${SEMANTICS}.bias`, { name: `${SEMANTICS}.bias`, shape: [FEATURE_LENGTH], init: 'zeros' }],
  ])
}

/** Channels brought to length 1 at each place. */
function direction(x: Tensor): Tensor {
  return torch.div(x, torch.add(torch.linalg_vector_norm(x, 2, [1], true), TINY))
}

/**
 * @param deepest [n, c, h, w], LOOK's last features
 * @param target [n, 3, H, W] the photograph, sRGB 0..1, at least 32 pixels a side
 * @returns a scalar, 0 to 2: one less the cosine between what LOOK says and SqueezeNet's last features, less their mean over the batch
 */
export function semanticsLoss(ops: Ops<Tensor>, network: Network, features: SqueezeNet, deepest: Tensor, target: Tensor): Tensor {
  const [weight, bias] = [...semanticsParameters(network)].map(([name, { shape, init }]) => ops.parameter(name, shape, init))
  const said = direction(ops.conv2d(ops.relu(deepest), weight, bias, {}))
  const truth = noGrad(() => {
    const seen = torch.adaptive_avg_pool2d(features.features(target).at(-1)!, deepest.shape.slice(2) as [number, number])
    return direction(torch.sub(seen, torch.mean(seen, [0, 2, 3], true)))
  })
  return torch.add(torch.mul(torch.mean(torch.sum(torch.mul(said, truth), [1])), -1), 1)
}
