// Tiles of the shipped model cannot be told from one piece: three pictures of two megapixels, restored in small windows and in one.
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { pictureToRaster, type Raster, rasterToPicture, resizeBilinear } from '@revelado/core'
import { readPicture } from '@revelado/files'
import { open } from 'revelado'
import { afterAll, describe, expect, it } from 'vitest'

const WIDTH = 1640
const HEIGHT = 1224
const SMALL = 1 << 18
const WHOLE = 1 << 22
const LEVELS = 65535
/** Of 0..1; results are rounded to 16 bits, far below it. */
const SEAM = 1 / 255

const examples = fileURLToPath(new URL('../examples', import.meta.url))
const model = await open()
afterAll(() => model.close())

async function enlarged(name: string): Promise<Raster> {
  const { raster } = await readPicture(join(examples, name))
  return pictureToRaster(resizeBilinear(rasterToPicture(raster), WIDTH, HEIGHT), 16)
}

describe('seams of the shipped model', () => {
  it.each(['colour-negative.jpg', 'damaged-print.jpg', 'black-and-white-print.jpg'])(
    '%s: at most 1/255',
    async (name) => {
      const picture = await enlarged(name)
      const tiled = await model.restore(picture, { tilePixels: SMALL })
      const whole = await model.restore(picture, { tilePixels: WHOLE })
      let most = 0
      for (const [i, value] of whole.raster.data.entries()) most = Math.max(most, Math.abs(value - tiled.raster.data[i]))
      expect(most / LEVELS).toBeLessThanOrEqual(SEAM)
    },
    300_000,
  )
})
