import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { type JpegOptions, jpegRoundTrip, quantisationTable } from './jpeg.ts'
import { createPicture, fromBytes, toBytes } from './picture.ts'

interface Case extends JpegOptions {
  picture: number
  sha256: string
  pixels?: string
}
interface Fixture {
  pictures: { width: number; height: number; rgb: string }[]
  cases: Case[]
}

const fixture: Fixture = JSON.parse(readFileSync(new URL('../fixtures/jpeg.json', import.meta.url), 'utf8'))
const pictures = fixture.pictures.map(({ width, height, rgb }) => fromBytes(width, height, new Uint8Array(Buffer.from(rgb, 'base64'))))

describe('the very pixels of libjpeg-turbo', () => {
  test.each(fixture.cases.filter((c) => c.pixels))('pixel by pixel: quality $quality, $subsampling', (options) => {
    const expected = new Uint8Array(Buffer.from(options.pixels!, 'base64'))
    expect(toBytes(jpegRoundTrip(pictures[options.picture], options))).toEqual(expected)
  })

  test.each(['4:4:4', '4:2:0'])('by checksum: %s, 11 sizes from 1 × 1, 9 qualities from 1 to 100, shifted grids', (subsampling) => {
    const cases = fixture.cases.filter((c) => c.subsampling === subsampling)
    expect(cases.length).toBe(121)
    for (const options of cases) {
      const { width, height } = pictures[options.picture]
      const { quality, shiftX, shiftY } = options
      const found = createHash('sha256')
        .update(toBytes(jpegRoundTrip(pictures[options.picture], options)))
        .digest('hex')
      expect({ width, height, quality, shiftX, shiftY, sha256: found }).toEqual({
        width,
        height,
        quality,
        shiftX,
        shiftY,
        sha256: options.sha256,
      })
    }
  })
})

test('tables: 50 is the standard itself, 100 all ones, 1 nearly all 255', () => {
  expect([...quantisationTable('luma', 50).slice(0, 8)]).toEqual([16, 11, 10, 16, 24, 40, 51, 61])
  expect(new Set(quantisationTable('chroma', 100))).toEqual(new Set([1]))
  expect(new Set(quantisationTable('luma', 1))).toEqual(new Set([255]))
})

test('the input stays as it is; a flat grey picture passes unharmed', () => {
  const grey = createPicture(20, 12)
  grey.data.fill(Math.fround(128 / 255))
  const out = jpegRoundTrip(grey, { quality: 30, subsampling: '4:2:0' })
  expect(out.data).toEqual(grey.data)
  expect(out.data).not.toBe(grey.data)
})

test('options out of range are refused', () => {
  const picture = createPicture(8, 8)
  expect(() => jpegRoundTrip(picture, { quality: 0, subsampling: '4:4:4' })).toThrow('quality')
  expect(() => jpegRoundTrip(picture, { quality: 50.5, subsampling: '4:4:4' })).toThrow('quality')
  expect(() => jpegRoundTrip(picture, { quality: 50, subsampling: '4:2:2' as '4:2:0' })).toThrow('subsampling')
  expect(() => jpegRoundTrip(picture, { quality: 50, subsampling: '4:2:0', shiftX: 8 })).toThrow('shift')
})
