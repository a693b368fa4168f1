// Tagged colours: files in Adobe RGB, Display P3 and ProPhoto made from published numbers must come back as the sRGB they stand for.
import { linearToSrgb, srgbToLinear } from '@revelado/core'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { encoded, plain, ramp } from '../../test/samples.ts'
import { readPicture } from '../read.ts'
import { buildGreyProfile, buildRgbProfile, resultProfile } from './build-profile.ts'
import { isSrgb, sourceOf, toLinearSrgb } from './convert.ts'
import { lutProfile } from './lut-profile.testing.ts'
import { ADOBE_RGB, DISPLAY_P3, type RgbSpace, SRGB } from './primaries.ts'
import { parseProfile } from './profile.ts'

/** ROMM RGB, ISO 22028-2 (without its short straight part), white D50. */
const PROPHOTO: RgbSpace = {
  name: 'ProPhoto RGB',
  red: [0.7347, 0.2653],
  green: [0.1596, 0.8404],
  blue: [0.0366, 0.0001],
  white: [0.3457, 0.3585],
  decode: (v) => v ** 1.8,
}

/** Rounding of the profile's 16-bit numbers (matrix and curve) and of the codes themselves, in codes of 65535. */
const SIXTEEN = 40
const EIGHT = 1
/** lcms resamples tables on a grid of its own. */
const LUT_16 = 200
const LUT_8 = 4

// Linear sRGB to XYZ D65 and XYZ D65 to linear Adobe RGB: Adobe RGB (1998) Color Image Encoding, 2005-05, sections 4.3.5.3 and B.
const SRGB_TO_XYZ = [0.4124564, 0.3575761, 0.1804375, 0.2126729, 0.7151522, 0.072175, 0.0193339, 0.119192, 0.9503041]
const XYZ_TO_ADOBE = [2.04159, -0.56501, -0.34473, -0.96924, 1.87597, 0.04156, 0.01344, -0.11836, 1.01517]
// XYZ D65 to linear Display P3: CSS Color 4, section 10 (W3C sample code, rounded).
const XYZ_TO_P3 = [
  2.493496911941425, -0.9313836179191239, -0.40271078445071684, -0.8294889695615747, 1.7626640603183463, 0.023624685841943577,
  0.03584583024378447, -0.07617238926804182, 0.9568845240076872,
]
// Linear sRGB straight to linear ProPhoto: CSS Color 4's matrices multiplied (Bradford D65 to D50 inside).
const SRGB_TO_PROPHOTO = [0.5293, 0.3301, 0.1406, 0.0983, 0.8734, 0.0283, 0.0169, 0.1177, 0.8655]

function times(m: readonly number[], v: readonly number[]): number[] {
  return [0, 3, 6].map((i) => m[i] * v[0] + m[i + 1] * v[1] + m[i + 2] * v[2])
}

const COLOURS = [
  [0.5, 0.5, 0.5],
  [0.8, 0.3, 0.2],
  [0.15, 0.6, 0.25],
  [0.1, 0.2, 0.9],
  [0.95, 0.9, 0.7],
  [0.03, 0.02, 0.05],
]

const SPACES: [string, RgbSpace, (linear: number[]) => number[], (linear: number) => number, number][] = [
  ['Adobe RGB', ADOBE_RGB, (c) => times(XYZ_TO_ADOBE, times(SRGB_TO_XYZ, c)), (v) => v ** (256 / 563), 1],
  ['Display P3', DISPLAY_P3, (c) => times(XYZ_TO_P3, times(SRGB_TO_XYZ, c)), linearToSrgb, 1],
  // Four published digits only.
  ['ProPhoto RGB', PROPHOTO, (c) => times(SRGB_TO_PROPHOTO, c), (v) => v ** (1 / 1.8), 4],
]

describe.each(SPACES)('%s', (_, space, fromSrgb, encode, slack) => {
  const icc = buildRgbProfile(space)
  it.each([8, 16] as const)('comes back as the right sRGB, %i bits', async (depth) => {
    const top = depth === 16 ? 65535 : 255
    for (const colour of COLOURS) {
      const codes = fromSrgb(colour.map(srgbToLinear)).map((v) => Math.round(top * encode(Math.max(0, v))))
      const { raster, metadata } = await readPicture(await encoded(depth === 16 ? 'tiff' : 'png', plain(2, 2, codes, depth), { icc }))
      expect(raster.depth).toBe(depth)
      expect(metadata).toMatchObject({ tagged: true, profile: space.name })
      // A step of 8 bits in a wide space is up to three steps in a saturated sRGB colour's smallest channel.
      const tolerance = slack * (depth === 16 ? SIXTEEN : 3 * EIGHT)
      colour.forEach((v, c) => {
        expect(Math.abs(raster.data[c] - top * v), `${colour} ${c}`).toBeLessThanOrEqual(tolerance)
      })
    }
  })

  it('agrees with lcms on a ramp of 8 bits', async () => {
    const png = await encoded('png', ramp(32, 32), { icc })
    const { raster } = await readPicture(png)
    const lcms = await sharp(png).raw().toBuffer()
    for (let i = 0; i < lcms.length; i++) expect(Math.abs(lcms[i] - raster.data[i])).toBeLessThanOrEqual(EIGHT)
  })
})

describe('sRGB', () => {
  it('tagged as such is not touched', async () => {
    const raster = ramp(64, 64, 16)
    const read = await readPicture(await encoded('png', raster, { icc: resultProfile(false) }))
    expect(read.metadata.tagged).toBe(true)
    expect(read.raster.data).toEqual(raster.data)
  })

  it('is told from its neighbours', () => {
    expect(isSrgb(sourceOf(SRGB))).toBe(true)
    expect(isSrgb(sourceOf({ ...SRGB, decode: (v) => v ** 2.2 }))).toBe(false)
    expect(isSrgb(sourceOf(ADOBE_RGB))).toBe(false)
  })

  it('white and black of every space are white and black', () => {
    for (const space of [SRGB, ADOBE_RGB, DISPLAY_P3, PROPHOTO]) {
      for (const v of [0, 1]) for (const linear of toLinearSrgb(sourceOf(space), [v, v, v])) expect(linear).toBeCloseTo(v, 4)
    }
  })
})

describe('grey', () => {
  it.each([8, 16] as const)('of gamma 1.8 becomes grey of sRGB, %i bits', async (depth) => {
    const top = depth === 16 ? 65535 : 255
    const icc = buildGreyProfile('Gray Gamma 1.8', (v) => v ** 1.8)
    const code = Math.round(0.4 * top)
    const { raster, metadata } = await readPicture(await encoded('png', plain(3, 3, [code, code, code], depth), { icc }, { grey: true }))
    expect(metadata).toMatchObject({ grey: true, tagged: true, profile: 'Gray Gamma 1.8' })
    expect(Math.abs(raster.data[4] - top * linearToSrgb((code / top) ** 1.8))).toBeLessThanOrEqual(depth === 16 ? SIXTEEN : EIGHT)
  })
})

describe('profiles that only lcms reads', () => {
  it.each([8, 16] as const)('give the same colours as their simple twins, %i bits', async (depth) => {
    const raster = ramp(16, 16, depth)
    const format = depth === 16 ? 'tiff' : 'png'
    expect(parseProfile(lutProfile(ADOBE_RGB))).toMatchObject({ kind: 'other', space: 'RGB ' })
    const byLcms = await readPicture(await encoded(format, raster, { icc: lutProfile(ADOBE_RGB) }))
    const byUs = await readPicture(await encoded(format, raster, { icc: buildRgbProfile(ADOBE_RGB) }))
    expect(byLcms.metadata.tagged).toBe(true)
    expect(byLcms.raster.depth).toBe(depth)
    // Colours that sRGB cannot hold are clipped at Display P3 first: they may differ, all others may not.
    const top = depth === 16 ? 65535 : 255
    let compared = 0
    for (let i = 0; i < raster.data.length; i += 3) {
      const linear = toLinearSrgb(
        sourceOf(ADOBE_RGB),
        [0, 1, 2].map((c) => raster.data[i + c] / top),
      )
      if (Math.min(...linear) < 0.01 || Math.max(...linear) > 1) continue
      compared++
      for (let c = i; c < i + 3; c++)
        expect(Math.abs(byLcms.raster.data[c] - byUs.raster.data[c])).toBeLessThanOrEqual(depth === 16 ? LUT_16 : LUT_8)
    }
    expect(compared).toBeGreaterThan(50)
  })

  it('that are broken or of another kind are ignored with a warning', async () => {
    const raster = ramp(8, 8)
    for (const icc of [Buffer.from('no profile'), buildGreyProfile('grey', (v) => v)]) {
      const read = await readPicture(await encoded('tiff', raster, { icc }))
      expect(read.warnings.map((w) => w.code)).toEqual(['bad-profile'])
      expect(read.metadata).toMatchObject({ tagged: false, profile: undefined })
      expect(read.raster.data).toEqual(raster.data)
    }
  })
})
