import { createRaster, type Raster, rasterToPicture, resizeArea } from '@revelado/core'
import { describe, expect, it } from 'vitest'
import { fineFill } from './fine.ts'
import { paintLost } from './painted.ts'
import { restore } from './restore.ts'
import { standIn } from './stand-in.ts'

const [WIDTH, HEIGHT] = [1300, 90]

/** Stripes of three pixels, which nothing smaller shows. */
function striped(): Raster {
  const raster = createRaster(WIDTH, HEIGHT, 8)
  for (let i = 0; i < WIDTH * HEIGHT; i++) raster.data.fill(Math.floor((i % WIDTH) / 3) % 2 ? 60 : 180, 3 * i, 3 * i + 3)
  return raster
}

/** A scratch along the whole picture, and a hole of 20 × 20 across the border of two cells. */
const isLost = (x: number, y: number): boolean => (y >= 30 && y < 33) || (x >= 500 && x < 520 && y >= 50 && y < 70)

function maskOf(lost: (x: number, y: number) => boolean) {
  return {
    width: WIDTH,
    height: HEIGHT,
    data: Uint8Array.from({ length: WIDTH * HEIGHT }, (_, i) => (lost(i % WIDTH, Math.floor(i / WIDTH)) ? 255 : 0)),
  }
}

const small = (raster: Raster) => resizeArea(rasterToPicture(raster), WIDTH / 2, HEIGHT / 2)

function window(raster: Raster, x: number, y: number, width: number, height: number) {
  return { rectangle: { x, y, width, height }, pixels: rasterToPicture(raster, x, y, width, height).data.slice() }
}

describe('fineFill', () => {
  it('fills as the whole picture would be filled, whichever windows ask', async () => {
    const raster = striped()
    const mask = maskOf(isLost)
    const fill = fineFill(raster, mask, small(raster), undefined)
    const whole = await paintLost(
      rasterToPicture(raster),
      { width: WIDTH, height: HEIGHT, data: Float32Array.from(mask.data, (v) => v / 255) },
      undefined,
    )
    for (const [x, y, w, h] of [
      [0, 0, 700, 80],
      [480, 40, 60, 40],
      [900, 10, 400, 70],
    ]) {
      const { rectangle, pixels } = window(raster, x, y, w, h)
      await fill(pixels, rectangle)
      for (let c = 0; c < 3; c++)
        for (let i = 0; i < w * h; i++) {
          const at = (c * HEIGHT + y + Math.floor(i / w)) * WIDTH + x + (i % w)
          const [u, v] = [x + (i % w), y + Math.floor(i / w)]
          if (isLost(u, v)) expect(pixels[c * w * h + i]).toBeCloseTo(whole.data[at], 1)
          else expect(pixels[c * w * h + i]).toBe(whole.data[at])
        }
    }
  })

  it('asks FILL of each cell once, and of none that has lost nothing', async () => {
    const raster = striped()
    const { model, seen } = standIn({ fills: true })
    const fill = fineFill(
      raster,
      maskOf((x, y) => x < 600 && isLost(x, y)),
      small(raster),
      { session: model.fill!, multiple: 32 },
    )
    for (const x of [0, 300, 700]) {
      const { rectangle, pixels } = window(raster, x, 0, 600, HEIGHT)
      await fill(pixels, rectangle)
      // The stand-in paints blue
      if (x < 500) expect([0, 1, 2].map((c) => pixels[(c * HEIGHT + 31) * 600 + 20])).toEqual([0, 0, 1])
    }
    expect(seen.fill.length).toBe(2)
    expect(seen.fill[0].picture.dims).toEqual([1, 3, 96, 576])
  })

  it('takes what is deep in a loss from the smaller picture', async () => {
    const raster = striped()
    const around = small(raster)
    around.data.fill(0.9)
    const fill = fineFill(
      raster,
      maskOf((x) => x >= 100 && x < 200),
      around,
      undefined,
    )
    const { rectangle, pixels } = window(raster, 0, 0, 300, HEIGHT)
    await fill(pixels, rectangle)
    expect(pixels[40 * 300 + 150]).toBeCloseTo(0.9, 6)
    expect(pixels[40 * 300 + 101]).toBeLessThan(0.75)
  })

  it('is what REPAIR sees of a large picture', async () => {
    const raster = striped()
    const { model, seen } = standIn({ fills: true, fill: 0 })
    const { raster: restored } = await restore(raster, model, { mask: maskOf(isLost), tilePixels: 300_000 })
    expect(seen.repair.length).toBeGreaterThan(0)
    for (const x of [10, 510, 1290])
      expect([...restored.data.subarray(3 * (31 * WIDTH + x), 3 * (31 * WIDTH + x) + 3)]).toEqual([0, 0, 255])
  })
})
