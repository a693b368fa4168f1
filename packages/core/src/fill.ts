// Fills lost pixels from what is around them, near things first: the pull-push pyramid of Gortler et al. 1996, "The Lumigraph",
// section 3.6.2. A smooth beginning for whoever paints there.

import { ReveladoError } from './errors.ts'
import { createPicture, type Picture, type Plane } from './picture.ts'
import { resizeBilinear } from './resample.ts'

/** A pixel of which more than this is lost says nothing: what is left of it is mixed with what covers it. */
const SPOILT = 0.02

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

/** What is not known of a level is taken from the coarser one, enlarged. */
function push(fine: Level, coarse: Picture): Picture {
  const { width, height } = fine.picture
  const n = width * height
  const around = resizeBilinear(coarse, width, height).data
  const data = fine.picture.data.map((value, i) => {
    const known = fine.known[i % n]
    return known === 1 ? value : known * value + (1 - known) * around[i]
  })
  return createPicture(width, height, fine.picture.encoding, data)
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
  const known = lost.data.map((share) => (share > SPOILT ? 0 : 1))
  if (!known.includes(0)) return picture
  const levels: Level[] = [{ picture, known }]
  for (let last = levels[0]; last.known.includes(0) && last.known.length > 1; levels.push(last)) last = pull(last)
  return levels.reduceRight<Picture | undefined>((coarse, level) => (coarse ? push(level, coarse) : level.picture), undefined)!
}
