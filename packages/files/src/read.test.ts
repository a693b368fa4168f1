// Reading: each format and depth, orientation, each odd kind of file, each refusal.
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { crc32 } from 'node:zlib'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { asNobody, encoded, file, folder, handmadeTiff, pipeline, plain, ramp } from '../test/samples.ts'
import { numberTag, TAG } from './metadata/directory.ts'
import { readPicture } from './read.ts'

/** JPEG and WebP at quality 100 on a smooth ramp: rounding of the colour transform and of the DCT. */
const LOSSY = 6

function furthest(a: ArrayLike<number>, b: ArrayLike<number>): number {
  expect(a.length).toBe(b.length)
  let most = 0
  for (let i = 0; i < a.length; i++) most = Math.max(most, Math.abs(a[i] - b[i]))
  return most
}

async function codeOf(promise: Promise<unknown>): Promise<string> {
  return promise.then(
    () => 'no error',
    (error) => `${error.code}${error.values?.reason ? ` ${error.values.reason}` : ''}`,
  )
}

describe('formats and depths', () => {
  it.each(['png', 'tiff'] as const)('reads %s of 8 and 16 bits to the digit', async (format) => {
    for (const depth of [8, 16] as const) {
      const raster = ramp(37, 21, depth)
      const read = await readPicture(file(`a.${format}`, await encoded(format, raster)))
      expect(read.raster.depth).toBe(depth)
      expect(read.metadata).toMatchObject({ format, depth, grey: false, tagged: false, alpha: undefined })
      expect(furthest(read.raster.data, raster.data)).toBe(0)
    }
  })

  it.each(['jpeg', 'webp'] as const)('reads %s', async (format) => {
    const raster = ramp(64, 48)
    const read = await readPicture(await encoded(format, raster, {}, { quality: 100 }))
    expect(read.metadata).toMatchObject({ format, depth: 8, path: '' })
    expect(furthest(read.raster.data, raster.data)).toBeLessThanOrEqual(LOSSY)
  })

  it('goes by the first bytes, not by the name', async () => {
    expect((await readPicture(file('really-a-png.jpg', await encoded('png', ramp(4, 4))))).metadata.format).toBe('png')
  })

  it('reads 1 × 1 and a name with brackets', async () => {
    const read = await readPicture(file('photo[1]', await encoded('png', plain(1, 1, [1, 2, 3]))))
    expect([...read.raster.data]).toEqual([1, 2, 3])
  })

  it('reads a big-endian TIFF', async () => {
    // 1 × 1 RGB: ten tags by hand, all big-endian.
    const tags = [
      [256, 3, 1, 1],
      [257, 3, 1, 1],
      [258, 3, 1, 8],
      [259, 3, 1, 1],
      [262, 3, 1, 1],
      [273, 4, 1, 8],
      [277, 3, 1, 1],
      [278, 3, 1, 1],
      [279, 4, 1, 1],
    ]
    const bytes = Buffer.alloc(10 + 2 + 12 * tags.length + 4)
    bytes.write('MM\0*', 'latin1')
    bytes.writeUInt32BE(10, 4)
    bytes[8] = 77
    bytes.writeUInt16BE(tags.length, 10)
    tags.forEach(([tag, type, count, value], i) => {
      const at = 12 + 12 * i
      bytes.writeUInt16BE(tag, at)
      bytes.writeUInt16BE(type, at + 2)
      bytes.writeUInt32BE(count, at + 4)
      if (type === 3) bytes.writeUInt16BE(value, at + 8)
      else bytes.writeUInt32BE(value, at + 8)
    })
    expect([...(await readPicture(bytes)).raster.data]).toEqual([77, 77, 77])
  })
})

describe('orientation', () => {
  it.each([1, 2, 3, 4, 5, 6, 7, 8])('%i is applied to the pixels', async (orientation) => {
    const [a, b, c, d, e, f] = [1, 2, 3, 4, 5, 6].map((v) => v * 40)
    const stored = plain(3, 2, [0, 0, 0])
    for (const [i, v] of [a, b, c, d, e, f].entries()) stored.data.fill(v, 3 * i, 3 * i + 3)
    const png = await pipeline(stored).withExif({ IFD0: {} }).withMetadata({ orientation }).png().toBuffer()
    const { raster } = await readPicture(png)
    const seen = [...raster.data].filter((_, i) => i % 3 === 0)
    const expected = [
      [a, b, c, d, e, f],
      [c, b, a, f, e, d],
      [f, e, d, c, b, a],
      [d, e, f, a, b, c],
      [a, d, b, e, c, f],
      [d, a, e, b, f, c],
      [f, c, e, b, d, a],
      [c, f, b, e, a, d],
    ][orientation - 1]
    expect([raster.width, raster.height]).toEqual(orientation > 4 ? [2, 3] : [3, 2])
    expect(seen).toEqual(expected)
  })
})

describe('odd kinds of pictures', () => {
  it('spreads grey to three channels, 8 and 16 bits', async () => {
    for (const depth of [8, 16] as const) {
      const raster = plain(5, 4, [100, 100, 100], depth)
      const read = await readPicture(await encoded('png', raster, {}, { grey: true }))
      expect(read.metadata.grey).toBe(true)
      expect(read.raster.depth).toBe(depth)
      expect(furthest(read.raster.data, raster.data)).toBe(0)
    }
  })

  it('resolves a palette', async () => {
    const png = await pipeline(plain(8, 8, [200, 30, 60]))
      .png({ palette: true, colours: 4 })
      .toBuffer()
    const read = await readPicture(png)
    expect(read.raster.data.length).toBe(3 * 64)
    expect(furthest(read.raster.data.subarray(0, 3), [200, 30, 60])).toBeLessThanOrEqual(2)
  })

  it('keeps transparency aside, and drops it where all is opaque', async () => {
    const clear = await pipeline(ramp(9, 7)).ensureAlpha(0.5).png().toBuffer()
    const read = await readPicture(clear)
    expect(read.metadata.alpha).toMatchObject({ width: 9, height: 7, depth: 8 })
    expect(furthest(read.metadata.alpha!.data, new Uint8Array(63).fill(128))).toBeLessThanOrEqual(1)
    expect(furthest(read.raster.data, ramp(9, 7).data)).toBe(0)
    const opaque = await readPicture(await pipeline(ramp(9, 7)).ensureAlpha(1).png().toBuffer())
    expect(opaque.metadata.alpha).toBeUndefined()
  })

  it('turns CMYK into sRGB', async () => {
    const jpeg = await pipeline(plain(16, 16, [200, 60, 60]))
      .toColourspace('cmyk')
      .jpeg({ quality: 100 })
      .toBuffer()
    expect((await sharp(jpeg).metadata()).space).toBe('cmyk')
    const { raster, metadata } = await readPicture(jpeg)
    expect(metadata.tagged).toBe(true)
    expect(raster.data[0]).toBeGreaterThan(raster.data[1] + 80)
  })

  it('gives the infrared page of a scanner aside', async () => {
    const rgb = Uint16Array.from({ length: 3 * 20 }, (_, i) => i * 1000)
    const ir = Uint16Array.from({ length: 20 }, (_, i) => 40000 + i)
    // As SilverFast writes it: the picture marked as reduced, the infrared page as a mask.
    const tiff = handmadeTiff([
      { width: 5, height: 4, samples: 3, data: rgb, tags: [[TAG.subfileType, numberTag(4, 1)]] },
      { width: 5, height: 4, samples: 1, data: ir, tags: [[TAG.subfileType, numberTag(4, 4)]] },
    ])
    const read = await readPicture(tiff)
    expect(furthest(read.raster.data, rgb)).toBe(0)
    expect(read.infrared).toMatchObject({ width: 5, height: 4, depth: 16 })
    expect(furthest(read.infrared!.data, ir)).toBe(0)
    expect(read.warnings.map((w) => w.code)).toEqual(['infrared-kept-aside'])
  })

  it('takes an unnamed fourth channel for infrared and a named one for transparency', async () => {
    const data = Uint8Array.from({ length: 16 }, (_, i) => 10 * i)
    const page = { width: 2, height: 2, samples: 4, data }
    const unnamed = await readPicture(handmadeTiff([{ ...page, tags: [[TAG.extraSamples, numberTag(3, 0)]] }]))
    expect([...unnamed.infrared!.data]).toEqual([30, 70, 110, 150])
    expect(unnamed.metadata.alpha).toBeUndefined()
    const named = await readPicture(handmadeTiff([{ ...page, tags: [[TAG.extraSamples, numberTag(3, 2)]] }]))
    expect([...named.metadata.alpha!.data]).toEqual([30, 70, 110, 150])
    expect(named.infrared).toBeUndefined()
    expect([...named.raster.data.subarray(0, 6)]).toEqual([0, 10, 20, 40, 50, 60])
  })

  it('takes the large page and ignores the preview, in either order', async () => {
    const large = { width: 8, height: 8, samples: 3, data: new Uint8Array(192).fill(50) }
    const small = { width: 2, height: 2, samples: 3, data: new Uint8Array(12).fill(90) }
    for (const pages of [
      [large, small],
      [small, large],
    ]) {
      const read = await readPicture(handmadeTiff(pages))
      expect([read.raster.width, read.raster.data[0]]).toEqual([8, 50])
      expect(read.warnings.map((w) => w.code)).toEqual(['previews-ignored'])
    }
  })
})

describe('refusals', () => {
  it('says what is wrong with what is no picture', async () => {
    expect(await codeOf(readPicture(join(folder(), 'none.jpg')))).toBe('not-found')
    expect(await codeOf(readPicture(file('empty.jpg', '')))).toBe('not-a-picture empty')
    expect(await codeOf(readPicture(file('text.jpg', 'hello')))).toBe('not-a-picture unknown')
    expect(await codeOf(readPicture(folder()))).toBe('not-a-picture folder')
    expect(await codeOf(readPicture('/dev/null'))).toMatch(/^not-a-picture/)
  })

  it('says when it may not read', async () => {
    const path = file('secret.png', 'x')
    chmodSync(path, 0)
    expect(await asNobody(() => codeOf(readPicture(path)))).toBe('unreadable')
  })

  it.each([
    ['heic', 'heic', '\0\0\0\x18ftypheic\0\0\0\0mif1heic'],
    ['avif', 'avif', '\0\0\0\x18ftypavif\0\0\0\0mif1'],
    ['bmp', 'bmp', `BM\x9a\0\0\0\0\0\0\0\x36\0\0\0\x28${'\0'.repeat(20)}`],
    ['gif', 'gif', 'GIF89a\x01\0\x01\0'],
    ['jxl', 'jxl', '\0\0\0\x0cJXL \r\n\x87\n'],
    ['jp2', 'jp2', '\0\0\0\x0cjP  \r\n\x87\n'],
    ['cr2', 'raw', 'II*\0\x10\0\0\0CR\x02\0'],
    ['nef', 'raw', 'MM\0*\0\0\0\x08\0\0'],
    ['raf', 'raw', 'FUJIFILMCCD-RAW 0201'],
    ['psd', 'psd', '8BPS\0\x01'],
    ['svg', 'svg', '<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg"/>'],
  ])('refuses %s by name', async (ending, reason, text) => {
    const error = await readPicture(file(`a.${ending}`, Buffer.from(text, 'latin1'))).catch((e) => e)
    expect(error).toMatchObject({ code: 'unsupported-format', values: { reason } })
    expect(error.message).toMatch(/first$|photograph$/)
  })

  it('refuses two pictures in one TIFF, a DNG, floating point, CIELAB and five channels', async () => {
    const page = { width: 4, height: 4, samples: 3, data: new Uint8Array(48) }
    expect(await codeOf(readPicture(handmadeTiff([page, page])))).toBe('unsupported-format pages')
    expect(await codeOf(readPicture(handmadeTiff([{ ...page, tags: [[TAG.dngVersion, numberTag(4, 0x401)]] }])))).toBe(
      'unsupported-format raw',
    )
    expect(await codeOf(readPicture(handmadeTiff([{ ...page, data: new Float32Array(48) }])))).toBe('unsupported-format depth')
    expect(await codeOf(readPicture(handmadeTiff([{ ...page, photometric: 8 }])))).toBe('unsupported-format lab')
    expect(await codeOf(readPicture(handmadeTiff([{ ...page, samples: 5, data: new Uint8Array(80) }])))).toBe('unsupported-format channels')
  })

  it('refuses animations', async () => {
    const frames = Buffer.from([...plain(8, 8, [255, 0, 0]).data, ...plain(8, 8, [0, 0, 255]).data])
    const webp = await sharp(frames, { raw: { width: 8, height: 16, channels: 3, pageHeight: 8 } })
      .webp({ delay: [50, 50] })
      .toBuffer()
    expect(await codeOf(readPicture(webp))).toBe('unsupported-format animated')
    const png = await encoded('png', ramp(4, 4))
    const control = Buffer.from('\0\0\0\x08acTL\0\0\0\x02\0\0\0\0\0\0\0\0', 'latin1')
    control.writeUInt32BE(crc32(control.subarray(4, 16)), 16)
    expect(await codeOf(readPicture(Buffer.concat([png.subarray(0, 33), control, png.subarray(33)])))).toBe('unsupported-format animated')
  })

  it('refuses too many pixels before decoding', async () => {
    // A header that promises 30,000 × 30,000 pixels, with the data of 4.
    const png = await encoded('png', ramp(2, 2))
    png.writeUInt32BE(30000, 16)
    png.writeUInt32BE(30000, 20)
    png.writeUInt32BE(crc32(png.subarray(12, 29)), 29)
    expect(await codeOf(readPicture(png))).toBe('too-large')
    expect(await codeOf(readPicture(await encoded('png', ramp(10, 10)), { maxPixels: 99 }))).toBe('too-large')
    expect(await codeOf(readPicture(await encoded('png', ramp(10, 10)), { maxPixels: 100 }))).toBe('no error')
  })

  it.each(['jpeg', 'png', 'webp', 'tiff'] as const)('refuses a %s that was cut anywhere', async (format) => {
    const whole = await encoded(format, ramp(64, 48))
    for (const share of [0.02, 0.3, 0.7, 0.98]) {
      const cut = whole.subarray(0, Math.max(16, Math.floor(share * whole.length)))
      expect(await codeOf(readPicture(cut)), `${share}`).toBe('truncated')
    }
  })

  it('refuses a TIFF whose directory is whole and whose pixels are not', async () => {
    const page = { width: 64, height: 64, samples: 3, data: new Uint8Array(3 * 4096).fill(9) }
    const tiff = handmadeTiff([page])
    tiff.writeUInt32LE(tiff.length, tiff.readUInt32LE(4) + 2 + 12 * 5 + 8)
    expect(await codeOf(readPicture(tiff))).toBe('truncated')
  })

  it('stops when told to', async () => {
    expect(await codeOf(readPicture(await encoded('png', ramp(4, 4)), { signal: AbortSignal.abort() }))).toBe('cancelled')
  })

  it('does not wait for a folder in the place of a file', async () => {
    const path = join(folder(), 'a.jpg')
    mkdirSync(path)
    writeFileSync(join(path, 'x'), 'x')
    expect(await codeOf(readPicture(path))).toBe('not-a-picture folder')
  })
})
