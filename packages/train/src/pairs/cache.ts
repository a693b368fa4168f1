// The decoded cache of a user's pairs: both pictures at one size, 16 bits a channel (dense negatives need them), the mask of
// what is lost in 8, one after the other in one file beside an index that grows line by line.
import { createHash } from 'node:crypto'
import { appendFileSync, closeSync, existsSync, ftruncateSync, mkdirSync, openSync, statSync, writeSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createPlane, luma, type Picture, type Plane, pictureToRaster, ReveladoError, rasterToPicture, resizeArea } from '@revelado/core'
import { readPicture } from '@revelado/files'
import type { Labels } from '@revelado/synth'
import { readIndex } from '../data/read-index.ts'
import { blobHash, type Role, roleOf } from '../data/split.ts'
import { findPairs, type PairFiles } from './find.ts'
import { judgePair } from './judge.ts'

/** Pairs keep more of their size than photographs do: their noise and grain are real and must not be averaged away. */
const SHORT_SIDE = 640
/** Two pictures of one pair may differ this much in aspect ratio. */
const ASPECT_TOLERANCE = 0.02
const VALIDATION_PART = 20
/** Fewer pairs than this are all learned from. */
const LEAST_TO_HOLD_OUT = 10

export interface CachedPair {
  readonly name: string
  readonly role: Role
  readonly offset: number
  readonly width: number
  readonly height: number
  readonly labels: Labels
  /** Whether the file holds a mask of what is lost. */
  readonly masked: boolean
}

interface Line extends Omit<CachedPair, 'role'> {
  /** One of its two files is kept for testing by every recipe. */
  readonly heldOut: boolean
}

/** Bytes that a pair takes in the file. */
const lengthOf = ({ width, height, masked }: Line | CachedPair): number => (12 + (masked ? 1 : 0)) * width * height

/** The pairs of a cache; of ten or more, the twentieth part whose names' hashes come first is for validation. */
export function cachedPairs(folder: string): CachedPair[] {
  const lines = readIndex<Line>(folder).filter(({ heldOut }) => !heldOut)
  const hashes = new Map(lines.map(({ name }) => [name, createHash('sha1').update(name).digest('hex')]))
  const sorted = [...hashes.values()].sort()
  const chosen = new Set(lines.length < LEAST_TO_HOLD_OUT ? [] : sorted.slice(0, Math.ceil(lines.length / VALIDATION_PART)))
  return lines.map(({ heldOut: _, ...line }) => ({ ...line, role: chosen.has(hashes.get(line.name)!) ? 'validation' : 'train' }))
}

/** Names, sizes and dates of the files, and what pairs.json says: another listing is another cache. */
function listingHash(folder: string, pairs: readonly PairFiles[]): string {
  const hash = createHash('sha256')
  for (const { name, input, target, mask, kind } of pairs) {
    const files = [input, target, ...(mask === undefined ? [] : [mask])].map((path) => {
      const { size, mtimeMs } = statSync(join(folder, path))
      return [path, size, mtimeMs]
    })
    hash.update(`${JSON.stringify([name, files, kind ?? null])}\n`)
  }
  return hash.digest('hex').slice(0, 16)
}

function checkAspect(folder: string, pair: PairFiles, input: Picture, target: Picture): void {
  const ratio = input.width / input.height / (target.width / target.height)
  if (Math.abs(Math.log(ratio)) <= Math.log(1 + ASPECT_TOLERANCE)) return
  throw new ReveladoError(
    'bad-argument',
    `expected ${join(folder, pair.target)} to have the aspect ratio of ${pair.input} within 2 %, but it has ${target.width} × ${target.height} pixels and the input ${input.width} × ${input.height}`,
    { path: join(folder, pair.target) },
  )
}

function lostPlane(mask: Picture, width: number, height: number): Plane {
  const small = luma(resizeArea(mask, width, height))
  return createPlane(
    width,
    height,
    small.data.map((v) => (v >= 0.5 ? 1 : 0)),
  )
}

/** Reads and judges one pair, at the input's size, but no larger than the target or than a short side of 640 pixels. */
async function decodePair(folder: string, pair: PairFiles) {
  const bytes = await Promise.all([pair.input, pair.target].map((path) => readFile(join(folder, path))))
  const whole = await Promise.all(
    [pair.input, pair.target].map(async (path) => rasterToPicture((await readPicture(join(folder, path))).raster)),
  )
  const [input, target] = whole
  checkAspect(folder, pair, input, target)
  const scale = Math.min(1, target.width / input.width, SHORT_SIDE / Math.min(input.width, input.height))
  const [width, height] = [input.width, input.height].map((n) => Math.max(1, Math.round(scale * n)))
  const [a, b] = whole.map((picture) => resizeArea(picture, width, height))
  const mask = pair.mask === undefined ? undefined : rasterToPicture((await readPicture(join(folder, pair.mask))).raster)
  const lost = mask && lostPlane(mask, width, height)
  const labels = judgePair(a, b, { kind: pair.kind, lost: lost?.data.some((v) => v > 0) ?? false })
  const heldOut = bytes.some((file) => roleOf(blobHash(file)) !== 'train')
  return { input: a, target: b, lost, labels, heldOut }
}

function words(picture: Picture): Uint8Array {
  const { data } = pictureToRaster(picture, 16)
  return new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
}

/**
 * Decodes the pairs of `folder` once, into a folder of their own below `caches`; can be killed and run again.
 * @returns the folder of the decoded pairs
 * @throws ReveladoError as `findPairs` does; 'bad-argument' for a pair of two aspect ratios; 'nothing-to-do' when all are held out.
 */
export async function buildPairs(
  folder: string,
  caches: string,
  options: { onProgress?: (done: number, all: number) => void; signal?: AbortSignal } = {},
): Promise<string> {
  const pairs = findPairs(folder)
  const cache = join(caches, listingHash(folder, pairs))
  mkdirSync(cache, { recursive: true })
  const index = readIndex<Line>(cache)
  const indexFile = join(cache, 'index.ndjson')
  const storeFile = join(cache, 'pairs.bin')
  const handle = openSync(indexFile, 'a+')
  ftruncateSync(handle, Buffer.byteLength(index.map((line) => `${JSON.stringify(line)}\n`).join('')))
  closeSync(handle)
  const known = new Set(index.map(({ name }) => name))
  const store = openSync(storeFile, existsSync(storeFile) ? 'r+' : 'w+')
  let end = index.reduce((most, line) => Math.max(most, line.offset + lengthOf(line)), 0)
  ftruncateSync(store, end)
  try {
    for (const [i, pair] of pairs.entries()) {
      if (options.signal?.aborted) return cache
      options.onProgress?.(i, pairs.length)
      if (known.has(pair.name)) continue
      const { input, target, lost, labels, heldOut } = await decodePair(folder, pair)
      const { width, height } = input
      const line: Line = { name: pair.name, offset: end, width, height, labels, masked: lost !== undefined, heldOut }
      const parts = [words(input), words(target), ...(lost ? [Uint8Array.from(lost.data)] : [])]
      for (const part of parts) end += writeSync(store, part, 0, part.length, end)
      appendFileSync(indexFile, `${JSON.stringify(line)}\n`)
    }
  } finally {
    closeSync(store)
  }
  if (cachedPairs(cache).length === 0)
    throw new ReveladoError('nothing-to-do', `expected pairs to learn from in ${folder}, but every one of them is kept for testing`, {
      path: folder,
    })
  return cache
}
