// Two looks at a raster before it is written: whether it has any colour, and how it looks on white where transparency is lost.
import type { Raster } from '@revelado/core'
import type { GreyRaster } from './picture-file.ts'

/** True when the three channels are equal in every pixel. */
export function isNeutral({ data }: Raster): boolean {
  for (let i = 0; i < data.length; i += 3) if (data[i] !== data[i + 1] || data[i] !== data[i + 2]) return false
  return true
}

/** A copy with each pixel mixed with white by its transparency, in code values as browsers do. */
export function flattenOnWhite(raster: Raster, alpha: GreyRaster): Raster {
  const data = raster.data.slice()
  const white = raster.depth === 16 ? 65535 : 255
  const opaque = alpha.depth === 16 ? 65535 : 255
  for (let i = 0; i < alpha.data.length; i++) {
    const share = alpha.data[i] / opaque
    for (let c = 3 * i; c < 3 * i + 3; c++) data[c] = Math.round(white + share * (data[c] - white))
  }
  return { ...raster, data }
}
