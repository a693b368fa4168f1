// Fills lost pixels with the smoothest surface between their rims: the solution of Laplace's equation, with no flow over the picture's
// border. Coarse to fine: the pull-push pyramid of Gortler et al. 1996, "The Lumigraph", section 3.6.2, gives each level a beginning,
// and sweeps of successive over-relaxation (Young 1954) the rest.

import { ReveladoError } from './errors.ts'
import { createPicture, type Picture, type Plane } from './picture.ts'
import { resizeBilinear } from './resample.ts'

/** A pixel of which more than this is lost says nothing: what is left of it is mixed with what covers it. */
export const SPOILT = 0.02

/** More hardly change a level that begins from the solution of the coarser one. */
const SWEEPS = 8
/** Over-relaxation: between 1 (Gauss and Seidel) and 2 (never comes to rest). */
const OVER = 1.5

interface Level {
  readonly picture: Picture
  /** How much is known of each pixel, 0..1. */
  readonly known: Float32Array
}

/** Half the size (rounded up): means weighted by what is known; a pixel is known as far as its four together make one. */
function pull({ picture, known }: Level): Level {
  const { width, height } = picture
  const w = (width + 1) >> 1
  const h = (height + 1) >> 1
  const half = { picture: createPicture(w, h, picture.encoding), known: new Float32Array(w * h) }
  for (let y = 0, to = 0; y < h; y++)
    for (let x = 0; x < w; x++, to++) {
      let sum = 0
      const mean = [0, 0, 0]
      for (let from of [2 * y * width + 2 * x, (2 * y + 1) * width + 2 * x])
        for (let column = 2 * x; column < Math.min(2 * x + 2, width) && from < width * height; column++, from++) {
          sum += known[from]
          for (let c = 0; c < 3; c++) mean[c] += known[from] * picture.data[c * width * height + from]
        }
      half.known[to] = Math.min(1, sum)
      if (sum > 0) for (let c = 0; c < 3; c++) half.picture.data[c * w * h + to] = mean[c] / sum
    }
  return half
}

/** What is not known of a level is taken from the coarser one, enlarged, and made smooth. */
function push(fine: Level, coarse: Picture): Picture {
  const { width, height, encoding } = fine.picture
  const n = width * height
  const data = fine.picture.data.slice()
  const around = resizeBilinear(coarse, width, height).data
  const holes: number[] = []
  for (let i = 0; i < n; i++) if (fine.known[i] === 0) holes.push(i)
  for (let c = 0; c < 3; c++) {
    const plane = data.subarray(c * n, (c + 1) * n)
    for (const i of holes) plane[i] = around[c * n + i]
    relax(plane, width, height, holes)
  }
  return createPicture(width, height, encoding, data)
}

/** Moves every pixel of `holes` towards the mean of its neighbours, to and fro. */
function relax(plane: Float32Array, width: number, height: number, holes: readonly number[]): void {
  const last = holes.length - 1
  for (let sweep = 0; sweep < SWEEPS; sweep++)
    for (let k = 0; k <= last; k++) {
      const i = holes[sweep & 1 ? last - k : k]
      const x = i % width
      let sum = 0
      let count = 0
      if (x > 0) {
        sum += plane[i - 1]
        count++
      }
      if (x < width - 1) {
        sum += plane[i + 1]
        count++
      }
      if (i >= width) {
        sum += plane[i - width]
        count++
      }
      if (i < width * (height - 1)) {
        sum += plane[i + width]
        count++
      }
      plane[i] += OVER * (sum / count - plane[i])
    }
}

/**
 * The picture with its lost pixels filled; the others are not touched.
 * @param lost 0..1, of the picture's size; above 0.02 a pixel is filled
 * @throws ReveladoError 'bad-picture' when the sizes differ
 */
export function fillLost(picture: Picture, lost: Plane): Picture {
  const { width, height } = picture
  if (lost.width !== width || lost.height !== height)
    throw new ReveladoError('bad-picture', `expected a plane of ${width} × ${height} pixels but received ${lost.width} × ${lost.height}`)
  const known = new Float32Array(width * height)
  let holes = 0
  for (let i = 0; i < known.length; i++)
    if (lost.data[i] > SPOILT) holes++
    else known[i] = 1
  if (holes === 0) return picture
  const levels: Level[] = [{ picture, known }]
  for (let last = levels[0]; last.known.includes(0) && last.known.length > 1; levels.push(last)) last = pull(last)
  return levels.reduceRight<Picture | undefined>((coarse, level) => (coarse ? push(level, coarse) : level.picture), undefined)!
}
