// A photograph of few, dull colours: fog, dusk, a grey coat before a grey wall. Nothing is wrong with it, and it is no black-and-white
// picture: the photographs of the web are brighter than most of what people keep in boxes.
import { createPicture, type Picture, type Random } from '@revelado/core'
import type { Parameters } from './damage/damage.ts'

/** `saturation`: share of each pixel's distance from its luma (BT.601 weights) that is left. */
export type MutedParameters = { readonly saturation: number }

const LUMA = [0.299, 0.587, 0.114]
const DULLEST = 0.12
const BRIGHTEST = 0.5

/** Draws how much colour is left. */
export function drawMuted(random: Random): MutedParameters {
  return { saturation: random.logUniform(DULLEST, BRIGHTEST) }
}

/** The photograph with what is left of its colours. */
export function mute(photo: Picture, parameters: Parameters): Picture {
  const { saturation } = parameters as MutedParameters
  const { width, height, data } = photo
  const n = width * height
  const out = createPicture(width, height, photo.encoding)
  for (let i = 0; i < n; i++) {
    const grey = LUMA[0] * data[i] + LUMA[1] * data[n + i] + LUMA[2] * data[2 * n + i]
    for (let c = 0; c < 3; c++) out.data[c * n + i] = grey + saturation * (data[c * n + i] - grey)
  }
  return out
}
