// Exposure: stops double it, flare adds a share of the mean, only the frame is exposed.
import { createPicture, Random } from '@revelado/core'
import { describe, expect, it } from 'vitest'
import { drawFrame, exposeFrame, type FrameParameters } from './frame.ts'
import { stockNamed } from './stocks.ts'

const COLOUR = stockNamed('Kodak Gold 200')
const SILVER = stockNamed('Kodak 5222, dev 6 min')
const PLAIN: FrameParameters = { ev: 0, light: [1, 1, 1], flare: 0, highlights: 0 }
/** sRGB code value of a linear 0.18. */
const GREY = 0.46135613
const TOLERANCE = 5

function exposures(frame: FrameParameters, values: readonly number[] = [GREY, GREY, GREY], stock = COLOUR): number[] {
  const picture = createPicture(1, 1, 'srgb', Float32Array.from(values))
  const layers = Array.from({ length: stock.curve.length }, () => new Float32Array(1))
  exposeFrame(picture, stock, frame, layers, { width: 1, x: 0, y: 0 })
  return layers.map((l) => l[0])
}

describe('exposeFrame', () => {
  it('gives an 18 % grey 0.18 in every layer', () => {
    for (const e of [...exposures(PLAIN), ...exposures(PLAIN, undefined, SILVER)]) expect(e).toBeCloseTo(0.18, 3)
  })

  it('doubles with each stop, and follows the colour of the light', () => {
    expect(exposures({ ...PLAIN, ev: 2 })[1]).toBeCloseTo(4 * exposures(PLAIN)[1], TOLERANCE)
    const [red, , blue] = exposures({ ...PLAIN, light: [1.5, 1, 0.5] })
    expect(red).toBeGreaterThan(0.23)
    expect(blue).toBeLessThan(0.12)
  })

  it('undoes compressed highlights: s = v / (1 − k v)', () => {
    expect(exposures({ ...PLAIN, highlights: 0.5 }, [1, 1, 1])[0]).toBeCloseTo(2, 3)
  })

  it('adds a share of the mean exposure as flare', () => {
    expect(exposures({ ...PLAIN, flare: 0.01 })[2]).toBeCloseTo(1.01 * exposures(PLAIN)[2], TOLERANCE)
  })

  it('exposes nothing beside the frame', () => {
    const layer = new Float32Array(5 * 4)
    exposeFrame(createPicture(2, 2, 'srgb', new Float32Array(12).fill(1)), SILVER, PLAIN, [layer], { width: 5, x: 2, y: 1 })
    expect([...layer].map((v) => (v > 0 ? 1 : 0)).join('')).toBe('00000001100011000000')
  })
})

describe('drawFrame', () => {
  it('takes a third of tungsten film in daylight, which is bluer than it wants', () => {
    const tungsten = stockNamed('Kodak Vision3 200T 5213')
    const blue = Array.from({ length: 300 }, (_, i) => drawFrame(new Random(i), tungsten).light[2])
    const share = blue.filter((b) => b > 1.8).length / blue.length
    expect(share).toBeGreaterThan(0.15)
    expect(share).toBeLessThan(0.45)
  })
})
