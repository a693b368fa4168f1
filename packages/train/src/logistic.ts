// Logistic regression by Newton's method (iteratively reweighted least squares; Hastie, Tibshirani and Friedman, "The Elements of
// Statistical Learning", 4.4.1), with a ridge on the weights of the standardised traits.
export interface Observation {
  readonly traits: readonly number[]
  readonly is: boolean
  /** How much it counts, above 0. */
  readonly weight: number
}

export interface Logistic {
  readonly weights: number[]
  readonly bias: number
}

const STEPS = 30
const ENOUGH = 1e-9
const LEAST_DEVIATION = 1e-9

/** Solves A x = b for a symmetric positive definite A (Gaussian elimination without exchange of rows); both are changed. */
function solve(a: number[][], b: number[]): number[] {
  const n = b.length
  for (let k = 0; k < n; k++)
    for (let i = k + 1; i < n; i++) {
      const factor = a[i][k] / a[k][k]
      for (let j = k; j < n; j++) a[i][j] -= factor * a[k][j]
      b[i] -= factor * b[k]
    }
  for (let i = n - 1; i >= 0; i--) {
    for (let j = i + 1; j < n; j++) b[i] -= a[i][j] * b[j]
    b[i] /= a[i][i]
  }
  return b
}

function standardise(observations: readonly Observation[]): { mean: number[]; deviation: number[]; rows: number[][] } {
  const traits = observations[0].traits.length
  const mean = Array.from({ length: traits }, (_, t) => observations.reduce((sum, o) => sum + o.traits[t], 0) / observations.length)
  const deviation = mean.map((m, t) =>
    Math.max(LEAST_DEVIATION, Math.sqrt(observations.reduce((sum, o) => sum + (o.traits[t] - m) ** 2, 0) / observations.length)),
  )
  return { mean, deviation, rows: observations.map((o) => [...o.traits.map((v, t) => (v - mean[t]) / deviation[t]), 1]) }
}

/**
 * The weights and the bias whose log-odds fit best: weighted cross-entropy plus half of `ridge` times the squares of the weights of
 * the standardised traits (scikit-learn's C is 1 / ridge); the bias is free.
 * @throws RangeError without observations of both kinds.
 */
export function fitLogistic(observations: readonly Observation[], ridge = 1): Logistic {
  if (!observations.some(({ is }) => is) || !observations.some(({ is }) => !is))
    throw new RangeError('expected observations of both kinds to tell apart but received one kind or none')
  const { mean, deviation, rows } = standardise(observations)
  const n = rows[0].length
  let at = new Array<number>(n).fill(0)
  for (let step = 0; step < STEPS; step++) {
    const gradient = at.map((v, t) => (t < n - 1 ? ridge * v : 0))
    const curvature = at.map((_, t) => at.map((_, u) => (t === u && t < n - 1 ? ridge : 0)))
    for (const [k, row] of rows.entries()) {
      const { is, weight } = observations[k]
      const p = 1 / (1 + Math.exp(-row.reduce((sum, v, t) => sum + v * at[t], 0)))
      const bend = Math.max(weight * p * (1 - p), 1e-12)
      for (let t = 0; t < n; t++) {
        gradient[t] += weight * (p - (is ? 1 : 0)) * row[t]
        for (let u = 0; u < n; u++) curvature[t][u] += bend * row[t] * row[u]
      }
    }
    const move = solve(curvature, gradient)
    at = at.map((v, t) => v - move[t])
    if (Math.max(...move.map(Math.abs)) < ENOUGH) break
  }
  const weights = at.slice(0, -1).map((v, t) => v / deviation[t])
  return { weights, bias: at[n - 1] - weights.reduce((sum, v, t) => sum + v * mean[t], 0) }
}
