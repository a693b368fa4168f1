// The decoded cache: every photograph decoded once, shrunk by at least 1.5 so that no JPEG block of the web survives in a
// target, and kept as 8-bit RGB in one file beside an index that grows line by line.
import { appendFileSync, closeSync, existsSync, ftruncateSync, mkdirSync, openSync, readSync, writeSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { colourfulness, createPicture, fromBytes, type Picture, resizeArea, toBytes } from '@revelado/core'
import sharp from 'sharp'
import { glob } from 'tinyglobby'
import { readIndex } from './read-index.ts'
import { blobHash, type Role, roleOf } from './split.ts'

const LEAST_SHRINK = 1.5
const SHORT_SIDE = 320
const LEAST_SHORT_SIDE = 96
/** Below this colourfulness (Hasler and Süsstrunk 2003) a photograph is grey and cannot teach colour. */
const GREY = 8
const VALIDATION_PART = 20
const PICTURES = '**/*.{jpg,jpeg,png,webp,tif,tiff,JPG,JPEG,PNG,TIF,TIFF}'

export interface CachedPicture {
  readonly hash: string
  readonly path: string
  readonly role: Role
  readonly offset: number
  readonly width: number
  readonly height: number
  /** True when the photograph itself is black-and-white. */
  readonly grey: boolean
}

interface Line extends Omit<CachedPicture, 'role'> {
  /** Why the photograph is not in the cache. */
  readonly left?: string
}

/**
 * The pictures of a cache that can teach, by role. Where none is known to be for validation (a user's own photographs),
 * the twentieth part whose hashes come first is.
 */
export function cachedPictures(folder: string): CachedPicture[] {
  const pictures = readIndex<Line>(folder)
    .filter((line) => !line.left)
    .map((line) => ({ ...line, role: roleOf(line.hash) }))
  if (pictures.some(({ role }) => role === 'validation')) return pictures
  const hashes = pictures
    .filter(({ role }) => role === 'train')
    .map(({ hash }) => hash)
    .sort()
  const chosen = new Set(hashes.slice(0, Math.ceil(hashes.length / VALIDATION_PART)))
  return pictures.map((picture) => (chosen.has(picture.hash) ? { ...picture, role: 'validation' } : picture))
}

/**
 * Decodes a photograph and shrinks it by area: by at least 1.5, to a short side of at most 320 pixels.
 * @throws Error when the bytes are no whole picture.
 */
export async function decodeShrunk(bytes: Uint8Array): Promise<Picture> {
  const { data, info } = await sharp(bytes, { failOn: 'error' })
    .rotate()
    .flatten({ background: 'white' })
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true })
  const whole = info.channels === 3 ? fromBytes(info.width, info.height, data) : fromGrey(info.width, info.height, data, info.channels)
  const scale = Math.max(LEAST_SHRINK, Math.min(info.width, info.height) / SHORT_SIDE)
  return resizeArea(whole, Math.max(1, Math.round(info.width / scale)), Math.max(1, Math.round(info.height / scale)))
}

function fromGrey(width: number, height: number, data: Uint8Array, channels: number): Picture {
  const picture = createPicture(width, height)
  const n = width * height
  for (let i = 0; i < 3 * n; i++) picture.data[i] = data[(i % n) * channels] / 255
  return picture
}

export interface CacheProgress {
  readonly done: number
  readonly all: number
}

/**
 * Adds every photograph below `photographs` that is not there yet to the cache in `folder`. Can be killed and run again.
 * A file that cannot be decoded is noted in the index and left.
 */
export async function buildCache(
  photographs: string,
  folder: string,
  options: { onProgress?: (progress: CacheProgress) => void; signal?: AbortSignal } = {},
): Promise<void> {
  mkdirSync(folder, { recursive: true })
  const index = readIndex<Line>(folder)
  const known = new Set(index.map((line) => line.hash))
  const seenPaths = new Set(index.map((line) => line.path))
  const indexFile = join(folder, 'index.ndjson')
  if (index.length) truncateTo(indexFile, index)
  const store = openSync(join(folder, 'pictures.bin'), existsSync(join(folder, 'pictures.bin')) ? 'r+' : 'w+')
  let end = index.reduce((most, line) => Math.max(most, line.left ? 0 : line.offset + 3 * line.width * line.height), 0)
  ftruncateSync(store, end)
  const paths = (await glob(PICTURES, { cwd: photographs })).sort()
  try {
    for (const [i, path] of paths.entries()) {
      if (options.signal?.aborted) return
      options.onProgress?.({ done: i, all: paths.length })
      if (seenPaths.has(path)) continue
      const bytes = await readFile(join(photographs, path))
      const hash = blobHash(bytes)
      if (known.has(hash)) continue
      known.add(hash)
      const line = await decodeShrunk(bytes)
        .then((picture): Line => {
          const { width, height } = picture
          if (Math.min(width, height) < LEAST_SHORT_SIDE) return { hash, path, offset: 0, width, height, grey: false, left: 'too small' }
          writeSync(store, toBytes(picture), 0, 3 * width * height, end)
          const offset = end
          end += 3 * width * height
          return { hash, path, offset, width, height, grey: colourfulness(picture) < GREY }
        })
        .catch((error: Error): Line => ({ hash, path, offset: 0, width: 0, height: 0, grey: false, left: error.message }))
      appendFileSync(indexFile, `${JSON.stringify(line)}\n`)
    }
    options.onProgress?.({ done: paths.length, all: paths.length })
  } finally {
    closeSync(store)
  }
}

function truncateTo(file: string, lines: readonly Line[]): void {
  const handle = openSync(file, 'r+')
  ftruncateSync(handle, Buffer.byteLength(lines.map((line) => `${JSON.stringify(line)}\n`).join('')))
  closeSync(handle)
}

/** Reads pictures of a cache. */
export class PictureStore {
  readonly #file: number

  constructor(folder: string) {
    this.#file = openSync(join(folder, 'pictures.bin'), 'r')
  }

  /** The picture, sRGB 0..1. */
  read(entry: CachedPicture): Picture {
    return this.crop(entry, 0, 0, entry.width, entry.height)
  }

  /** A rectangle of the picture, sRGB 0..1; nothing else of it is decoded. */
  crop(entry: CachedPicture, x: number, y: number, width: number, height: number): Picture {
    const bytes = new Uint8Array(3 * entry.width * height)
    readSync(this.#file, bytes, 0, bytes.length, entry.offset + 3 * entry.width * y)
    if (width < entry.width)
      for (let row = 0; row < height; row++) {
        const from = 3 * (row * entry.width + x)
        bytes.copyWithin(3 * row * width, from, from + 3 * width)
      }
    return fromBytes(width, height, bytes.subarray(0, 3 * width * height))
  }

  close(): void {
    closeSync(this.#file)
  }
}
