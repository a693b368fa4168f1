// How colourful a picture is, after Hasler and Süsstrunk, "Measuring colourfulness in natural images" (2003), section 5.
import { toSrgb } from '../colour.ts'
import type { Picture } from '../picture.ts'

/** M̂(3) = σ_rgyb + 0.3 µ_rgyb of sRGB values on 0..255: 0 for grey, about 15 slightly, 45 averagely, 109 extremely colourful. */
export function colourfulness(picture: Picture): number {
  const { data } = toSrgb(picture)
  const n = picture.width * picture.height
  let rgSum = 0
  let rgSquares = 0
  let ybSum = 0
  let ybSquares = 0
  for (let i = 0; i < n; i++) {
    const rg = data[i] - data[n + i]
    const yb = (data[i] + data[n + i]) / 2 - data[2 * n + i]
    rgSum += rg
    rgSquares += rg * rg
    ybSum += yb
    ybSquares += yb * yb
  }
  const rgMean = rgSum / n
  const ybMean = ybSum / n
  const variance = Math.max(0, rgSquares / n - rgMean * rgMean + ybSquares / n - ybMean * ybMean)
  return 255 * (Math.sqrt(variance) + 0.3 * Math.sqrt(rgMean * rgMean + ybMean * ybMean))
}
