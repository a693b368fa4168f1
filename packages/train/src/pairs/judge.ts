// What a recipe would have known of a pair, found by comparing its two pictures: negative, black-and-white, damaged tone.
import { luma, type Picture, polarityAgreement, resizeArea, toSrgb } from '@revelado/core'
import type { Kind, Labels } from '@revelado/synth'
import { median, offParabola } from './robust-parabola.ts'

/** So few pixels a side that noise, grain and dust do not count as colour or tone. */
const SIDE = 16
/** A target has colour when the median of its colour differences (of 1), beyond what follows its luma, is this much. */
const COLOUR = 0.009
/** Colours of input and target that correlate less have nothing to do with each other: noise, stains, ink. */
const SAME_COLOUR = 0.4
/** Colours farther from none than this many medians count no more. */
const OUTLIER = 3
/** How much of the difference (of 1) a curve for the whole picture takes away where tone is damaged. */
const OTHER_TONE = 0.045

type Channels = [Float64Array, Float64Array, Float64Array]

function coarse(picture: Picture): { channels: Channels; y: Float64Array } {
  const small = toSrgb(resizeArea(picture, SIDE, SIDE))
  const n = SIDE * SIDE
  const channels = [0, 1, 2].map((c) => Float64Array.from(small.data.subarray(c * n, (c + 1) * n))) as Channels
  return { channels, y: Float64Array.from(luma(small).data) }
}

const minus = (a: Float64Array, b: Float64Array): Float64Array => a.map((x, i) => x - b[i])

/** R − G and B − G beyond what follows luma, as toning and the colour of a film base do. */
function ownColours({ channels, y }: ReturnType<typeof coarse>): [Float64Array, Float64Array] {
  const [red, green, blue] = channels
  return [offParabola(minus(red, green), y), offParabola(minus(blue, green), y)]
}

/** Size of the correlation of two colour differences around 0, outliers clipped. */
function correlation(a: Float64Array, b: Float64Array): number {
  const [p, q] = [a, b].map((v) => {
    const limit = OUTLIER * median(v.map(Math.abs))
    return v.map((x) => Math.min(limit, Math.max(-limit, x)))
  })
  const dot = (u: Float64Array, v: Float64Array): number => u.reduce((sum, x, i) => sum + x * v[i], 0)
  return Math.abs(dot(p, q)) / Math.sqrt(dot(p, p) * dot(q, q) + 1e-20)
}

/** Whether the target has colours of which the input shows nothing. */
export function lacksColour(input: Picture, target: Picture): boolean {
  const to = ownColours(coarse(target))
  if (to.reduce((sum, v) => sum + median(v.map(Math.abs)), 0) < COLOUR) return false
  const from = ownColours(coarse(input))
  return from.every((v, i) => correlation(v, to[i]) < SAME_COLOUR)
}

/**
 * How much of what parts input and target one curve a channel would mend: fading does, uneven light and losses do not.
 * A black-and-white input is held to the target's luma.
 */
export function toneDamage(input: Picture, target: Picture, bw: boolean): number {
  const from = coarse(input)
  const to = coarse(target)
  const mended = from.channels.map((channel, c) => {
    const difference = minus(bw ? to.y : to.channels[c], channel)
    return median(difference.map(Math.abs)) - median(offParabola(difference, channel).map(Math.abs))
  })
  return Math.max(...mended)
}

/**
 * The labels of a pair whose pictures have one size; what `kind` says is not guessed.
 * A pair whose target is grey itself is not black-and-white in the network's sense: no colour is to be painted.
 */
export function judgePair(input: Picture, target: Picture, { kind, lost }: { kind?: Kind; lost: boolean }): Labels {
  const negative = kind ? kind.endsWith('negative') : polarityAgreement(input, target) < 0.5
  const bw = kind ? kind.startsWith('bw') : lacksColour(input, target)
  const tone = !negative && toneDamage(input, target, bw) >= OTHER_TONE
  return { negative: negative ? 1 : 0, bw: bw ? 1 : 0, tone: tone ? 1 : 0, lost: lost ? 1 : 0 }
}
