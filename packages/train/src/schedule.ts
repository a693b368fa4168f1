// The learning rate as a share of its peak: a short warm-up, then half a cosine to the end (Loshchilov and Hutter 2017).

const FLOOR = 0.01

/**
 * @param progress share of the budget that is used, 0..1
 * @param warmUp share of the budget in which the rate rises from nothing
 * @returns 0.01..1
 */
export function cosineWithWarmUp(progress: number, warmUp: number): number {
  const p = Math.min(1, Math.max(0, progress))
  if (p < warmUp) return Math.max(FLOOR, p / warmUp)
  const fall = 0.5 * (1 + Math.cos((Math.PI * (p - warmUp)) / (1 - warmUp)))
  return FLOOR + (1 - FLOOR) * fall
}
