// The noise profile of a raster: what REPAIR is told of the whole picture, whichever tile it sees.
import { noiseProfile, PROFILE_SQUARE, type Raster } from '@revelado/core'
import { pixelsUnder } from './window.ts'

/** As core's `noiseProfile`, straight from the raster. */
export function profileOf(raster: Raster): Float32Array {
  return noiseProfile(raster, (x, y, into) => into.set(pixelsUnder(raster, { x, y, width: PROFILE_SQUARE, height: PROFILE_SQUARE })))
}
