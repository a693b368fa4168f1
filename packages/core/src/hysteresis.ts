// Two thresholds instead of one (Canny 1986, "A computational approach to edge detection", section on hysteresis): what is surely
// there, and what is likely there and joins it. A crack that is sure in one place is followed to where it is only likely.
import { createPlane, type Plane } from './picture.ts'

/**
 * 1 where a value is at least `low` and joined, side by side or corner to corner through values of at least `low`, to one of at
 * least `high`; else 0.
 * @param low at most `high`
 */
export function hysteresis({ width, height, data }: Plane, low: number, high: number): Plane {
  const marked = createPlane(width, height)
  const open: number[] = []
  const mark = (i: number): void => {
    marked.data[i] = 1
    open.push(i)
  }
  for (let i = 0; i < data.length; i++) if (data[i] >= high) mark(i)
  for (let i = open.pop(); i !== undefined; i = open.pop()) {
    const x = i % width
    const y = (i - x) / width
    for (let v = Math.max(0, y - 1); v <= Math.min(height - 1, y + 1); v++)
      for (let u = Math.max(0, x - 1); u <= Math.min(width - 1, x + 1); u++) {
        const j = v * width + u
        if (marked.data[j] === 0 && data[j] >= low) mark(j)
      }
  }
  return marked
}
