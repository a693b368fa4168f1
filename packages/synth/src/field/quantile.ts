// A quantile, near enough to set how much of a picture a random field covers.

/** The value below which the share `q` of the values lies; from every 7th value, exact enough for an area. */
export function quantile(values: Float32Array, q: number): number {
  const some = new Float32Array(Math.ceil(values.length / 7))
  for (let i = 0; i < some.length; i++) some[i] = values[7 * i]
  some.sort()
  return some[Math.min(some.length - 1, Math.max(0, Math.floor(q * some.length)))]
}
