// What one would do with classical means when told what is wrong: invert by density, take the noise away, fill the holes.
import type { Picture, Plane } from '@revelado/core'
import { denoiseBlindly } from './blind-non-local-means.ts'
import { invertByDensity } from './density-inverter.ts'
import { telea } from './telea.ts'

/** Density inverter (for negatives) → non-local means → Telea with the true mask. */
export function classicalChain(picture: Picture, truth: { negative: boolean; lost?: Plane }): Picture {
  const developed = truth.negative ? invertByDensity(picture) : picture
  const denoised = denoiseBlindly(developed)
  return truth.lost ? telea(denoised, truth.lost) : denoised
}
