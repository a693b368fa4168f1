// TIFF directories (TIFF 6.0 section 2, BigTIFF, Exif 2.32 section 4.6): read into trees of tags, written again as little-endian TIFF.

/** One tag: its type, how many values, and the values' bytes in little-endian order. */
export interface Tag {
  readonly type: number
  readonly count: number
  readonly bytes: Uint8Array
}

/** One directory and those that hang below it by the tags Exif, GPS and interoperability. */
export interface Directory {
  readonly tags: Map<number, Tag>
  readonly below: Map<number, Directory>
  /** Where the next directory of the chain begins, 0 for none. */
  readonly next: number
}

/** Random access to a file or a buffer; `read` gives fewer bytes at the end. */
export interface ByteSource {
  readonly size: number
  read(offset: number, length: number): Uint8Array
}

/** Tag numbers that are needed by name. */
export const TAG = {
  subfileType: 254,
  width: 256,
  height: 257,
  bits: 258,
  photometric: 262,
  stripOffsets: 273,
  orientation: 274,
  samples: 277,
  stripLengths: 279,
  xResolution: 282,
  yResolution: 283,
  resolutionUnit: 296,
  tileOffsets: 324,
  tileLengths: 325,
  extraSamples: 338,
  sampleFormat: 339,
  xmp: 700,
  iptc: 33723,
  icc: 34675,
  exif: 34665,
  gps: 34853,
  interoperability: 40965,
  dngVersion: 50706,
  colourSpace: 40961,
  pixelWidth: 40962,
  pixelHeight: 40963,
  makerNote: 37500,
  interoperabilityIndex: 1,
} as const

/** Bytes per value of each type number. */
const SIZE = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4, 0, 0, 8, 8, 8]
/** Bytes of the unit that byte order turns round (a rational is two units of four). */
const UNIT = [1, 1, 1, 2, 4, 4, 1, 1, 2, 4, 4, 4, 8, 4, 1, 1, 8, 8, 8]
const POINTERS: readonly number[] = [TAG.exif, TAG.gps, TAG.interoperability]
/** A tag's values are left out when longer: no description needs more, and a broken file must not ask for gigabytes. */
const LONGEST_VALUE = 1 << 24
const MOST_TAGS = 4096

/** A buffer as a byte source. */
export function bufferSource(bytes: Uint8Array): ByteSource {
  return { size: bytes.length, read: (offset, length) => bytes.subarray(offset, Math.min(bytes.length, offset + length)) }
}

/** The header of a TIFF: byte order, plain or Big, where the first directory begins. */
export interface TiffHeader {
  readonly little: boolean
  readonly big: boolean
  readonly first: number
}

function view(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}

/** Reads the header; undefined where the bytes are no TIFF. */
export function readTiffHeader(source: ByteSource): TiffHeader | undefined {
  const bytes = source.read(0, 16)
  if (bytes.length < 8) return undefined
  const little = bytes[0] === 0x49 && bytes[1] === 0x49
  if (!little && !(bytes[0] === 0x4d && bytes[1] === 0x4d)) return undefined
  const v = view(bytes)
  const magic = v.getUint16(2, little)
  if (magic === 42) return { little, big: false, first: v.getUint32(4, little) }
  return magic === 43 && bytes.length === 16 ? { little, big: true, first: Number(v.getBigUint64(8, little)) } : undefined
}

function turned(bytes: Uint8Array, unit: number): Uint8Array {
  const out = new Uint8Array(bytes)
  for (let i = 0; i + unit <= out.length; i += unit) out.subarray(i, i + unit).reverse()
  return out
}

/**
 * Reads the directory at an offset with those below it. Tags that lead nowhere are left out.
 * @returns undefined when there is no directory at that place.
 */
export function readDirectory(source: ByteSource, header: TiffHeader, offset: number, depth = 0): Directory | undefined {
  const { little, big } = header
  const entrySize = big ? 20 : 12
  const countBytes = source.read(offset, big ? 8 : 2)
  if (offset === 0 || countBytes.length < (big ? 8 : 2)) return undefined
  const count = big ? Number(view(countBytes).getBigUint64(0, little)) : view(countBytes).getUint16(0, little)
  if (count > MOST_TAGS) return undefined
  const word = big ? 8 : 4
  const bytes = source.read(offset + countBytes.length, count * entrySize + word)
  if (bytes.length < count * entrySize) return undefined
  const v = view(bytes)
  const number = (at: number) => (big ? Number(v.getBigUint64(at, little)) : v.getUint32(at, little))
  const tags = new Map<number, Tag>()
  const below = new Map<number, Directory>()
  for (let at = 0; at < count * entrySize; at += entrySize) {
    const type = v.getUint16(at + 2, little)
    const values = number(at + 4)
    const length = (SIZE[type] ?? 0) * values
    if (length === 0 || length > LONGEST_VALUE) continue
    const inline = at + 4 + word
    const raw = length <= word ? bytes.subarray(inline, inline + length) : source.read(number(inline), length)
    if (raw.length < length) continue
    const tag: Tag = { type, count: values, bytes: little || UNIT[type] === 1 ? new Uint8Array(raw) : turned(raw, UNIT[type]) }
    const name = v.getUint16(at, little)
    if (!POINTERS.includes(name)) tags.set(name, tag)
    else if (depth < 3) {
      const child = readDirectory(source, header, numbers(tag)[0], depth + 1)
      if (child) below.set(name, child)
    }
  }
  const next = bytes.length === count * entrySize + word ? number(count * entrySize) : 0
  return { tags, below, next }
}

/** The values of a tag of whole numbers or rationals. */
export function numbers(tag: Tag | undefined): number[] {
  if (!tag) return []
  const v = view(tag.bytes)
  return Array.from({ length: tag.count }, (_, i) => {
    switch (tag.type) {
      case 3:
        return v.getUint16(2 * i, true)
      case 4:
      case 13:
        return v.getUint32(4 * i, true)
      case 5:
        return v.getUint32(8 * i, true) / v.getUint32(8 * i + 4, true)
      case 16:
      case 18:
        return Number(v.getBigUint64(8 * i, true))
      default:
        return tag.bytes[i]
    }
  })
}

/** A tag of type BYTE or UNDEFINED. */
export function bytesTag(bytes: Uint8Array, type: 1 | 7 = 7): Tag {
  return { type, count: bytes.length, bytes }
}

/** A tag of one SHORT, LONG or RATIONAL (in steps of 1/10,000). */
export function numberTag(type: 3 | 4 | 5, value: number): Tag {
  const bytes = new Uint8Array(SIZE[type])
  const v = view(bytes)
  if (type === 3) v.setUint16(0, value, true)
  else v.setUint32(0, type === 5 ? Math.round(value * 10000) : value, true)
  if (type === 5) v.setUint32(4, 10000, true)
  return { type, count: 1, bytes }
}

/**
 * Writes a directory and those below it as little-endian classic TIFF, to stand at `base` in a file; `next` is not written.
 * @returns the bytes and where the first directory begins, counted from the file's begin.
 */
export function writeDirectory(directory: Directory, base: number): { bytes: Uint8Array; offset: number } {
  const pieces: Uint8Array[] = []
  let end = base
  const put = (bytes: Uint8Array): number => {
    const at = end
    pieces.push(bytes)
    end += bytes.length
    if (bytes.length % 2) {
      pieces.push(new Uint8Array(1))
      end++
    }
    return at
  }
  const place = ({ tags, below }: Directory): number => {
    const all = new Map(tags)
    for (const [name, child] of below) all.set(name, numberTag(4, place(child)))
    const out = new Uint8Array(2 + 12 * all.size + 4)
    const v = view(out)
    v.setUint16(0, all.size, true)
    let at = 2
    for (const [name, tag] of [...all].sort((a, b) => a[0] - b[0])) {
      v.setUint16(at, name, true)
      v.setUint16(at + 2, tag.type, true)
      v.setUint32(at + 4, tag.count, true)
      if (tag.bytes.length <= 4) out.set(tag.bytes, at + 8)
      else v.setUint32(at + 8, put(tag.bytes), true)
      at += 12
    }
    return put(out)
  }
  const offset = place(directory)
  const bytes = new Uint8Array(end - base)
  let at = 0
  for (const piece of pieces) {
    bytes.set(piece, at)
    at += piece.length
  }
  return { bytes, offset }
}
