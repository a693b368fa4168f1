import { createRaster, deltaE2000, gaussianBlurPlane, luma, Random, type Raster, rasterToPicture } from '@revelado/core'
import { describe, expect, it } from 'vitest'
import { restore } from './restore.ts'
import type { RestoreModel } from './session.ts'
import { standIn } from './stand-in.ts'

const [WIDTH, HEIGHT] = [160, 128]
const FACE = { x: 0.25, y: 0.25, width: 0.5, height: 0.5 }
/** The promise of `faces`. */
const PROMISED = 2

function portrait(): Raster {
  const raster = createRaster(WIDTH, HEIGHT)
  const random = new Random(8)
  for (let y = 0, i = 0; y < HEIGHT; y++)
    for (let x = 0; x < WIDTH; x++)
      for (const base of [150, 110, 90]) raster.data[i++] = base + 30 * Math.sin(x / 14) * Math.cos(y / 11) + random.normal(0, 8)
  return raster
}

/** REPAIR that changes the whole face's colour and form, and adds a fine pattern; paints what is lost blue. */
function meddling(model: RestoreModel): RestoreModel {
  return {
    ...model,
    repair: {
      async run(feeds) {
        const outputs = await model.repair.run(feeds)
        const { data, dims } = outputs.restored
        const [, , h, w] = dims
        const n = w * h
        const restored = Float32Array.from(feeds.developed.data, (v, i) => {
          if (feeds.lost.data[i % n] > 0.5) return i < 2 * n ? 0 : 1
          const x = i % w
          return v + [0.12, -0.06, 0.05][Math.floor(i / n)] + 0.06 * Math.sin(x / 15) + (x % 2 ? 0.03 : -0.03) + 0 * data[i]
        })
        return { ...outputs, restored: { data: restored, dims } }
      },
    },
  }
}

/** The box alone, blurred as the promise says, by a whole-picture blur of its own. */
function blurredFace(raster: Raster, grey = false) {
  const picture = rasterToPicture(raster)
  const n = WIDTH * HEIGHT
  const sigma = (FACE.width * WIDTH) / 32
  const data = new Float32Array(3 * n)
  for (const c of [0, 1, 2]) {
    const plane = grey ? luma(picture) : { width: WIDTH, height: HEIGHT, data: picture.data.subarray(c * n, (c + 1) * n) }
    data.set(gaussianBlurPlane(plane, sigma).data, c * n)
  }
  const [w, h] = [FACE.width * WIDTH, FACE.height * HEIGHT]
  const out = createRaster(w, h, 16)
  for (let y = 0; y < h; y++)
    for (let x = 0; x < w; x++)
      for (const c of [0, 1, 2])
        out.data[3 * (y * w + x) + c] = Math.round(65535 * data[c * n + (FACE.y * HEIGHT + y) * WIDTH + FACE.x * WIDTH + x])
  return rasterToPicture(out)
}

const apart = (a: Raster, b: Raster, grey = false) => deltaE2000(blurredFace(a, grey), blurredFace(b, grey)).mean
const at = (raster: Raster, x: number, y: number) => [...raster.data.subarray(3 * (y * WIDTH + x), 3 * (y * WIDTH + x) + 3)]

describe('restore with faces', () => {
  it('keeps light, colour and form of a face, and lets REPAIR do what is fine', async () => {
    const raster = portrait()
    const model = meddling(standIn().model)
    const free = await restore(raster, model, { tilePixels: 9000 })
    const kept = await restore(raster, model, { faces: [FACE], tilePixels: 9000 })
    expect(apart(free.raster, raster)).toBeGreaterThan(3 * PROMISED)
    expect(apart(kept.raster, raster)).toBeLessThanOrEqual(PROMISED)
    const [finding] = kept.record.faces!
    expect(finding).toMatchObject({ ...FACE, lightOnly: false })
    expect(finding.before).toBeGreaterThan(3 * PROMISED)
    expect(Math.abs(finding.after - apart(kept.raster, raster))).toBeLessThan(0.3)
    for (const x of [70, 80, 90]) {
      const fine = (of: Raster) => at(of, x, 64)[1] - (at(of, x - 1, 64)[1] + at(of, x + 1, 64)[1]) / 2
      expect(Math.abs(fine(kept.raster) - fine(free.raster))).toBeLessThanOrEqual(4)
    }
    expect(at(kept.raster, 3, 3)).toEqual(at(free.raster, 3, 3))
    expect(free.record.faces).toBeUndefined()
  })

  it('keeps a negative to its development', async () => {
    const raster = portrait()
    const model = meddling(standIn({ probabilities: [1, 0, 0, 0] }).model)
    const { raster: developed } = await restore(raster, model, { strength: 0, faces: [FACE] })
    const kept = await restore(raster, model, { faces: [FACE] })
    expect(apart(kept.raster, developed)).toBeLessThanOrEqual(PROMISED)
    expect(apart(kept.raster, raster)).toBeGreaterThan(10)
  })

  it('keeps only the light where colours are guessed', async () => {
    const raster = portrait()
    for (let i = 0; i < raster.data.length; i += 3) raster.data.fill(raster.data[i], i, i + 3)
    const model = meddling(standIn({ probabilities: [0, 1, 0, 0] }).model)
    const kept = await restore(raster, model, { faces: [FACE] })
    expect(kept.record.faces![0].lightOnly).toBe(true)
    expect(apart(kept.raster, raster, true)).toBeLessThanOrEqual(PROMISED)
    const [r, , b] = at(kept.raster, 80, 64)
    expect(r - b).toBeGreaterThan(10)
  })

  it('does not bring back what a mask says is lost', async () => {
    const raster = portrait()
    const mask = { width: WIDTH, height: HEIGHT, data: new Uint8Array(WIDTH * HEIGHT) }
    for (let y = 50; y < 66; y++) {
      mask.data.fill(255, y * WIDTH + 70, y * WIDTH + 86)
      raster.data.fill(255, 3 * (y * WIDTH + 70), 3 * (y * WIDTH + 86))
    }
    const { raster: kept, record } = await restore(raster, meddling(standIn().model), { mask, faces: [FACE] })
    expect(at(kept, 78, 58)).toEqual([0, 0, 255])
    expect(at(kept, 68, 58)[0]).toBeLessThan(230)
    expect(record.faces![0].after).toBeLessThanOrEqual(PROMISED)
  })

  it.each([
    [{ ...FACE, x: 0.6 }],
    [{ ...FACE, width: 0 }],
    [{ ...FACE, y: -0.1 }],
    [{ ...FACE, height: Number.NaN }],
    [{ x: 0, y: 0 } as typeof FACE],
  ])('refuses %o', async (face) => {
    await expect(restore(portrait(), standIn().model, { faces: [face] })).rejects.toMatchObject({
      code: 'bad-argument',
      values: { reason: 'faces' },
    })
  })
})
