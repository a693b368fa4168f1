// A straight line through points of which some are outliers below it, as dust is: fitted, trimmed, fitted again.

export interface Line {
  readonly slope: number
  readonly correlation: number
  /** Standard deviation of x over the points that were kept. */
  readonly spread: number
}

const ROUNDS = 4
/** Of each round's residuals this share is dropped from below. */
const TRIMMED = 0.15

function fit(x: readonly number[], y: readonly number[]): Line & { intercept: number } {
  const n = x.length
  const mx = x.reduce((sum, v) => sum + v, 0) / n
  const my = y.reduce((sum, v) => sum + v, 0) / n
  let xx = 0
  let xy = 0
  let yy = 0
  for (let i = 0; i < n; i++) {
    xx += (x[i] - mx) ** 2
    xy += (x[i] - mx) * (y[i] - my)
    yy += (y[i] - my) ** 2
  }
  const slope = xx > 0 ? xy / xx : 0
  return { slope, intercept: my - slope * mx, correlation: xx > 0 && yy > 0 ? xy / Math.sqrt(xx * yy) : 0, spread: Math.sqrt(xx / n) }
}

/** y over x, robust against up to some 15 % of points that lie far below; zeros where there are fewer than 8 points. */
export function robustLine(x: readonly number[], y: readonly number[]): Line {
  if (x.length < 8) return { slope: 0, correlation: 0, spread: 0 }
  let line = fit(x, y)
  for (let round = 1; round < ROUNDS; round++) {
    const residuals = y.map((v, i) => v - line.intercept - line.slope * x[i])
    const limit = [...residuals].sort((a, b) => a - b)[Math.floor(TRIMMED * residuals.length)]
    const kept = residuals.flatMap((r, i) => (r >= limit ? [i] : []))
    line = fit(
      kept.map((i) => x[i]),
      kept.map((i) => y[i]),
    )
  }
  return line
}
