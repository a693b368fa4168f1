// Exif: changed in place without moving anything, in both byte orders; moved into and out of TIFF directories.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  bufferSource,
  type Directory,
  numbers,
  numberTag,
  readDirectory,
  readTiffHeader,
  TAG,
  type Tag,
  writeDirectory,
} from './directory.ts'
import { amendExif, bareExif, exifOfTiff, parseExif, saysAdobeRgb, serialiseExif, withoutMakerNote } from './exif.ts'

function ascii(text: string): Tag {
  return { type: 2, count: text.length + 1, bytes: Buffer.from(`${text}\0`, 'latin1') }
}

function directory(tags: [number, Tag][], below: [number, Directory][] = []): Directory {
  return { tags: new Map(tags), below: new Map(below), next: 0 }
}

const NOTE: Tag = { type: 7, count: 9, bytes: Buffer.from('NOTE12345') }

/** Camera-like Exif: maker, date, GPS, maker's note, sizes, Adobe RGB by interoperability. */
function camera(): Uint8Array {
  const interoperability = directory([[TAG.interoperabilityIndex, ascii('R03')]])
  const photo = directory(
    [
      [36867, ascii('1999:12:31 23:59:59')],
      [TAG.makerNote, NOTE],
      [TAG.colourSpace, numberTag(3, 65535)],
      [TAG.pixelWidth, numberTag(3, 3000)],
      [TAG.pixelHeight, numberTag(4, 2000)],
    ],
    [[TAG.interoperability, interoperability]],
  )
  const gps = directory([[1, ascii('N')]])
  return serialiseExif(
    directory(
      [
        [271, ascii('Canon')],
        [TAG.orientation, numberTag(3, 6)],
      ],
      [
        [TAG.exif, photo],
        [TAG.gps, gps],
      ],
    ),
  )
}

const CHANGES = { width: 70000, height: 20, srgb: true }

function where(exif: Uint8Array): number {
  return Buffer.from(exif).indexOf('NOTE12345')
}

describe('amendExif', () => {
  it('puts orientation, sizes and colour space right and moves nothing', () => {
    const before = camera()
    const after = amendExif(before, CHANGES)!
    expect(after.length).toBe(before.length)
    expect(where(after)).toBe(where(before))
    const tree = parseExif(after)!
    const photo = tree.below.get(TAG.exif)!
    expect(numbers(tree.tags.get(TAG.orientation))).toEqual([1])
    expect(numbers(photo.tags.get(TAG.pixelWidth))).toEqual([70000])
    expect(numbers(photo.tags.get(TAG.pixelHeight))).toEqual([20])
    expect(numbers(photo.tags.get(TAG.colourSpace))).toEqual([1])
    expect(saysAdobeRgb(before)).toBe(true)
    expect(saysAdobeRgb(after)).toBe(false)
    expect(tree.tags.get(271)).toEqual(parseExif(before)!.tags.get(271))
    expect(photo.tags.get(36867)).toBeDefined()
    expect(tree.below.get(TAG.gps)!.tags.size).toBe(1)
  })

  it('does not touch what it was given', () => {
    const before = Buffer.from(camera())
    const copy = Buffer.from(before)
    amendExif(before, CHANGES)
    expect(before.equals(copy)).toBe(true)
  })

  it('works on big-endian bytes', () => {
    // IFD0 with orientation 8 only.
    const exif = Buffer.from('4d4d002a00000008000101120003000000010008000000000000', 'hex')
    expect(Buffer.from(amendExif(exif, CHANGES)!).toString('hex')).toBe('4d4d002a00000008000101120003000000010001000000000000')
  })

  it('cuts the preview off and blots it out', () => {
    const main = writeDirectory(directory([[TAG.orientation, numberTag(3, 1)]]), 8)
    const previewAt = 8 + main.bytes.length
    const jpegAt = previewAt + 2 + 24 + 4
    const exif = Buffer.alloc(jpegAt + 7)
    exif.write('II*\0', 'latin1')
    exif.writeUInt32LE(main.offset, 4)
    exif.set(main.bytes, 8)
    exif.writeUInt32LE(previewAt, previewAt - 4)
    exif.writeUInt16LE(2, previewAt)
    exif.set(Buffer.from('010204000100000000000000', 'hex'), previewAt + 2)
    exif.set(Buffer.from('020204000100000007000000', 'hex'), previewAt + 14)
    exif.writeUInt32LE(jpegAt, previewAt + 10)
    exif.write('PREVIEW', jpegAt, 'latin1')
    const after = Buffer.from(amendExif(exif, CHANGES)!)
    expect(after.includes('PREVIEW')).toBe(false)
    expect(after.readUInt32LE(previewAt - 4)).toBe(0)
  })

  it('never throws and never grows, whatever the bytes', () => {
    const whole = camera()
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { maxLength: 12 }), fc.nat(whole.length), (changes, length) => {
        const broken = whole.slice(0, length)
        for (const [at, value] of changes) if (at < length) broken[at] = value
        const after = amendExif(broken, CHANGES)
        expect(after === undefined || after.length === broken.length).toBe(true)
        parseExif(broken)
        saysAdobeRgb(broken)
        withoutMakerNote(broken)
      }),
      { numRuns: 300 },
    )
  })
})

describe('trees', () => {
  it('survive writing and reading', () => {
    const anyTag = fc.record({ name: fc.integer({ min: 300, max: 30000 }), bytes: fc.uint8Array({ minLength: 1, maxLength: 40 }) })
    fc.assert(
      fc.property(fc.array(anyTag, { maxLength: 12 }), fc.nat(1000), (list, half) => {
        const tags = new Map(list.map(({ name, bytes }) => [name, { type: 7, count: bytes.length, bytes } as Tag]))
        const base = 2 * half + 8
        const { bytes, offset } = writeDirectory({ tags, below: new Map(), next: 0 }, base)
        const file = Buffer.concat([Buffer.alloc(base), bytes])
        file.write('II*\0', 'latin1')
        const read = readDirectory(bufferSource(file), readTiffHeader(bufferSource(file))!, offset)!
        expect([...read.tags].map(([n, t]) => [n, Buffer.from(t.bytes).toString('hex')]).sort()).toEqual(
          [...tags].map(([n, t]) => [n, Buffer.from(t.bytes).toString('hex')]).sort(),
        )
      }),
      { numRuns: 50 },
    )
  })

  it('do not follow a loop for ever', () => {
    // A directory whose Exif pointer leads to itself.
    const exif = Buffer.from('49492a0008000000010069870400010000000800000000000000', 'hex')
    expect(parseExif(exif)).toBeDefined()
  })

  it('of a TIFF give Exif of what describes, not of how it is stored', () => {
    const exif = exifOfTiff(
      directory([
        [272, ascii('OpticFilm')],
        [TAG.stripOffsets, numberTag(4, 8)],
      ]),
    )!
    expect([...parseExif(exif)!.tags.keys()]).toEqual([272])
    expect(exifOfTiff(directory([[TAG.stripOffsets, numberTag(4, 8)]]))).toBeUndefined()
  })
})

it('without the maker’s note keeps the rest', () => {
  const photo = parseExif(withoutMakerNote(camera())!)!.below.get(TAG.exif)!
  expect(photo.tags.has(TAG.makerNote)).toBe(false)
  expect(photo.tags.has(36867)).toBe(true)
})

it('is bared of its mark', () => {
  expect([...bareExif(Buffer.from('Exif\0\0II', 'latin1'))]).toEqual([0x49, 0x49])
  expect([...bareExif(Buffer.from('II*\0', 'latin1'))]).toEqual([0x49, 0x49, 42, 0])
})
