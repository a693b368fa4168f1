// Connected regions (Rosenfeld and Pfaltz 1966, "Sequential operations in digital picture processing"): what hangs together is one thing.
import type { Plane } from './picture.ts'

/**
 * Regions of values of at least `least`, joined side by side or corner to corner: of each the indices of its pixels, in no order. The
 * regions come in the order of their first pixel, row by row.
 */
export function components({ width, height, data }: Plane, least: number): number[][] {
  const seen = new Uint8Array(data.length)
  const found: number[][] = []
  for (let start = 0; start < data.length; start++) {
    if (seen[start] || !(data[start] >= least)) continue
    const region = [start]
    seen[start] = 1
    for (let k = 0; k < region.length; k++) {
      const x = region[k] % width
      const y = (region[k] - x) / width
      for (let v = Math.max(0, y - 1); v <= Math.min(height - 1, y + 1); v++)
        for (let u = Math.max(0, x - 1); u <= Math.min(width - 1, x + 1); u++) {
          const j = v * width + u
          if (seen[j] || !(data[j] >= least)) continue
          seen[j] = 1
          region.push(j)
        }
    }
    found.push(region)
  }
  return found
}
