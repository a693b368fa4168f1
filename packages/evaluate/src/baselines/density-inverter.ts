// The classical way from a scanned negative to a positive: density, percentiles of each channel, a print's contrast, grey balance.
// The method "density + per-channel percentiles" of the film study; its parts are textbook ones, named below.
import { channel, createPicture, densities, density, type Picture, toLinear, toSrgb } from '@revelado/core'
import { percentile } from '../statistics/percentile.ts'

/** Densities are taken from light no darker than this. */
const LEAST_LIGHT = 2e-5
/** Log10 exposure between the 0.5 % and the 99.5 % point of each channel. */
const SPAN = 1.6
/** Exponent of the Minkowski mean that is made grey ("shades of grey", Finlayson and Trezzi 2004). */
const MINKOWSKI = 4
/** Linear light that the 99.5 % point of the result gets. */
const WHITE = 0.92

/** Log exposure of one channel from its light: density above the brightest 0.3 %, stretched so that every layer spans the same. */
function logExposure(light: Float32Array, out: Float32Array): void {
  const base = density(percentile(light, 99.7), LEAST_LIGHT)
  out.set(densities(light, undefined, LEAST_LIGHT))
  for (let i = 0; i < out.length; i++) out[i] -= base
  const low = percentile(out, 0.5)
  const range = Math.max(percentile(out, 99.5) - low, 0.02)
  for (let i = 0; i < out.length; i++) out[i] = (Math.min(1.1, Math.max(-0.1, (out[i] - low) / range)) - 1) * SPAN
}

/** A positive from a negative's scan, with no knowledge of film or scanner. Values stay in 0..1. */
export function invertByDensity(negative: Picture): Picture {
  const linear = toLinear(negative)
  const { width, height } = negative
  const n = width * height
  const exposure = createPicture(width, height, 'linear')
  for (const c of [0, 1, 2] as const) logExposure(channel(linear, c).data, channel(exposure, c).data)
  const { data } = exposure
  for (let i = 0; i < data.length; i++) data[i] = 10 ** data[i]
  const top = percentile(data, 99.5)
  for (const c of [0, 1, 2] as const) {
    const plane = channel(exposure, c).data
    let sum = 0
    for (let i = 0; i < n; i++) sum += Math.min(1, plane[i] / top) ** MINKOWSKI
    const grey = top * (sum / n) ** (1 / MINKOWSKI)
    for (let i = 0; i < n; i++) plane[i] /= grey
  }
  const brightness = Float32Array.from({ length: n }, (_, i) => (data[i] + data[n + i] + data[2 * n + i]) / 3)
  const gain = WHITE / percentile(brightness, 99.5)
  for (let i = 0; i < data.length; i++) data[i] = Math.min(1, data[i] * gain)
  return toSrgb(exposure)
}
