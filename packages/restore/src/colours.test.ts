import { createPicture, createPlane, luma, resizeBilinear } from '@revelado/core'
import { describe, expect, it } from 'vitest'
import { alongLight, carryColours } from './colours.ts'
import type { Decision } from './decisions.ts'
import type { Inspection } from './inspect.ts'
import { asRaster } from './window.ts'

const SIDE = 16
const FINE = 64

/** Red to the left of `edge` and green to the right of it, both of luma 0.3 and 0.6. */
function twoColours(edge: number) {
  const small = createPicture(SIDE, SIDE)
  const n = SIDE * SIDE
  for (let i = 0; i < n; i++) {
    const [r, g, b] = i % SIDE < edge ? [0.6, 0.2, 0.03] : [0.3, 0.85, 0.1]
    small.data.set([r], i)
    small.data.set([g], n + i)
    small.data.set([b], 2 * n + i)
  }
  return small
}

/** Red less green of each pixel of the row in the middle. */
const middleRow = ({ data, width, height }: { data: Float32Array; width: number; height: number }): number[] =>
  Array.from({ length: width }, (_, x) => data[(height >> 1) * width + x] - data[width * height + (height >> 1) * width + x])

describe('alongLight', () => {
  it('puts colours where the light changes, not where LOOK’s coarse pixels end', () => {
    const light = createPlane(FINE, FINE)
    // LOOK's edge is at 32 of 64; the light's two pixels further
    for (let i = 0; i < light.data.length; i++) light.data[i] = i % FINE < 34 ? 0.3 : 0.6
    const row = middleRow(alongLight(twoColours(8), light))
    expect(row[33]).toBeGreaterThan(0.2)
    expect(row[34]).toBeLessThan(-0.3)
    expect(middleRow(resizeBilinear(twoColours(8), FINE, FINE))[33]).toBeLessThan(0)
  })

  it('takes away a speck where the light is even', () => {
    const small = createPicture(SIDE, SIDE)
    small.data.fill(0.5)
    const at = 8 * SIDE + 8
    small.data[at] = 0.9
    const light = createPlane(FINE, FINE)
    light.data.fill(0.5)
    const speck = Math.max(...middleRow(alongLight(small, light)))
    expect(speck).toBeLessThan(0.2 * 0.4)
    expect(speck).toBeGreaterThan(0)
  })

  it('leaves the luma as enlarging gives it', () => {
    const small = twoColours(5)
    const light = createPlane(FINE, FINE)
    for (let i = 0; i < light.data.length; i++) light.data[i] = ((i * 7) % 11) / 11
    const [got, enlarged] = [alongLight(small, light), resizeBilinear(small, FINE, FINE)].map((picture) => luma(picture).data)
    for (const [i, v] of got.entries()) expect(v).toBeCloseTo(enlarged[i], 5)
  })
})

describe('carryColours', () => {
  const decisions = (bw: number): Decision[] =>
    (['negative', 'bw', 'tone', 'lost'] as const).map((question) => ({
      question,
      probability: 0,
      views: [],
      used: question === 'bw' ? bw : 0,
      by: 'model',
      inDoubt: false,
    }))
  const inspection = (bw: number): Inspection => ({
    kind: 'bw',
    decisions: decisions(bw),
    development: new Float32Array(78),
    small: twoColours(8),
    spread: createPlane(SIDE, SIDE),
  })
  const raster = asRaster(createPicture(700, 350))

  it('does nothing where no colours are guessed', () => {
    const own = inspection(0)
    expect(carryColours(raster, own)).toBe(own)
  })

  it('carries them to 512 pixels at most, and to no more than the picture has', () => {
    expect(carryColours(raster, inspection(1)).small).toMatchObject({ width: 512, height: 256 })
    expect(carryColours(asRaster(createPicture(300, 200)), inspection(1)).small).toMatchObject({ width: 300, height: 200 })
  })
})
