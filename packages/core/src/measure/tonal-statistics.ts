// What a picture's tones say of it, in 250 numbers: how its values are spread, where its detail lies, whether its small things are bright or
// dark, which colours are light. Photographs of the world are lopsided in all of this, and negatives are so the other way round; much
// of it lies in detail finer than a thumbnail shows.
import { luma } from '../colour.ts'
import { createPicture, createPlane, type Picture, type Plane } from '../picture.ts'
import { resizePlaneArea } from '../resample.ts'
import { DETAIL_LENGTH, detailOf } from './tonal/detail.ts'
import { correlation, Histogram, type Moments, momentsOf } from './tonal/distribution.ts'
import { HATS_LENGTH, hatsOf } from './tonal/hats.ts'
import { LAYOUT_LENGTH, layoutOf } from './tonal/layout.ts'
import { PALETTE_LENGTH, paletteOf } from './tonal/palette.ts'

/** Long side, in pixels, that larger pictures are brought to (by area) before they are described. */
export const TONAL_SIZE = 256
/** Shorter pictures cannot be described. */
export const TONAL_LEAST = 16

const SHARES = [0.002, 0.02, 0.1, 0.3, 0.5, 0.7, 0.9, 0.98, 0.998]
/** Of `SHARES`: what becomes black and white when a channel is stretched, and how far beyond both it may go. */
const BLACK = 1
const WHITE = 7
const BEYOND = 0.1
const LEAST_RANGE = 0.02
/** Luma is looked at in so many sizes, each half the one before; chroma in fewer. */
const LUMA_SCALES = 4
const CHROMA_SCALES = 2
/** Things of these sizes: which scale, and the radius of the square there. */
const THINGS = [
  [0, 1],
  [1, 1],
  [1, 2],
  [2, 2],
  [3, 2],
] as const

/** Numbers of `tonalStatistics`. */
export const TONAL_LENGTH =
  3 * (SHARES.length + 4) +
  (LUMA_SCALES + 2 * CHROMA_SCALES) * DETAIL_LENGTH +
  2 * 5 +
  THINGS.length * HATS_LENGTH +
  PALETTE_LENGTH +
  LAYOUT_LENGTH +
  3

const halved = ({ width, height, data }: Plane): Plane =>
  resizePlaneArea(createPlane(width, height, data), Math.max(1, width >> 1), Math.max(1, height >> 1))

function scalesOf(plane: Plane, count: number): Plane[] {
  const scales = [plane]
  while (scales.length < count) scales.push(halved(scales[scales.length - 1]))
  return scales
}

const shapeOf = ({ mean, deviation, skewness, logKurtosis }: Moments): number[] => [mean, deviation, skewness, logKurtosis]

/** Each channel between its own black and white. */
function stretch(data: Float32Array, n: number, quantiles: readonly number[][]): Float32Array {
  const stretched = new Float32Array(3 * n)
  for (let c = 0; c < 3; c++) {
    const black = quantiles[c][BLACK]
    const range = Math.max(quantiles[c][WHITE] - black, LEAST_RANGE)
    for (let i = c * n; i < (c + 1) * n; i++) stretched[i] = Math.min(1 + BEYOND, Math.max(-BEYOND, (data[i] - black) / range))
  }
  return stretched
}

/**
 * Describes a picture's tones.
 *
 * In order: for each channel nine quantiles (0.2 … 99.8 %), mean, standard deviation, skewness and log kurtosis; detail of luma at four
 * scales, of blue − luma and of red − luma at two each (17 numbers a scale); moments of both differences and their correlation with luma; bright
 * against dark things of five sizes (4 each); palette (27) and layout (15) after stretching; moments of the stretched luma (3).
 * @param picture sRGB in 0..1, at least 16 pixels high and wide; meant for a long side of 256 pixels
 * @returns 250 numbers
 */
export function tonalStatistics(picture: Picture): Float32Array {
  const { width, height, data } = picture
  const n = width * height
  const light = luma(picture)
  const differences = [2, 0].map((c) => {
    const difference = new Float32Array(n)
    for (let i = 0; i < n; i++) difference[i] = data[c * n + i] - light.data[i]
    return difference
  })
  const scales = scalesOf(light, LUMA_SCALES)
  const channels = [0, 1, 2].map((c) => data.subarray(c * n, (c + 1) * n))
  const quantiles = channels.map((values) => new Histogram(values).quantiles(SHARES))
  const ofLuma = momentsOf(light.data)
  const stretched = stretch(data, n, quantiles)
  const stretchedLuma = luma(createPicture(width, height, 'srgb', stretched)).data
  const ofStretched = momentsOf(stretchedLuma)
  return Float32Array.from([
    ...channels.flatMap((values, c) => [...quantiles[c], ...shapeOf(momentsOf(values))]),
    ...scales.flatMap(detailOf),
    ...differences.flatMap((values) => scalesOf(createPlane(width, height, values), CHROMA_SCALES).flatMap(detailOf)),
    ...differences.flatMap((values) => {
      const moments = momentsOf(values)
      return [...shapeOf(moments), correlation(values, light.data, moments, ofLuma)]
    }),
    ...THINGS.flatMap(([scale, radius]) => hatsOf(scales[scale], radius)),
    ...paletteOf(stretched, stretchedLuma, ofStretched.mean),
    ...layoutOf(stretched, stretchedLuma, width, height, ofStretched.mean),
    ofStretched.deviation,
    ofStretched.skewness,
    ofStretched.logKurtosis,
  ])
}
