// What each frame has of its own: exposure, colour of the light, flare; and the exposure of the layers that follows from a picture.
import { exp, type Picture, type Random, srgbToLinear } from '@revelado/core'
import { planck } from './spectrum.ts'
import { kindOf, type Stock } from './stocks.ts'
import { tabulate } from './table.ts'

export interface FrameParameters {
  /** Exposure against that of a rightly exposed frame, stops. */
  readonly ev: number
  /** Red, green and blue light of the scene against the light that the film is made for; green is 1. */
  readonly light: readonly number[]
  /** Share of the frame's mean exposure that lens and camera spread over it. */
  readonly flare: number
  /** How much the positive had compressed its highlights, 0…0.6: s = v/(1 − k v) undoes it. */
  readonly highlights: number
}

const PEAKS = [640, 545, 445]
const DECODE_CELLS = 2048
/** One entry beyond 1, so that 1 itself needs no care. */
const DECODE = tabulate((v) => srgbToLinear(Math.min(1, v)), 0, 1 / DECODE_CELLS, DECODE_CELLS + 1)
/** Sensitivity of black-and-white stocks without published spectra. */
const PANCHROMATIC = [[0.25, 0.45, 0.3]]
const IDENTITY = [
  [1, 0, 0],
  [0, 1, 0],
  [0, 0, 1],
]

/** Draws a frame for a stock; three in ten are taken in daylight whatever the film is made for. */
export function drawFrame(random: Random, stock: Stock): FrameParameters {
  const balance = stock.balance_K ?? 5500
  const mired = 1e6 / (random.chance(0.7) ? balance : 5500) + Math.min(160, Math.max(-120, random.normal(0, 35)))
  const kelvin = 1e6 / mired
  const [red, green, blue] = PEAKS.map((nm) => planck(nm, kelvin) / planck(nm, balance))
  return {
    ev: random.triangular(-2, 0.5, 3),
    light: [red / green, 1, blue / green],
    flare: random.uniform(0, 0.015),
    highlights: random.uniform(0, 0.6),
  }
}

/** Where the frame lies in a larger raster of layers. */
export interface Placement {
  readonly width: number
  readonly x: number
  readonly y: number
}

/**
 * Writes the exposure of each layer (1 for b/w, 3 for colour; 0.18 = an 18 % grey at box speed), flare included, into `layers`.
 * @param picture an sRGB positive
 * @param layers planes of which the picture fills the rectangle at `place`
 */
export function exposeFrame(
  picture: Picture,
  stock: Stock,
  frame: FrameParameters,
  layers: readonly Float32Array[],
  place: Placement,
): void {
  const { width, height, data } = picture
  const n = width * height
  const k = frame.highlights
  const scene = new Float32Array(DECODE.length)
  for (let i = 0; i < scene.length; i++) scene[i] = DECODE[i] / (1 - k * DECODE[i])
  const gain = exp(frame.ev * Math.LN2)
  const rows = stock.film_rgb ?? (kindOf(stock) === 'bw' ? PANCHROMATIC : IDENTITY)
  const light = new Float32Array(3 * width)
  const sums = layers.map(() => 0)
  for (let y = 0; y < height; y++) {
    for (let c = 0; c < 3; c++) {
      const at = c * n + y * width
      for (let x = 0; x < width; x++) light[c * width + x] = lookUp(scene, data[at + x])
    }
    const at = (place.y + y) * place.width + place.x
    for (let l = 0; l < layers.length; l++) sums[l] += exposeRow(light, layers[l], at, rows[l], frame.light, gain)
  }
  for (let l = 0; l < layers.length; l++) addFlare(layers[l], (frame.flare * sums[l]) / n, width, height, place)
}

/** One row of one layer; returns the sum of its exposures. */
function exposeRow(
  light: Float32Array,
  layer: Float32Array,
  at: number,
  row: readonly number[],
  colour: readonly number[],
  gain: number,
): number {
  const width = light.length / 3
  const r = row[0] * colour[0] * gain
  const g = row[1] * colour[1] * gain
  const b = row[2] * colour[2] * gain
  let sum = 0
  for (let x = 0; x < width; x++) {
    const e = r * light[x] + g * light[width + x] + b * light[2 * width + x]
    const exposure = Math.max(e, 0)
    layer[at + x] = exposure
    sum += exposure
  }
  return sum
}

function addFlare(layer: Float32Array, flare: number, width: number, height: number, place: Placement): void {
  for (let y = 0; y < height; y++) {
    const at = (place.y + y) * place.width + place.x
    for (let x = at; x < at + width; x++) layer[x] += flare
  }
}

function lookUp(table: Float32Array, v: number): number {
  const at = v <= 0 ? 0 : v >= 1 ? DECODE_CELLS : v * DECODE_CELLS
  const i = at | 0
  const low = table[i]
  return low + (at - i) * (table[i + 1] - low)
}
