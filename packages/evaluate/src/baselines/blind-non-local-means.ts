// Non-local means without being told the noise: its strength follows an estimate.
import type { Picture } from '@revelado/core'
import { estimateNoise } from './estimate-noise.ts'
import { nonLocalMeans } from './non-local-means.ts'

/** Strength for luminance and colour per level of noise; best on average over σ 15, 25 and 50 on photographs outside all test sets. */
const STRENGTH = 0.6
const STRENGTH_COLOUR = 0.6
/** Noise below this many 8-bit levels is left alone. */
const LEAST_NOISE = 1

/** OpenCV's non-local means with its strength from the estimated noise; the same picture when there is next to none. */
export function denoiseBlindly(picture: Picture): Picture {
  const noise = estimateNoise(picture)
  if (noise < LEAST_NOISE) return picture
  return nonLocalMeans(picture, { h: STRENGTH * noise, hColour: STRENGTH_COLOUR * noise })
}
