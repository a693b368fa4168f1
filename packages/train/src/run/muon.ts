// One step of Muon (Jordan et al. 2024, "Muon: an optimizer for hidden layers in neural networks"): momentum whose matrix is
// made orthogonal, so that every direction of a kernel learns alike. Scaled as by Liu et al. 2025 ("Muon is scalable for LLM
// training", section 2.2) to steps of the size of AdamW's, so that both share a learning rate.
import { type Tensor, ops as torch } from '@revelado/torch'
import type { Slot } from './state.ts'

const MOMENTUM = 0.95
/** Coefficients and count of the quintic Newton–Schulz iteration; they drive singular values to 0.7..1.2, not to 1. */
const [A, B, C] = [3.4445, -4.775, 2.0315]
const ITERATIONS = 5
/** Root mean square of AdamW's usual steps. */
const STEP = 0.2
/** Kernels with a smaller side than this are AdamW's: heads and depthwise kernels. */
const LEAST_SIDE = 32

/** [rows, columns] of a kernel seen as a matrix. */
function matrixOf(shape: readonly number[]): [number, number] {
  return [shape[0], shape.slice(1).reduce((product, side) => product * side, 1)]
}

/** Whether a parameter of this shape is a matrix that Muon is made for. */
export function isMuons(shape: readonly number[]): boolean {
  return shape.length === 4 && shape[1] > 1 && Math.min(...matrixOf(shape)) >= LEAST_SIDE
}

/**
 * About U Vᵀ of a matrix U S Vᵀ. The iteration runs on the small square G Gᵀ, whose polynomial is then applied to G once.
 * @param matrix [rows, columns]
 */
export function orthogonalise(matrix: Tensor): Tensor {
  const [rows, columns] = matrix.shape
  if (rows > columns) return torch.t(orthogonalise(torch.t(matrix)))
  const norm = torch.add(torch.linalg_vector_norm(matrix), 1e-7)
  const unit = torch.div(matrix, norm)
  const identity = torch.eye(rows, { device: matrix.device })
  let gram = torch.mm(unit, torch.t(unit))
  let polynomial = identity
  for (let i = 0; i < ITERATIONS; i++) {
    const step = torch.add(torch.mul(identity, A), torch.addmm(gram, gram, gram, { beta: B, alpha: C }))
    polynomial = torch.mm(step, polynomial)
    if (i < ITERATIONS - 1) gram = torch.mm(torch.mm(step, gram), step)
  }
  return torch.mm(polynomial, unit)
}

/** Moves the parameters of `slots` against `gradients`, in place. */
export function muonStep(slots: readonly Slot[], gradients: readonly Tensor[], rate: number, weightDecay: number): void {
  for (const [i, { parameter, moment }] of slots.entries()) {
    const [rows, columns] = matrixOf(parameter.shape)
    torch.lerp_(moment, gradients[i], 1 - MOMENTUM)
    // Nesterov's look ahead
    const ahead = torch.reshape(torch.lerp(gradients[i], moment, MOMENTUM), [rows, columns])
    const update = torch.reshape(orthogonalise(ahead), [...parameter.shape])
    torch.mul_(parameter, 1 - rate * weightDecay)
    torch.add_(parameter, update, { alpha: -rate * STEP * Math.sqrt(Math.max(rows, columns)) })
  }
}
