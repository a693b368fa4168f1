// Eigenvalues of a symmetric matrix, in float64: Householder's reduction to three diagonals (Golub and Van Loan 2013,
// algorithm 8.3.1), then implicit QL steps on them (EISPACK's tql1: Bowdler, Martin, Reinsch and Wilkinson 1968).

const MOST_STEPS = 60

/** Math.hypot may differ in its last digit from engine to engine. */
const hypot = (a: number, b: number): number => Math.sqrt(a * a + b * b)

/**
 * @param matrix n × n values, row by row; only the lower triangle is read
 * @returns n eigenvalues in ascending order
 * @throws RangeError when the values are not finite
 */
export function symmetricEigenvalues(matrix: Float64Array, n: number): Float64Array {
  if (matrix.some((value) => !Number.isFinite(value))) throw new RangeError('expected finite values in a symmetric matrix')
  const { diagonal, beside } = tridiagonal(matrix.slice(), n)
  for (let l = 0; l < n; l++) settle(diagonal, beside, l)
  return diagonal.sort()
}

/** Reflects rows from the last one up; `a` is overwritten. `beside[i]` stands between rows i and i + 1. */
function tridiagonal(a: Float64Array, n: number): { diagonal: Float64Array; beside: Float64Array } {
  const diagonal = new Float64Array(n)
  const beside = new Float64Array(n)
  const product = new Float64Array(n)
  for (let i = n - 1; i > 0; i--) {
    const v = a.subarray(i * n, i * n + i)
    diagonal[i] = a[i * n + i]
    let norm = 0
    for (const value of v) norm = hypot(norm, value)
    const corner = v[i - 1] > 0 ? -norm : norm
    beside[i - 1] = corner
    if (norm === 0) continue
    v[i - 1] -= corner
    // A ← (1 − v vᵀ ⁄ h) A (1 − v vᵀ ⁄ h) on the leading i rows, with h = ‖v‖² ⁄ 2
    const h = norm * (norm + Math.abs(v[i - 1] + corner))
    product.fill(0, 0, i)
    for (let j = 0; j < i; j++) {
      const row = j * n
      let sum = a[row + j] * v[j]
      for (let k = 0; k < j; k++) {
        sum += a[row + k] * v[k]
        product[k] += a[row + k] * v[j]
      }
      product[j] += sum
    }
    let along = 0
    for (let j = 0; j < i; j++) along += (product[j] /= h) * v[j]
    for (let j = 0; j < i; j++) product[j] -= (along / (2 * h)) * v[j]
    for (let j = 0; j < i; j++) for (let k = 0; k <= j; k++) a[j * n + k] -= v[j] * product[k] + product[j] * v[k]
  }
  diagonal[0] = a[0]
  return { diagonal, beside }
}

/** QL steps until diagonal[l] stands alone. */
function settle(d: Float64Array, e: Float64Array, l: number): void {
  for (let step = 0; step < MOST_STEPS; step++) {
    let m = l
    while (m < d.length - 1 && Math.abs(e[m]) > Number.EPSILON * (Math.abs(d[m]) + Math.abs(d[m + 1]))) m++
    if (m === l) return
    let g = (d[l + 1] - d[l]) / (2 * e[l])
    const r0 = hypot(g, 1)
    g = d[m] - d[l] + e[l] / (g + (g < 0 ? -r0 : r0))
    let s = 1
    let c = 1
    let p = 0
    let i = m - 1
    for (; i >= l; i--) {
      const f = s * e[i]
      const b = c * e[i]
      const r = hypot(f, g)
      e[i + 1] = r
      if (r === 0) break
      s = f / r
      c = g / r
      g = d[i + 1] - p
      const q = (d[i] - g) * s + 2 * c * b
      p = s * q
      d[i + 1] = g + p
      g = c * q - b
    }
    if (i >= l) {
      d[i + 1] -= p
      e[m] = 0
      continue
    }
    d[l] -= p
    e[l] = g
    e[m] = 0
  }
  throw new RangeError('the eigenvalues of a symmetric matrix did not settle')
}
