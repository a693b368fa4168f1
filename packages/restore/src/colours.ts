// Guessed colours are as coarse as LOOK's picture, a hundredth of the scan across, and speckled where it doubted. They are carried to a
// finer size along the edges of the light: each place takes the colours near it whose light is like its own (joint bilateral
// upsampling, Kopf, Cohen, Lischinski and Uyttendaele 2007, equation 3).
import { createPicture, luma, type Picture, type Plane, type Raster, resizeBilinear, resizePlaneArea } from '@revelado/core'
import { decisionOn } from './decisions.ts'
import { develop, developmentShare } from './develop.ts'
import { evened } from './evened.ts'
import type { Inspection } from './inspect.ts'
import { thumbnail } from './thumbnail.ts'

/** Long side that colours are carried to, pixels; no larger than the picture. */
const FINE = 512
/** Pixels of LOOK's picture on each side that a place takes colours from, and the deviation of their weights. */
const REACH = 2
const WINDOW = 2 * REACH + 1
const NEAR = 1
/** Deviation of the weights by difference of luma, 0..1. */
const ALIKE = 0.08
/** What a colour counts whose light is altogether different: somewhere a place must take its colour from. */
const LEAST = 1e-3

const LEVELS = 512
const BY_LIGHT = Float32Array.from({ length: LEVELS + 1 }, (_, i) => Math.exp(-((i / LEVELS / ALIKE) ** 2) / 2) + LEAST)

/** For each pixel of a side of `fine` the `WINDOW` pixels of `coarse` that it takes from, and their weights. */
function neighbours(fine: number, coarse: number): { from: Int32Array; weights: Float32Array } {
  const from = new Int32Array(fine * WINDOW)
  const weights = new Float32Array(fine * WINDOW)
  for (let at = 0; at < fine; at++) {
    const centre = ((at + 0.5) * coarse) / fine - 0.5
    const first = Math.round(centre) - REACH
    for (let i = 0; i < WINDOW; i++) {
      from[at * WINDOW + i] = Math.min(coarse - 1, Math.max(0, first + i))
      weights[at * WINDOW + i] = Math.exp(-(((first + i - centre) / NEAR) ** 2) / 2)
    }
  }
  return { from, weights }
}

/**
 * @param small sRGB
 * @param light luma of the same picture, finer, 0..1
 * @returns `small` enlarged to the size of `light`, its colours along the edges of the light; its luma is only enlarged
 */
export function alongLight(small: Picture, light: Plane): Picture {
  const { width: w, height: h } = small
  const { width, height } = light
  const coarse = resizePlaneArea(light, w, h).data
  const grey = luma(small).data
  const colours = small.data.map((v, i) => v - grey[i % (w * h)])
  const out = resizeBilinear(small, width, height)
  const own = luma(out).data
  const [across, down] = [neighbours(width, w), neighbours(height, h)]
  const n = width * height
  const coarsePixels = w * h
  for (let y = 0, i = 0; y < height; y++)
    for (let x = 0; x < width; x++, i++) {
      const here = light.data[i]
      let total = 0
      let r = 0
      let g = 0
      let b = 0
      for (let v = y * WINDOW; v < (y + 1) * WINDOW; v++) {
        const row = w * down.from[v]
        for (let u = x * WINDOW; u < (x + 1) * WINDOW; u++) {
          const from = row + across.from[u]
          const apart = Math.min(LEVELS, Math.round(LEVELS * Math.abs(coarse[from] - here)))
          const weight = down.weights[v] * across.weights[u] * BY_LIGHT[apart]
          total += weight
          r += weight * colours[from]
          g += weight * colours[coarsePixels + from]
          b += weight * colours[2 * coarsePixels + from]
        }
      }
      out.data[i] = own[i] + r / total
      out.data[n + i] = own[i] + g / total
      out.data[2 * n + i] = own[i] + b / total
    }
  return out
}

/** The inspection with finer colours, where colours are guessed; as it is where they are not. */
export function carryColours(raster: Raster, inspection: Inspection): Inspection {
  if (decisionOn(inspection.decisions, 'bw').used === 0) return inspection
  const scale = Math.min(1, FINE / Math.max(raster.width, raster.height))
  const [width, height] = [raster.width, raster.height].map((length) => Math.max(1, Math.round(length * scale)))
  const shown = thumbnail(raster, width, height)
  const developed = develop(shown.data, width, height, inspection.development, developmentShare(inspection.decisions))
  return { ...inspection, small: alongLight(evened(inspection.small), luma(createPicture(width, height, 'srgb', developed))) }
}
