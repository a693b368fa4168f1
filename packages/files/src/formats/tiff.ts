// TIFF: the tags that describe a picture written into a new directory behind an encoded one; what the pages of a file are.

import {
  type ByteSource,
  bufferSource,
  bytesTag,
  type Directory,
  numbers,
  numberTag,
  readDirectory,
  readTiffHeader,
  TAG,
  writeDirectory,
} from '../metadata/directory.ts'
import { describingTags, parseExif } from '../metadata/exif.ts'
import type { Attachments } from './attach.ts'

/** The pieces of a TIFF with metadata: the encoded one with its directory's address changed, padding, the new directory. */
export function attachToTiff(encoded: Buffer, { exif, xmp, iptc, icc, density }: Attachments): Uint8Array[] {
  const source = bufferSource(encoded)
  const header = readTiffHeader(source)
  const stored = header && !header.big && header.little ? readDirectory(source, header, header.first) : undefined
  if (!header || !stored) throw new Error('the TIFF encoder wrote something that is not a little-endian TIFF')
  const described = exif ? parseExif(exif) : undefined
  const tags = new Map([...(described ? describingTags(described) : []), ...stored.tags])
  if (density) {
    tags.set(TAG.xResolution, numberTag(5, density))
    tags.set(TAG.yResolution, numberTag(5, density))
    tags.set(TAG.resolutionUnit, numberTag(3, 2))
  }
  tags.set(TAG.orientation, numberTag(3, 1))
  if (xmp) tags.set(TAG.xmp, bytesTag(Buffer.from(xmp, 'utf8'), 1))
  if (iptc) tags.set(TAG.iptc, bytesTag(iptc))
  if (icc) tags.set(TAG.icc, bytesTag(icc))
  const padding = Buffer.alloc(encoded.length % 2)
  const { bytes, offset } = writeDirectory({ tags, below: described?.below ?? new Map(), next: 0 }, encoded.length + padding.length)
  const head = Buffer.from(encoded.subarray(0, 8))
  head.writeUInt32LE(offset, 4)
  return [head, encoded.subarray(8), padding, bytes]
}

/** The directories of a file's chain of pages, at most 64 of them; empty when broken. */
export function readPages(source: ByteSource): Directory[] {
  const header = readTiffHeader(source)
  const pages: Directory[] = []
  const seen = new Set<number>()
  for (let at = header?.first ?? 0; header && at !== 0 && !seen.has(at) && pages.length < 64; at = pages[pages.length - 1].next) {
    seen.add(at)
    const page = readDirectory(source, header, at)
    if (!page) break
    pages.push(page)
  }
  return pages
}

/** Where the last byte of a page's pixels ends, by its strips or tiles: beyond the file's end the file was cut short. */
export function pixelsEnd({ tags }: Directory): number {
  let end = 0
  for (const [offsets, lengths] of [
    [TAG.stripOffsets, TAG.stripLengths],
    [TAG.tileOffsets, TAG.tileLengths],
  ]) {
    const count = numbers(tags.get(lengths))
    numbers(tags.get(offsets)).forEach((offset, i) => {
      end = Math.max(end, offset + (count[i] ?? 0))
    })
  }
  return end
}

/** What the pages of a TIFF mean. */
export interface PageRoles {
  /** Index of the page that is the picture, and its directory. */
  readonly picture: number
  readonly directory: Directory
  /** Index of the page that is a scanner's infrared channel. */
  readonly infrared?: number
  /** The picture page's fourth channel is infrared and not transparency. */
  readonly infraredChannel: boolean
  readonly previews: number
  /** Pages that are pictures of their own: the file cannot be taken for one picture. */
  readonly others: number
}

function first(page: Directory, tag: number, otherwise = 0): number {
  return numbers(page.tags.get(tag))[0] ?? otherwise
}

/**
 * Tells the pages of a TIFF apart. The largest page is the picture (the first of equals that has colours, else the first); a
 * grey page of its size is the infrared channel that scanners add; pages of half its size or less are previews. The mark for
 * reduced pages (tag 254) is not trusted: SilverFast sets it on the picture itself.
 */
export function pageRoles(pages: readonly Directory[]): PageRoles {
  const sizes = pages.map((page) => ({
    width: first(page, TAG.width),
    height: first(page, TAG.height),
    samples: first(page, TAG.samples, 1),
  }))
  const largest = Math.max(...sizes.map((s) => s.width * s.height))
  const candidates = sizes.map((s, i) => ({ ...s, i })).filter((s) => s.width * s.height === largest)
  const main = candidates.find((s) => s.samples >= 3) ?? candidates[0]
  const isInfrared = (i: number) =>
    i !== main.i && main.samples === 3 && sizes[i].samples === 1 && sizes[i].width === main.width && sizes[i].height === main.height
  const infrared = sizes.findIndex((_, i) => isInfrared(i))
  let previews = 0
  let others = 0
  sizes.forEach(({ width, height }, i) => {
    if (i === main.i || i === infrared) return
    if (2 * width <= main.width && 2 * height <= main.height) previews++
    else others++
  })
  const extra = numbers(pages[main.i].tags.get(TAG.extraSamples))[0]
  const infraredChannel = main.samples === 4 && first(pages[main.i], TAG.photometric) === 2 && extra !== 1 && extra !== 2
  return { picture: main.i, directory: pages[main.i], infrared: infrared < 0 ? undefined : infrared, infraredChannel, previews, others }
}
