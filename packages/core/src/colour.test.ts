import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { labToRgb, linearToSrgb, luma, luminance, rgbToLab, srgbToLinear, toLab, toLinear, toSrgb } from './colour.ts'
import { createPicture } from './picture.ts'
import { Random } from './random.ts'

/** What the tables promise, and half a float32 step at 1. */
const TABLE = 6e-8 + 6e-8

describe('sRGB', () => {
  test('published values of IEC 61966-2-1', () => {
    expect(srgbToLinear(0.5)).toBeCloseTo(0.21404114, 8)
    expect(linearToSrgb(0.18)).toBeCloseTo(0.46135613, 8)
    expect([srgbToLinear(0), srgbToLinear(1), linearToSrgb(0), linearToSrgb(1)]).toEqual([0, 1, 0, 1].map((v) => expect.closeTo(v, 15)))
  })

  test('round trip', () => {
    fc.assert(
      fc.property(fc.double({ min: -1, max: 2, noNaN: true }), (v) => {
        expect(linearToSrgb(srgbToLinear(v))).toBeCloseTo(v, 7)
      }),
    )
  })

  test('pictures: all 16-bit codes, and values outside 0..1, agree with the exact functions', () => {
    const picture = createPicture(65536, 1)
    for (let i = 0; i < 65536; i++) {
      picture.data[i] = i / 65535
      picture.data[65536 + i] = -0.5 + i / 32768
      picture.data[131072 + i] = (i / 65535) * (i / 65535) * 0.01
    }
    const linear = toLinear(picture)
    const asLinear = toSrgb({ ...picture, encoding: 'linear' })
    let most = 0
    for (let i = 0; i < picture.data.length; i++) {
      const v = picture.data[i]
      most = Math.max(most, Math.abs(linear.data[i] - srgbToLinear(v)) / Math.max(1, srgbToLinear(v)))
      most = Math.max(most, Math.abs(asLinear.data[i] - linearToSrgb(v)) / Math.max(1, Math.abs(linearToSrgb(v))))
    }
    expect(most).toBeLessThan(TABLE)
    expect([linear.encoding, asLinear.encoding]).toEqual(['linear', 'srgb'])
    expect(toLinear(linear)).toBe(linear)
  })
})

describe('Lab', () => {
  // The primaries as published by Lindbloom's calculator and many others (sRGB, D65, 2°).
  test.each([
    [
      [1, 1, 1],
      [100, 0, 0],
    ],
    [
      [0, 0, 0],
      [0, 0, 0],
    ],
    [
      [1, 0, 0],
      [53.2408, 80.0925, 67.2032],
    ],
    [
      [0, 1, 0],
      [87.7347, -86.1827, 83.1793],
    ],
    [
      [0, 0, 1],
      [32.297, 79.1875, -107.8602],
    ],
    [
      [0, 1, 1],
      [91.1132, -48.0875, -14.1312],
    ],
    [
      [1, 0, 1],
      [60.3242, 98.2343, -60.8249],
    ],
    [
      [1, 1, 0],
      [97.1393, -21.5537, 94.478],
    ],
  ])('%j', ([r, g, b], published) => {
    const found = rgbToLab(r, g, b)
    for (let i = 0; i < 3; i++) expect(Math.abs(found[i] - published[i])).toBeLessThan(6e-3)
  })

  test('greys have no colour', () => {
    for (let i = 0; i <= 255; i++) {
      const [, a, b] = rgbToLab(i / 255, i / 255, i / 255)
      expect(Math.abs(a) + Math.abs(b)).toBeLessThan(1e-12)
    }
  })

  test('round trip', () => {
    const unit = fc.double({ min: 0, max: 1, noNaN: true })
    fc.assert(
      fc.property(unit, unit, unit, (r, g, b) => {
        const back = labToRgb(...rgbToLab(r, g, b))
        expect(Math.max(Math.abs(back[0] - r), Math.abs(back[1] - g), Math.abs(back[2] - b))).toBeLessThan(1e-6)
      }),
    )
  })

  test('pictures agree with the exact function, in either encoding', () => {
    const random = new Random('lab')
    const picture = createPicture(100, 20)
    random.fillUniform(picture.data, -0.05, 1.05)
    const lab = toLab(picture)
    const fromLinear = toLab(toLinear(picture))
    let most = 0
    for (let i = 0; i < 2000; i++) {
      const exact = rgbToLab(picture.data[i], picture.data[2000 + i], picture.data[4000 + i])
      for (let c = 0; c < 3; c++) {
        most = Math.max(most, Math.abs(lab[c * 2000 + i] - exact[c]))
        most = Math.max(most, Math.abs(fromLinear[c * 2000 + i] - exact[c]))
      }
    }
    expect(most).toBeLessThan(1e-4)
  })
})

test('luma is of code values, luminance of light, whichever the encoding', () => {
  const picture = createPicture(1, 1, 'srgb', Float32Array.of(0.2, 0.6, 0.4))
  expect(luma(picture).data[0]).toBeCloseTo(0.299 * 0.2 + 0.587 * 0.6 + 0.114 * 0.4, 6)
  expect(luma(toLinear(picture)).data[0]).toBeCloseTo(luma(picture).data[0], 6)
  const y = 0.2126729 * srgbToLinear(0.2) + 0.7151522 * srgbToLinear(0.6) + 0.072175 * srgbToLinear(0.4)
  expect(luminance(picture).data[0]).toBeCloseTo(y, 6)
  expect(luminance(toLinear(picture)).data[0]).toBeCloseTo(y, 6)
})
