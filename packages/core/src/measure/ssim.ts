// Structural similarity (Wang, Bovik, Sheikh, Simoncelli 2004), calculated as scikit-image does with Gaussian weights.
import { ReveladoError } from '../errors.ts'
import type { Picture } from '../picture.ts'
import { checkComparable } from './same-size.ts'

const SIGMA = 1.5
/** scikit-image ends the Gaussian at 3.5 σ. */
const RADIUS = 5
const WINDOW = 2 * RADIUS + 1
/** (K1 · range)² and (K2 · range)² of the paper, range 1. */
const C1 = 0.01 * 0.01
const C2 = 0.03 * 0.03
/** scikit-image's default: sample covariance, n/(n − 1) with n the pixels of the window. */
const SAMPLE = (WINDOW * WINDOW) / (WINDOW * WINDOW - 1)

const WEIGHTS = (() => {
  const w = Float64Array.from({ length: WINDOW }, (_, i) => Math.exp(-((i - RADIUS) * (i - RADIUS)) / (2 * SIGMA * SIGMA)))
  const sum = w.reduce((s, v) => s + v)
  return w.map((v) => v / sum)
})()

/** Σ SSIM over the pixels whose window lies inside. Rows of five moments are summed downwards first, then across. */
function channelSum(a: Float32Array, b: Float32Array, width: number, height: number): number {
  const [ma, mb, maa, mbb, mab] = Array.from({ length: 5 }, () => new Float64Array(width))
  let total = 0
  for (let y = RADIUS; y < height - RADIUS; y++) {
    for (const moment of [ma, mb, maa, mbb, mab]) moment.fill(0)
    for (let t = 0; t < WINDOW; t++) {
      const at = (y - RADIUS + t) * width
      const w = WEIGHTS[t]
      for (let x = 0; x < width; x++) {
        const u = a[at + x]
        const v = b[at + x]
        const wu = w * u
        const wv = w * v
        ma[x] += wu
        mb[x] += wv
        maa[x] += wu * u
        mbb[x] += wv * v
        mab[x] += wu * v
      }
    }
    for (let x = 0; x <= width - WINDOW; x++) {
      let ua = 0
      let ub = 0
      let uaa = 0
      let ubb = 0
      let uab = 0
      for (let t = 0; t < WINDOW; t++) {
        const w = WEIGHTS[t]
        ua += w * ma[x + t]
        ub += w * mb[x + t]
        uaa += w * maa[x + t]
        ubb += w * mbb[x + t]
        uab += w * mab[x + t]
      }
      const va = SAMPLE * (uaa - ua * ua)
      const vb = SAMPLE * (ubb - ub * ub)
      const vab = SAMPLE * (uab - ua * ub)
      total += ((2 * ua * ub + C1) * (2 * vab + C2)) / ((ua * ua + ub * ub + C1) * (va + vb + C2))
    }
  }
  return total
}

/**
 * Mean SSIM over R, G and B and all pixels at least 5 from the edge, range 1: scikit-image's structural_similarity with
 * gaussian_weights=True, sigma=1.5, data_range=1, channel_axis.
 * @throws ReveladoError 'bad-argument' when the pictures differ in size or have a side below 11.
 */
export function ssim(a: Picture, b: Picture): number {
  checkComparable(a, b)
  const { width, height } = a
  if (width < WINDOW || height < WINDOW)
    throw new ReveladoError(
      'bad-argument',
      `expected pictures of at least ${WINDOW} × ${WINDOW} for SSIM but received ${width} × ${height}`,
    )
  const n = width * height
  let total = 0
  for (let c = 0; c < 3; c++) total += channelSum(a.data.subarray(c * n, (c + 1) * n), b.data.subarray(c * n, (c + 1) * n), width, height)
  return total / (3 * (width - WINDOW + 1) * (height - WINDOW + 1))
}
