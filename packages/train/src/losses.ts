// What the generator is punished for. All pictures [n, 3, h, w] and planes [n, 1, h, w], sRGB 0..1; all results are scalars.
import { fromArray, type Tensor, ops as torch } from '@revelado/torch'

const LUMA = [0.299, 0.587, 0.114]
const STRUCTURE_PIXELS = 17
const TINY = 1e-6

/** Luma (BT.601 weights), [n, 1, h, w]. */
export function luma(x: Tensor): Tensor {
  return torch.sum(torch.mul(x, fromArray(Float32Array.from(LUMA), [1, 3, 1, 1])), [1], true)
}

/** Mean of a plane or picture under weights that broadcast to it. */
export function weightedMean(x: Tensor, weight: Tensor): Tensor {
  const channels = x.shape[1] / weight.shape[1]
  const total = torch.mul(torch.sum(torch.mul(torch.ones_like(torch.narrow(x, 1, 0, 1)), weight)), channels)
  return torch.div(torch.sum(torch.mul(x, weight)), torch.add(total, TINY))
}

/** Mean over 17 × 17 pixels (fewer at the edges): what the structure loss takes away. */
export function lowPass(x: Tensor): Tensor {
  const r = STRUCTURE_PIXELS >> 1
  const across = torch.avg_pool2d(x, [1, STRUCTURE_PIXELS], [1, 1], [0, r], false, false)
  return torch.avg_pool2d(across, [STRUCTURE_PIXELS, 1], [1, 1], [r, 0], false, false)
}

/**
 * How much more a colour error counts where the target is colourful: rare colours would drown in the many greys
 * (the reason that a plain L1 gives grey-brown). [n, 1, h, w], 1 for greys, up to 3.
 */
export function rarity(target: Tensor): Tensor {
  const chroma = torch.mean(torch.abs(torch.sub(target, luma(target))), [1], true)
  return torch.add(torch.clamp(torch.mul(chroma, 16), 0, 2), 1)
}

const FLAT = 1e-6

/**
 * How colourful pictures are, [n]: the measure of Hasler and Süsstrunk 2003 (equation 11) on 0..1 instead of 0..255, pixels unweighted.
 */
export function colourfulness(x: Tensor): Tensor {
  const [r, g, b] = [0, 1, 2].map((c) => torch.narrow(x, 1, c, 1))
  const across = [torch.sub(r, g), torch.sub(torch.mul(torch.add(r, g), 0.5), b)]
  const means = across.map((plane) => torch.mean(plane, [1, 2, 3], true))
  const squares = across.map((plane, i) => torch.mean(torch.square(torch.sub(plane, means[i])), [1, 2, 3]))
  const spread = torch.sqrt(torch.add(torch.add(squares[0], squares[1]), FLAT))
  const [m0, m1] = means.map((mean) => torch.square(torch.reshape(mean, [-1])))
  return torch.add(spread, torch.mul(torch.sqrt(torch.add(torch.add(m0, m1), FLAT)), 0.3))
}

/** Negative log likelihood of errors under a Laplace law of scale `spread`; the errors themselves get no gradient. */
export function laplace(error: Tensor, spread: Tensor, weight: Tensor): Tensor {
  const size = torch.mean(torch.detach(torch.abs(error)), [1], true)
  return weightedMean(torch.add(torch.div(size, spread), torch.log(spread)), weight)
}

/** Cross-entropy of yes-or-no questions: logits and truths [n, k]. */
export function crossEntropy(logits: Tensor, truth: Tensor): Tensor {
  return torch.binary_cross_entropy_with_logits(logits, truth)
}

/** Cross-entropy of a critic's logits against one answer for all of them: 1 photograph, 0 made. */
export function answeredBy(logits: Tensor, answer: 0 | 1): Tensor {
  return torch.binary_cross_entropy_with_logits(logits, torch.full_like(logits, answer))
}
