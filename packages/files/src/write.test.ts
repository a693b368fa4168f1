// Writing: what comes back when a result is read again, metadata as other programs see them, every refusal, nothing left behind.
import { chmodSync, linkSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Raster } from '@revelado/core'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { asNobody, encoded, file, folder, handmadeTiff, pipeline, plain, ramp } from '../test/samples.ts'
import { buildRgbProfile, resultProfile } from './colour/build-profile.ts'
import { ADOBE_RGB } from './colour/primaries.ts'
import { numbers, numberTag, TAG } from './metadata/directory.ts'
import { parseExif } from './metadata/exif.ts'
import { DIGITAL_SOURCE_TYPES } from './metadata/xmp.ts'
import type { PictureMetadata } from './picture-file.ts'
import { readPicture } from './read.ts'
import type { PictureFormat } from './sniff.ts'
import { type WriteOptions, writePicture } from './write.ts'

const FORMATS: PictureFormat[] = ['jpeg', 'png', 'webp', 'tiff']

async function written(raster: Raster, options: WriteOptions & { format: PictureFormat }): Promise<string> {
  return (await writePicture(join(folder(), 'out'), raster, options)).path
}

/** A picture with Exif (orientation 6, camera, date, GPS), XMP, a resolution and Adobe RGB. */
async function camera(): Promise<{ raster: Raster; metadata: PictureMetadata }> {
  const xmp =
    '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" dc:source="box 7"/></rdf:RDF></x:xmpmeta>'
  const jpeg = await pipeline(ramp(40, 30))
    .withExif({ IFD0: { Make: 'Zeiss', Model: 'Ikon' }, IFD2: { DateTimeOriginal: '1957:08:01 12:00:00' }, IFD3: { GPSLatitudeRef: 'S' } })
    .withMetadata({ orientation: 6, density: 300 })
    .withXmp(xmp)
    .jpeg()
    .toBuffer()
  const read = await readPicture(jpeg)
  return { raster: read.raster, metadata: { ...read.metadata, tagged: true, iptc: Buffer.from('1c025000044a75616e', 'hex') } }
}

describe.each(FORMATS)('%s', (format) => {
  it('keeps Exif, XMP, colours and orientation right for other programs', async () => {
    const { raster, metadata } = await camera()
    expect([raster.width, raster.height]).toEqual([30, 40])
    const path = await written(raster, { metadata, format, digitalSourceType: DIGITAL_SOURCE_TYPES.composite, software: 'revelado 0.1.0' })
    const seen = await sharp(path).metadata()
    expect(seen).toMatchObject({ format, width: 30, height: 40, hasProfile: true })
    expect(seen.orientation ?? 1).toBe(1)
    const xmp = seen.xmp!.toString()
    expect(xmp).toContain('box 7')
    expect(xmp).toContain(DIGITAL_SOURCE_TYPES.composite)
    expect(xmp).toContain('revelado 0.1.0')
    if (format !== 'webp') expect(seen.density).toBe(300)
    const again = await readPicture(path)
    const exif = parseExif(again.metadata.exif!)!
    expect(Buffer.from(exif.tags.get(271)!.bytes).toString()).toBe('Zeiss\0')
    expect(numbers(exif.tags.get(TAG.orientation))).toEqual([1])
    expect(Buffer.from(exif.below.get(TAG.exif)!.tags.get(36867)!.bytes).toString()).toBe('1957:08:01 12:00:00\0')
    expect(Buffer.from(exif.below.get(TAG.gps)!.tags.get(1)!.bytes).toString()).toBe('S\0')
    expect(again.metadata.profile).toBe('sRGB')
    if (format === 'jpeg' || format === 'tiff') expect(again.metadata.iptc).toEqual(metadata.iptc)
    if (format === 'png' || format === 'tiff') expect(again.raster.data).toEqual(raster.data)
  })

  it('writes nothing about a picture of which nothing is known', async () => {
    const seen = await sharp(await written(ramp(9, 9), { format })).metadata()
    expect([seen.exif, seen.xmp, seen.icc, seen.iptc]).toEqual([undefined, undefined, undefined, undefined])
  })

  it('keeps transparency where it can', async () => {
    const data = Uint8Array.from({ length: 63 }, (_, i) => i * 4)
    const read = await readPicture(await pipeline(ramp(9, 7)).png().toBuffer())
    const metadata = { ...read.metadata, alpha: { width: 9, height: 7, depth: 8 as const, data } }
    const result = await writePicture(join(folder(), 'a'), read.raster, { metadata, format, quality: 100 })
    const again = await readPicture(result.path)
    if (format === 'jpeg') {
      expect(result.warnings.map((w) => w.code)).toEqual(['alpha-flattened'])
      // The first pixel is wholly transparent: white.
      expect(Math.min(...again.raster.data.subarray(0, 3))).toBeGreaterThan(200)
    } else {
      expect(again.metadata.alpha!.data).toEqual(data)
      expect(again.raster.data).toEqual(read.raster.data)
    }
  })
})

describe('pixels', () => {
  it.each(['png', 'tiff'] as const)('of 16 bits stay 16 in %s', async (format) => {
    const raster = ramp(33, 22, 16)
    expect((await readPicture(await written(raster, { format }))).raster.data).toEqual(raster.data)
  })

  it('of 16 bits are rounded to 8 in JPEG and WebP', async () => {
    const raster = plain(16, 16, [128 * 257 + 128, 128 * 257 + 129, 10 * 257 - 128], 16)
    const result = await writePicture(join(folder(), 'a.webp'), raster, { quality: 100 })
    expect(result).toMatchObject({ depth: 8, format: 'webp' })
    expect(result.warnings.map((w) => w.code)).toEqual(['lowered-depth'])
    expect([...(await readPicture(result.path)).raster.data.subarray(0, 3)]).toEqual([128, 129, 10])
  })

  it('of a JPEG are 4:4:4 at quality 95', async () => {
    const { chromaSubsampling } = await sharp(await written(ramp(32, 32), { format: 'jpeg' })).metadata()
    expect(chromaSubsampling).toBe('4:4:4')
    const small = readFileSync(await written(ramp(32, 32), { format: 'jpeg', quality: 60 })).length
    expect(readFileSync(await written(ramp(32, 32), { format: 'jpeg' })).length).toBeGreaterThan(small)
  })

  it.each(['jpeg', 'png', 'tiff'] as const)('of a grey original stay grey in %s only while they have no colour', async (format) => {
    const { raster, metadata } = await readPicture(
      await encoded('png', plain(8, 8, [90, 90, 90]), { icc: resultProfile(true) }, { grey: true }),
    )
    expect(metadata).toMatchObject({ grey: true, tagged: true })
    const grey = await sharp(await written(raster, { metadata, format })).metadata()
    expect(grey).toMatchObject({ channels: 1, hasProfile: true })
    expect((await readPicture(await written(raster, { metadata, format }))).warnings).toEqual([])
    raster.data[5] = 91
    expect((await sharp(await written(raster, { metadata, format })).metadata()).channels).toBe(3)
  })

  it('of a wide-gamut original are sRGB with an sRGB profile', async () => {
    const { raster, metadata } = await readPicture(
      await encoded('tiff', plain(4, 4, [30000, 40000, 20000], 16), { icc: buildRgbProfile(ADOBE_RGB) }),
    )
    const again = await readPicture(await written(raster, { metadata, format: 'tiff' }))
    expect(again.metadata.profile).toBe('sRGB')
    expect(again.raster.data).toEqual(raster.data)
  })
})

describe('metadata', () => {
  it('too long for one segment of a JPEG go into an extended packet', async () => {
    const long = `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:a="urn:a" a:long="${'x'.repeat(150000)}"/></rdf:RDF>`
    const { raster, metadata } = await camera()
    const bytes = readFileSync(
      await written(raster, { metadata: { ...metadata, xmp: long }, format: 'jpeg', digitalSourceType: DIGITAL_SOURCE_TYPES.enhanced }),
    )
    const seen = (await sharp(bytes).metadata()).xmp!.toString()
    expect(seen).toContain(DIGITAL_SOURCE_TYPES.enhanced)
    const guid = /HasExtendedXMP="([0-9A-F]{32})"/.exec(seen)![1]
    expect(bytes.toString('latin1').split(`http://ns.adobe.com/xmp/extension/\0${guid}`).length - 1).toBe(3)
  })

  it('that are broken are left out with a warning', async () => {
    const { raster, metadata } = await camera()
    const result = await writePicture(join(folder(), 'a.png'), raster, {
      metadata: { ...metadata, xmp: '<broken', exif: Buffer.from('II*') },
    })
    expect(result.warnings.map((w) => w.code)).toEqual(['metadata-dropped', 'metadata-dropped'])
    expect((await sharp(result.path).metadata()).exif).toBeUndefined()
  })

  it('of a TIFF survive in a TIFF and in a JPEG', async () => {
    const make = { type: 2, count: 8, bytes: Buffer.from('Plustek\0') }
    const tiff = handmadeTiff([
      {
        width: 4,
        height: 4,
        samples: 3,
        data: new Uint8Array(48).fill(7),
        tags: [
          [271, make],
          [TAG.orientation, numberTag(3, 1)],
        ],
      },
    ])
    const { raster, metadata } = await readPicture(tiff)
    for (const format of ['tiff', 'jpeg'] as const) {
      const again = await readPicture(await written(raster, { metadata, format }))
      expect(Buffer.from(parseExif(again.metadata.exif!)!.tags.get(271)!.bytes).toString()).toBe('Plustek\0')
    }
  })
})

async function codeOf(promise: Promise<unknown>): Promise<string> {
  return promise.then(
    () => 'no error',
    (error) => `${error.code}${error.values?.reason ? ` ${error.values.reason}` : ''}`,
  )
}

describe('refusals', () => {
  it('never writes to the original: by its name, a symbolic link, a hard link', async () => {
    const path = file('a.png', await encoded('png', ramp(4, 4)))
    const before = readFileSync(path)
    const { raster, metadata } = await readPicture(path)
    const soft = join(folder(), 'soft.png')
    const hard = `${path}.hard.png`
    symlinkSync(path, soft)
    linkSync(path, hard)
    for (const target of [path, soft, hard, join(path, '..', 'a.png')])
      expect(await codeOf(writePicture(target, raster, { metadata, overwrite: true }))).toBe('would-overwrite original')
    expect(readFileSync(path)).toEqual(before)
    expect(readdirSync(join(path, '..')).sort()).toEqual(['a.png', 'a.png.hard.png'])
  })

  it('replaces an older result only when told to', async () => {
    const path = file('a.png', 'older')
    expect(await codeOf(writePicture(path, ramp(4, 4)))).toBe('would-overwrite exists')
    expect(readFileSync(path, 'utf8')).toBe('older')
    await writePicture(path, ramp(4, 4), { overwrite: true })
    expect((await readPicture(path)).raster.width).toBe(4)
  })

  it('says so when a file stands in the place of the folder, or a folder in that of the file', async () => {
    const path = file('a', 'a file')
    expect(await codeOf(writePicture(join(path, 'b.png'), ramp(2, 2)))).toBe('not-writable file')
    expect(await codeOf(writePicture(join(path, 'c', 'b.png'), ramp(2, 2)))).toBe('not-writable file')
    const place = join(folder(), 'b.png')
    mkdirSync(place)
    expect(await codeOf(writePicture(place, ramp(2, 2), { overwrite: true }))).toBe('not-writable folder')
  })

  it('says so when it may not write', async () => {
    const place = folder()
    chmodSync(place, 0o555)
    expect(await asNobody(() => codeOf(writePicture(join(place, 'b.png'), ramp(2, 2))))).toBe('not-writable')
  })

  it('leaves nothing behind when stopped', async () => {
    const place = folder()
    expect(await codeOf(writePicture(join(place, 'a.png'), ramp(4, 4), { signal: AbortSignal.abort() }))).toBe('cancelled')
    expect(readdirSync(place)).toEqual([])
  })

  it('refuses a side that the format cannot hold, a quality and a name that mean nothing', async () => {
    expect(await codeOf(writePicture(join(folder(), 'a.webp'), ramp(16384, 1)))).toBe('too-large')
    expect(await codeOf(writePicture(join(folder(), 'a.jpg'), ramp(2, 2), { quality: 101 }))).toBe('bad-argument')
    expect(await codeOf(writePicture(join(folder(), 'a.txt'), ramp(2, 2)))).toBe('bad-argument')
  })

  it('writes beside files of the same name with another ending', async () => {
    const place = folder()
    writeFileSync(join(place, 'a.jpg'), 'original')
    await writePicture(join(place, 'a.png'), ramp(2, 2))
    expect(readdirSync(place).sort()).toEqual(['a.jpg', 'a.png'])
  })
})
