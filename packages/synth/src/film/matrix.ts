// Three by three matrices as nine numbers, row by row.

export type Matrix3 = readonly number[]

/** @throws RangeError when the matrix has no inverse. */
export function invert3(m: Matrix3): number[] {
  const [a, b, c, d, e, f, g, h, i] = m
  const A = e * i - f * h
  const B = f * g - d * i
  const C = d * h - e * g
  const det = a * A + b * B + c * C
  if (det === 0) throw new RangeError('expected a matrix that can be inverted')
  const s = 1 / det
  return [
    A * s,
    (c * h - b * i) * s,
    (b * f - c * e) * s,
    B * s,
    (a * i - c * g) * s,
    (c * d - a * f) * s,
    C * s,
    (b * g - a * h) * s,
    (a * e - b * d) * s,
  ]
}
