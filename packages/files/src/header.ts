// The header of a picture file: what it is and how large, found before a single pixel is decoded.
import { closeSync, constants, openSync, readSync } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import { basename } from 'node:path'
import { ReveladoError } from '@revelado/core'
import sharp, { type Metadata } from 'sharp'
import { readFailure } from './failure.ts'
import { isAnimatedPng } from './formats/png.ts'
import { type PageRoles, pageRoles, pixelsEnd, readPages } from './formats/tiff.ts'
import { type ByteSource, bufferSource, numbers, TAG } from './metadata/directory.ts'
import { type ForeignFormat, isPictureFormat, type PictureFormat, SNIFF_LENGTH, sniff } from './sniff.ts'

/** Largest picture that is read unless the caller allows more, in pixels. */
export const DEFAULT_MAX_PIXELS = 150_000_000

/** What a file's header says. Width and height are those of the picture as it is to be seen (orientation applied). */
export interface PictureHeader {
  readonly format: PictureFormat
  readonly width: number
  readonly height: number
  /** Length of the file in bytes. */
  readonly bytes: number
  /** What sharp's metadata() said (of the page that is the picture). */
  readonly codec: Metadata
  /** What the pages of a TIFF are. */
  readonly pages?: PageRoles
}

const FOREIGN: Record<ForeignFormat, string> = {
  gif: 'is a GIF: convert it to PNG first',
  heic: 'is a HEIC picture (as telephones make them): convert it to JPEG or TIFF first',
  avif: 'is an AVIF picture: convert it to JPEG or PNG first',
  jxl: 'is a JPEG XL picture: convert it to PNG or TIFF first',
  jp2: 'is a JPEG 2000 picture: convert it to PNG or TIFF first',
  bmp: 'is a BMP picture: convert it to PNG first',
  raw: 'is a raw file of a camera: develop it to a 16-bit TIFF first',
  psd: 'is a Photoshop file: save it as TIFF first',
  pdf: 'is a PDF: export its pictures as PNG or TIFF first',
  svg: 'is a drawing (SVG), not a photograph',
}

/** The name used for bytes in memory, where messages need one. */
export function nameOf(source: string | Uint8Array): string {
  return typeof source === 'string' ? source : 'the picture'
}

/**
 * What sharp opens: the path, or all bytes where the path ends with a bracket, which libvips would take for options.
 */
export async function openable(source: string | Uint8Array): Promise<string | Uint8Array> {
  if (typeof source !== 'string' || !source.endsWith(']')) return source
  const file = await open(source)
  try {
    return await file.readFile()
  } finally {
    await file.close()
  }
}

async function firstBytes(file: FileHandle, path: string): Promise<{ head: Uint8Array; bytes: number }> {
  const info = await file.stat()
  if (info.isDirectory()) throw new ReveladoError('not-a-picture', `${path} is a folder, not a picture`, { path, reason: 'folder' })
  if (!info.isFile()) throw new ReveladoError('not-a-picture', `${path} is not an ordinary file`, { path, reason: 'special' })
  const { buffer, bytesRead } = await file.read(new Uint8Array(SNIFF_LENGTH), 0, SNIFF_LENGTH, 0)
  return { head: buffer.subarray(0, bytesRead), bytes: info.size }
}

async function glance(source: string | Uint8Array): Promise<{ head: Uint8Array; bytes: number }> {
  if (typeof source !== 'string') return { head: source.subarray(0, SNIFF_LENGTH), bytes: source.length }
  // Without O_NONBLOCK the opening of a named pipe would wait for ever.
  const file = await open(source, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0))
  try {
    return await firstBytes(file, source)
  } finally {
    await file.close()
  }
}

/** The fault of a file that begins like a picture and does not go on like one. */
export function damagedFile(path: string, cause: unknown): ReveladoError {
  return new ReveladoError(
    'truncated',
    `${path} is incomplete or damaged: its picture data end too early or cannot be decoded`,
    { path },
    { cause },
  )
}

function withSource<T>(source: string | Uint8Array, size: number, use: (source: ByteSource) => T): T {
  if (typeof source !== 'string') return use(bufferSource(source))
  const file = openSync(source, 'r')
  try {
    const read = (offset: number, length: number) => {
      const wanted = Math.max(0, Math.min(length, size - offset))
      const bytes = new Uint8Array(wanted)
      return bytes.subarray(0, wanted ? readSync(file, bytes, 0, wanted, offset) : 0)
    }
    return use({ size, read })
  } finally {
    closeSync(file)
  }
}

function refuse(path: string, reason: string, sentence: string): never {
  throw new ReveladoError('unsupported-format', `${path} ${sentence}`, { path, reason })
}

/** Photometric interpretation of TIFF 6.0 section 23; libvips does not read it well. */
const CIELAB = 8

function tiffPages(source: string | Uint8Array, bytes: number): PageRoles {
  const path = nameOf(source)
  const pages = withSource(source, bytes, readPages)
  if (pages.length === 0 || pages.some((page) => pixelsEnd(page) > bytes)) throw damagedFile(path, undefined)
  if (pages[0].tags.has(TAG.dngVersion)) refuse(path, 'raw', FOREIGN.raw)
  const roles = pageRoles(pages)
  if (numbers(roles.directory.tags.get(TAG.photometric))[0] === CIELAB)
    refuse(path, 'lab', 'holds CIELAB colours: save it as an RGB TIFF first')
  if (roles.others > 0) refuse(path, 'pages', `holds ${roles.others + 1} pictures: save each page as a file of its own first`)
  return roles
}

const WHOLE_NUMBERS = new Set(['uchar', 'ushort'])

function checkKind(path: string, format: PictureFormat, codec: Metadata): void {
  if (format !== 'tiff' && (codec.pages ?? 1) > 1) refuse(path, 'animated', 'is an animation: save the frame you want as a picture first')
  if (!WHOLE_NUMBERS.has(codec.depth ?? ''))
    refuse(path, 'depth', 'holds other numbers than whole ones of 8 or 16 bits: save it as a 16-bit TIFF first')
  const channels: number = codec.channels
  if (channels > 4 && !(codec.space === 'cmyk' && channels === 5))
    refuse(path, 'channels', `has ${codec.channels} channels: save it as an RGB picture first`)
}

/**
 * Reads the header of a JPEG, PNG, WebP or TIFF and checks it.
 * @param source a path, or the bytes of a file.
 * @throws ReveladoError 'not-found', 'unreadable', 'not-a-picture' (also for an empty file or a folder), 'unsupported-format'
 * (HEIC, JPEG XL, BMP, raw …; animations; several pictures in one TIFF; floating point), 'truncated' (the header is broken),
 * 'too-large' (more than `maxPixels`).
 */
export async function readHeader(source: string | Uint8Array, options: { maxPixels?: number } = {}): Promise<PictureHeader> {
  const path = nameOf(source)
  const { head, bytes } = await glance(source).catch((error) => Promise.reject(readFailure(path, error)))
  if (bytes === 0) throw new ReveladoError('not-a-picture', `${path} is empty`, { path, reason: 'empty' })
  const format = sniff(head, basename(path))
  if (format === undefined)
    throw new ReveladoError('not-a-picture', `${path} is not a picture (JPEG, PNG, WebP or TIFF)`, { path, reason: 'unknown' })
  if (!isPictureFormat(format)) refuse(path, format, FOREIGN[format])
  const pages = format === 'tiff' ? tiffPages(source, bytes) : undefined
  let codec: Metadata
  try {
    codec = await sharp(await openable(source), { limitInputPixels: false, failOn: 'none', page: pages?.picture }).metadata()
  } catch (error) {
    throw damagedFile(path, error)
  }
  const { width, height } = codec.autoOrient
  checkPixels(path, width, height, options.maxPixels ?? DEFAULT_MAX_PIXELS)
  checkKind(path, format, codec)
  if (format === 'png' && withSource(source, bytes, (s) => isAnimatedPng((offset, length) => s.read(offset, length))))
    refuse(path, 'animated', 'is an animation: save the frame you want as a picture first')
  return { format, width, height, bytes, codec, pages }
}

function checkPixels(path: string, width: number, height: number, maxPixels: number): void {
  if (width * height <= maxPixels) return
  const text = `${path} has ${width} × ${height} pixels, more than the ${maxPixels} allowed: raise the limit with --max-pixels`
  throw new ReveladoError('too-large', text, { path, width, height, maxPixels })
}
