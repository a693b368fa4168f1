// Grain: how much a density fluctuates from pixel to pixel, and a field of such fluctuations.
import { exp } from '@revelado/core'
import { GRAIN_SHAPE } from './generated/stock-data.ts'
import { fillNoise } from './noise.ts'
import type { RollParameters } from './roll.ts'
import { interpolate } from './spectrum.ts'
import { kindOf, type Stock } from './stocks.ts'

/** Granularity of the red, green and blue layer against green: means of the data sheets. */
const COLOUR_LAYERS = [0.87, 1, 2.1]
/** Granularity is measured through a round hole of 48 µm: as wide as a square of 42.5 µm. */
const APERTURE_SIDE = 42.5
/** Blurred wider than this, grain loses amplitude. */
const SHARPEST = 0.45
const REACH = 2

/**
 * Deviation of density in a pixel for every entry of a layer's table of net densities.
 * Selwyn's law: deviation · √area stays the same.
 */
export function grainTable(stock: Stock, roll: RollParameters, layer: number, densities: Float32Array): Float32Array {
  const bw = kindOf(stock) === 'bw'
  const shape = bw ? GRAIN_SHAPE.bw[0] : GRAIN_SHAPE.colour[layer]
  const factor =
    (((stock.rms ?? 5) / 1000) * (bw ? 1 : COLOUR_LAYERS[layer]) * APERTURE_SIDE * Math.min(1, SHARPEST / roll.grainSize)) / roll.pitch
  return densities.map((d) => factor * interpolate(d, GRAIN_SHAPE.density, shape))
}

/** Normal numbers of deviation 1, blurred by a Gaussian of `size` pixels (≤ 0.8), cut off at two pixels. */
export function grainField(seed: number | string, width: number, height: number, size: number): Float32Array {
  const field = fillNoise(seed, new Float32Array((width + 2 * REACH) * (height + 2 * REACH)))
  const [k0, k1, k2] = kernel(size)
  const stride = width + 2 * REACH
  // Rows first, in place: what is read lies to the right of what is written.
  for (let y = 0; y < height + 2 * REACH; y++)
    for (let i = y * stride, end = i + width; i < end; i++)
      field[i] = k0 * field[i + 2] + k1 * (field[i + 1] + field[i + 3]) + k2 * (field[i] + field[i + 4])
  const out = new Float32Array(width * height)
  for (let y = 0, o = 0; y < height; y++) {
    const a = y * stride
    const b = a + stride
    const c = b + stride
    const d = c + stride
    const e = d + stride
    for (let x = 0; x < width; x++, o++)
      out[o] = k0 * field[c + x] + k1 * (field[b + x] + field[d + x]) + k2 * (field[a + x] + field[e + x])
  }
  return out
}

/** Half of a Gaussian whose squares sum to 1, so that white noise keeps its deviation. */
function kernel(size: number): number[] {
  const side = Array.from({ length: REACH + 1 }, (_, j) => exp((-j * j) / (2 * size * size)))
  const energy = side.reduce((sum, v, j) => sum + (j === 0 ? 1 : 2) * v * v, 0)
  return side.map((v) => v / Math.sqrt(energy))
}
