// The development at full size: one decision for the whole picture, applied window by window.
import { applyDevelopment, createPicture } from '@revelado/core'
import { type Decision, decisionOn } from './decisions.ts'

/** How far the development is used, 0..1: fully for a negative, as far as the tone is corrected for a positive. */
export function developmentShare(decisions: readonly Decision[]): number {
  return Math.max(decisionOn(decisions, 'negative').used, decisionOn(decisions, 'tone').used)
}

/**
 * x + share·(applyDevelopment(x) − x) for planar RGB [3, h, w]; not clamped. At share 0 the pixels themselves come back.
 * @param development 78 numbers, see core's `applyDevelopment`.
 */
export function develop(pixels: Float32Array, width: number, height: number, development: Float32Array, share: number): Float32Array {
  if (share === 0) return pixels
  const { data } = applyDevelopment(createPicture(width, height, 'srgb', pixels), development)
  if (share < 1) for (let i = 0; i < data.length; i++) data[i] = pixels[i] + share * (data[i] - pixels[i])
  return data
}
