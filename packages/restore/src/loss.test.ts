import { createRaster } from '@revelado/core'
import { describe, expect, it } from 'vitest'
import { lossOf } from './loss.ts'
import { restore } from './restore.ts'
import { standIn } from './stand-in.ts'

/** Left half dark, right half light, with a white square in the dark half. */
function halves(width: number, height: number) {
  const raster = createRaster(width, height, 8)
  for (let i = 0; i < width * height; i++) {
    const [x, y] = [i % width, Math.floor(i / width)]
    const square = x >= 8 && x < 16 && y >= 8 && y < 16
    raster.data.fill(square ? 255 : x < width / 2 ? 51 : 204, 3 * i, 3 * i + 3)
  }
  const data = new Uint8Array(width * height)
  for (let y = 8; y < 16; y++) data.fill(255, y * width + 8, y * width + 16)
  return { raster, mask: { width, height, data } }
}

describe('lossOf', () => {
  it('fills what is lost from around it and leaves the rest alone', async () => {
    const { raster, mask } = halves(64, 32)
    const { around } = await lossOf(raster, mask, standIn().model)
    expect(around.data[11 * 64 + 11]).toBeCloseTo(0.2, 1)
    expect(around.data[0]).toBeCloseTo(0.2, 6)
    expect(around.data[50]).toBeCloseTo(0.8, 6)
  })

  it('works on a smaller picture where the picture is large', async () => {
    const { raster, mask } = halves(2048, 24)
    const { around } = await lossOf(raster, mask, standIn().model)
    expect([around.width, around.height]).toEqual([1024, 12])
    expect(around.data[5 * 1024 + 5]).toBeCloseTo(0.2, 1)
  })

  it('is painted by FILL where the model has one, and REPAIR begins from that', async () => {
    const { raster, mask } = halves(64, 32)
    const { model, seen } = standIn({ fills: true, fill: 0 })
    const { raster: restored } = await restore(raster, model, { mask })
    expect(seen.fill[0].picture.data[11 * 64 + 11]).toBeCloseTo(0.2, 1)
    const at = 3 * (11 * 64 + 11)
    expect([...restored.data.subarray(at, at + 3)]).toEqual([0, 0, 255])
    const { raster: tempered } = await restore(raster, standIn({ fill: 0 }).model, { mask })
    expect(restored.data.subarray(3 * (2 * 64 + 40), 3 * (2 * 64 + 41))).toEqual(
      tempered.data.subarray(3 * (2 * 64 + 40), 3 * (2 * 64 + 41)),
    )
  })

  it('is what REPAIR sees in place of what covers it; at half strength the original still counts', async () => {
    const { raster, mask } = halves(64, 32)
    const { model, seen } = standIn()
    const full = await restore(raster, model, { mask })
    expect(seen.repair[0].tile.data[11 * 64 + 11]).toBeCloseTo(0.2, 1)
    expect(seen.repair[0].developed.data[11 * 64 + 11]).toBeCloseTo(0.2, 1)
    const half = await restore(raster, model, { mask, strength: 0.5 })
    const at = 3 * (11 * 64 + 11)
    expect(half.raster.data[at + 1]).toBeCloseTo((255 + full.raster.data[at + 1]) / 2, -0.5)
  })

  it('is painted only as far as the card says; the rest of the picture does not change', async () => {
    const { raster, mask } = halves(64, 32)
    const inside = 3 * (11 * 64 + 11)
    const outside = 3 * (2 * 64 + 40)
    const at = async (fill?: number) => (await restore(raster, standIn({ fill }).model, { mask })).raster.data
    const [none, half, full] = [await at(0), await at(0.5), await at()]
    expect(none[inside]).toBe(51)
    expect(full[inside]).toBe(255) // the stand-in paints losses red
    expect(half[inside]).toBeCloseTo((51 + 255) / 2, -0.5)
    expect(none[outside]).toBe(full[outside])
    // Colours that are guessed stay: only the light is tempered
    const coloured = await restore(raster, standIn({ fill: 0, probabilities: [0, 1, 0, 0] }).model, { mask })
    const [r, g, b] = coloured.raster.data.subarray(inside, inside + 3)
    expect(r - g).toBeGreaterThan(100)
    expect(0.299 * r + 0.587 * g + 0.114 * b).toBeLessThan(100)
  })
})
