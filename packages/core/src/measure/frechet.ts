// The Fréchet distance of two sets of feature vectors, taken as normal distributions (Heusel et al. 2017, equation 6;
// Dowson and Landau 1982): ‖μ₁ − μ₂‖² + tr(C₁ + C₂ − 2 (C₁ C₂)^½).

import { symmetricEigenvalues } from '../symmetric-eigenvalues.ts'

/** Rows of `length` values each. */
export interface FeatureSet {
  readonly rows: ArrayLike<number>
  readonly length: number
}

interface Centred {
  readonly count: number
  readonly mean: Float64Array
  /** Rows less their mean, over √(count − 1): their products are the covariance. */
  readonly rows: Float64Array
}

function centre({ rows, length }: FeatureSet): Centred {
  const count = rows.length / length
  if (!Number.isInteger(count) || count < 2)
    throw new RangeError(`expected two rows or more of ${length} features but received ${rows.length} values`)
  const mean = new Float64Array(length)
  for (let i = 0; i < rows.length; i++) mean[i % length] += rows[i] / count
  const scale = 1 / Math.sqrt(count - 1)
  return { count, mean, rows: Float64Array.from({ length: rows.length }, (_, i) => scale * (rows[i] - mean[i % length])) }
}

/** a [n, length] times b [m, length] turned: [n, m]. */
function productByRows(a: Float64Array, b: Float64Array, length: number): Float64Array {
  const n = a.length / length
  const m = b.length / length
  const out = new Float64Array(n * m)
  for (let i = 0; i < n; i++)
    for (let j = 0; j < m; j++) {
      let sum = 0
      for (let k = 0; k < length; k++) sum += a[i * length + k] * b[j * length + k]
      out[i * m + j] = sum
    }
  return out
}

/**
 * Sum of the square roots of the eigenvalues of C₁ C₂. With C = Aᵀ A they are the squares of the singular values of A₁ A₂ᵀ,
 * a matrix as large as there are rows: a few hundred pictures need no matrix of 512 × 512, and one without full rank is no trouble.
 */
function traceOfRoot(a: Centred, b: Centred, length: number): number {
  const [few, many] = a.count <= b.count ? [a, b] : [b, a]
  const cross = productByRows(few.rows, many.rows, length)
  const squares = symmetricEigenvalues(productByRows(cross, cross, many.count), few.count)
  return squares.reduce((sum, value) => sum + Math.sqrt(Math.max(0, value)), 0)
}

/**
 * 0 for two sets of one mean and covariance; in squared units of the features. Few rows make it larger than many would:
 * compare only values from the same number of rows.
 * @throws RangeError when the sets have rows of different lengths, fewer than two rows, or values that are not finite.
 */
export function frechetDistance(a: FeatureSet, b: FeatureSet): number {
  if (a.length !== b.length) throw new RangeError(`expected features of one length but received ${a.length} and ${b.length}`)
  const first = centre(a)
  const second = centre(b)
  const apart = first.mean.reduce((sum, value, i) => sum + (value - second.mean[i]) ** 2, 0)
  const traces = [first, second].reduce((sum, { rows }) => sum + rows.reduce((s, value) => s + value * value, 0), 0)
  return Math.max(0, apart + traces - 2 * traceOfRoot(first, second, a.length))
}
