// Exif: made right for a result (upright, its size, sRGB, no preview of the original), and moved into and out of TIFF files.
import { bufferSource, type Directory, numbers, readDirectory, readTiffHeader, TAG, type TiffHeader, writeDirectory } from './directory.ts'

/** Tags of a TIFF's first directory that describe the picture and not how it is stored: they are Exif's too. */
const DESCRIBING = new Set([
  269,
  270,
  271,
  272,
  285,
  305,
  306,
  315,
  316,
  333,
  33432,
  18246,
  18249,
  36867,
  40091,
  40092,
  40093,
  40094,
  40095,
  TAG.orientation,
  TAG.xResolution,
  TAG.yResolution,
  TAG.resolutionUnit,
])

/** Exif bytes without the 'Exif\0\0' that JPEG (and some PNG and WebP) put in front. */
export function bareExif(bytes: Uint8Array): Uint8Array {
  const marked = bytes.length > 6 && bytes[0] === 0x45 && bytes[1] === 0x78 && bytes[2] === 0x69 && bytes[3] === 0x66
  return marked ? bytes.subarray(6) : bytes
}

/** Exif as a tree, its previews left out; undefined when broken. */
export function parseExif(exif: Uint8Array): Directory | undefined {
  const source = bufferSource(exif)
  const header = readTiffHeader(source)
  return header && readDirectory(source, header, header.first)
}

/** A tree as Exif bytes (a little-endian TIFF without pixels). */
export function serialiseExif(directory: Directory): Uint8Array {
  const { bytes, offset } = writeDirectory(directory, 8)
  const out = new Uint8Array(8 + bytes.length)
  out.set([0x49, 0x49, 42, 0])
  new DataView(out.buffer).setUint32(4, offset, true)
  out.set(bytes, 8)
  return out
}

/** The describing tags of Exif's first directory: those that may stand in a TIFF's too. */
export function describingTags(directory: Directory): Directory['tags'] {
  return new Map([...directory.tags].filter(([name]) => DESCRIBING.has(name)))
}

/** The Exif that a TIFF's first directory amounts to; undefined when it says nothing. */
export function exifOfTiff(directory: Directory): Uint8Array | undefined {
  const tags = describingTags(directory)
  if (tags.size === 0 && directory.below.size === 0) return undefined
  return serialiseExif({ tags, below: directory.below, next: 0 })
}

/** Exif without the maker's private part, which breaks when moved and can be as large as a JPEG segment. */
export function withoutMakerNote(exif: Uint8Array): Uint8Array | undefined {
  const tree = parseExif(exif)
  if (!tree) return undefined
  tree.below.get(TAG.exif)?.tags.delete(TAG.makerNote)
  return serialiseExif(tree)
}

/** True when a camera says by Exif alone that its untagged file is Adobe RGB (DCF 2.0: interoperability R03). */
export function saysAdobeRgb(exif: Uint8Array): boolean {
  const photo = parseExif(exif)?.below.get(TAG.exif)
  const index = photo?.below.get(TAG.interoperability)?.tags.get(TAG.interoperabilityIndex)?.bytes
  const isR03 = index !== undefined && index[0] === 0x52 && index[1] === 0x30 && index[2] === 0x33
  return numbers(photo?.tags.get(TAG.colourSpace))[0] === 2 || isR03
}

interface Place {
  readonly type: number
  readonly count: number
  /** Where the entry's 12 bytes begin. */
  readonly at: number
}

interface Entries {
  readonly places: Map<number, Place>
  /** Where the offset of the next directory stands. */
  readonly nextAt: number
}

function entriesAt(bytes: Uint8Array, header: TiffHeader, offset: number): Entries | undefined {
  const v = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (offset < 8 || offset + 2 > bytes.length) return undefined
  const count = v.getUint16(offset, header.little)
  const nextAt = offset + 2 + 12 * count
  if (nextAt > bytes.length) return undefined
  const places = new Map<number, Place>()
  for (let at = offset + 2; at < nextAt; at += 12)
    places.set(v.getUint16(at, header.little), { type: v.getUint16(at + 2, header.little), count: v.getUint32(at + 4, header.little), at })
  return { places, nextAt }
}

/** What a result's Exif has to say. */
export interface ExifChanges {
  width: number
  height: number
  /** The colours were converted to sRGB. */
  srgb: boolean
}

/**
 * A copy of Exif bytes changed in place, so that everything else (the maker's notes with their absolute offsets too) stays where
 * it is: orientation 1, the result's size, colour space sRGB where it was converted, the preview of the original cut off.
 * @returns undefined when the bytes cannot be understood.
 */
export function amendExif(exif: Uint8Array, changes: ExifChanges): Uint8Array | undefined {
  const bytes = new Uint8Array(exif)
  const header = readTiffHeader(bufferSource(bytes))
  if (!header || header.big) return undefined
  const { little } = header
  const v = new DataView(bytes.buffer)
  const main = entriesAt(bytes, header, header.first)
  if (!main) return undefined
  const pointer = (entries: Entries | undefined, name: number) => {
    const place = entries?.places.get(name)
    return place && entriesAt(bytes, header, v.getUint32(place.at + 8, little))
  }
  const set = (entries: Entries | undefined, name: number, value: number) => {
    const place = entries?.places.get(name)
    if (place?.count !== 1 || (place.type !== 3 && place.type !== 4)) return
    v.setUint16(place.at + 2, value > 65535 ? 4 : place.type, little)
    v.setUint32(place.at + 8, 0)
    if (value > 65535 || place.type === 4) v.setUint32(place.at + 8, value, little)
    else v.setUint16(place.at + 8, value, little)
  }
  set(main, TAG.orientation, 1)
  set(main, TAG.width, changes.width)
  set(main, TAG.height, changes.height)
  const photo = pointer(main, TAG.exif)
  set(photo, TAG.pixelWidth, changes.width)
  set(photo, TAG.pixelHeight, changes.height)
  if (changes.srgb) {
    set(photo, TAG.colourSpace, 1)
    const index = pointer(photo, TAG.interoperability)?.places.get(TAG.interoperabilityIndex)
    if (index?.type === 2 && index.count === 4) bytes.set([0x52, 0x39, 0x38, 0], index.at + 8)
  }
  if (main.nextAt + 4 <= bytes.length) cutPreview(bytes, v, header, main.nextAt)
  return bytes
}

// Tags 513 and 514: where the preview's JPEG lies and how long it is.
function cutPreview(bytes: Uint8Array, v: DataView, header: TiffHeader, nextAt: number): void {
  const preview = entriesAt(bytes, header, v.getUint32(nextAt, header.little))
  v.setUint32(nextAt, 0)
  const start = preview?.places.get(513)
  const length = preview?.places.get(514)
  if (!start || !length) return
  const from = v.getUint32(start.at + 8, header.little)
  bytes.fill(0, from, Math.min(bytes.length, from + v.getUint32(length.at + 8, header.little)))
}
