import { createRaster, rasterToPicture, resizeArea } from '@revelado/core'
import { describe, expect, it } from 'vitest'
import { decide } from './decisions.ts'
import { inspect } from './inspect.ts'
import { settle } from './options.ts'
import { standIn } from './stand-in.ts'
import { lookSize, maskThumbnail, thumbnail } from './thumbnail.ts'

/** Two float32 averages instead of one. */
const ROUNDING = 1e-6

function ramp(width: number, height: number) {
  const raster = createRaster(width, height, 16)
  for (let i = 0; i < raster.data.length; i++) raster.data[i] = (i * 7919) % 65536
  return raster
}

describe('thumbnail', () => {
  it('is the area average of the whole picture', () => {
    const raster = ramp(301, 203)
    const whole = resizeArea(rasterToPicture(raster), 64, 32)
    const banded = thumbnail(raster, 64, 32)
    banded.data.forEach((value, i) => {
      if (Math.abs(value - whole.data[i]) > ROUNDING) expect(value).toBeCloseTo(whole.data[i], 6)
    })
  })

  it('has a long side as asked and sides that are multiples of 32', () => {
    expect(lookSize(6000, 4000, 256)).toEqual({ width: 256, height: 160 })
    expect(lookSize(3, 30000, 256)).toEqual({ width: 32, height: 256 })
    expect(lookSize(1, 1, 256)).toEqual({ width: 256, height: 256 })
  })

  it('takes shares of a mask', () => {
    const mask = { width: 64, height: 64, data: new Uint8Array(64 * 64).fill(255, 0, 64) }
    const small = maskThumbnail(mask, 32, 32)
    expect(small.data[0]).toBeCloseTo(0.5)
    expect(small.data[32]).toBe(0)
  })
})

describe('decide', () => {
  it('is hard for polarity, and for tone when it is likely; for losses outside 5–95 %', () => {
    expect([0.01, 0.79, 0.81].map((p) => decide('negative', p))).toEqual([0, 0, 1])
    expect([0.51, 0.89, 0.91].map((p) => decide('tone', p))).toEqual([0, 0, 1])
    expect([0.51, 0.94, 0.96].map((p) => decide('bw', p))).toEqual([0, 0, 1])
    expect([0.49, 0.51].map((p) => decide('bw', p, { negative: true }))).toEqual([0, 1])
    expect([0.89, 0.91].map((p) => decide('tone', p, { negative: true }))).toEqual([0, 1])
    expect([0.04, 0.3, 0.96].map((p) => decide('lost', p))).toEqual([0, 0.3, 1])
  })

  it('has other limits where the tones were asked too', () => {
    expect([0.79, 0.81].map((p) => decide('negative', p, { judged: true }))).toEqual([0, 1])
    expect([0.84, 0.86].map((p) => decide('bw', p, { judged: true }))).toEqual([0, 1])
    expect([0.49, 0.51].map((p) => decide('bw', p, { judged: true, negative: true }))).toEqual([0, 1])
    expect([0.89, 0.91].map((p) => decide('tone', p, { judged: true }))).toEqual([0, 1])
  })
})

describe('inspect', () => {
  it('asks the picture and its mirror image, and decides by the mean', async () => {
    // Left half light: seen as a negative with 90 %; mirrored only with 5 %.
    const raster = createRaster(64, 64)
    for (let i = 0; i < raster.data.length; i++) raster.data[i] = Math.floor(i / 3) % 64 < 32 ? 255 : 0
    const { model, seen } = standIn({ probabilities: (picture) => [picture[0] > 0.5 ? 0.9 : 0.05, 0, 0, 0] })
    const { decisions, development, kind } = await inspect(raster, model, settle({}))
    expect(decisions[0].views[0]).toBeCloseTo(0.9)
    expect(decisions[0].views[1]).toBeCloseTo(0.05)
    expect(decisions[0]).toMatchObject({ used: 0, by: 'model', inDoubt: true })
    expect(kind).toBe('colour')
    expect(seen.look.length).toBe(3)
    expect([...seen.look[2].switches.data]).toEqual([0, 0, 0, 0])
    expect(development[0]).toBe(0)
  })

  it('looks no third time when the first look decided alike', async () => {
    const { model, seen } = standIn({ probabilities: [1, 0, 1, 0] })
    await inspect(ramp(40, 40), model, settle({}))
    expect(seen.look.length).toBe(2)
  })

  it('asks the company of a picture whose polarity is in doubt, and says so', async () => {
    const company = async () => Array<number>(16).fill(0.97)
    const { model, seen } = standIn({ probabilities: [0.5, 0, 0, 0] })
    const { decisions, kind } = await inspect(ramp(40, 40), model, settle({ company }))
    expect(decisions[0]).toMatchObject({ probability: 0.5, used: 1, by: 'company', company: { pictures: 16 } })
    expect(decisions[1].by).toBe('model')
    expect(kind).toBe('colour-negative')
    // Decided otherwise than by the first look: told so
    expect([...seen.look[2].switches.data]).toEqual([1, 0, 0, 0])
    const forced = await inspect(ramp(40, 40), model, settle({ company, polarity: 'positive' }))
    expect(forced.decisions[0]).toMatchObject({ used: 0, by: 'polarity' })
    expect(forced.decisions[0].company).toBeUndefined()
  })

  it('takes a negative for black-and-white film where that is likelier', async () => {
    const { model } = standIn({ probabilities: [0.3, 0.6, 0, 0] })
    const used = async (polarity: 'positive' | 'negative') => {
      const { decisions } = await inspect(ramp(40, 40), model, settle({ polarity }))
      return decisions[1].used
    }
    expect(await used('positive')).toBe(0)
    expect(await used('negative')).toBe(1)
  })

  it('obeys the user on polarity and tone', async () => {
    const { model } = standIn({ probabilities: [0.9, 0, 0.5, 0] })
    const { decisions, kind } = await inspect(ramp(40, 40), model, settle({ polarity: 'positive', tone: 'off' }))
    expect(decisions.map(({ used }) => used)).toEqual([0, 0, 0, 0])
    expect(decisions[0]).toMatchObject({ by: 'polarity', inDoubt: false })
    expect(decisions[0].probability).toBeCloseTo(0.9)
    expect(kind).toBe('colour')
  })
})
