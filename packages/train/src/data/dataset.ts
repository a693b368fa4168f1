// `revelado dataset build`: a data set on disk, from any folders or tar files of photographs. Each sample is four PNG files
// and a line in the manifest; the line is written last, so a build that is killed goes on with the sample it was at.
import { createHash } from 'node:crypto'
import { appendFileSync, createReadStream, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { type Picture, type Plane, ReveladoError, toBytes } from '@revelado/core'
import { findPictures } from '@revelado/files'
import {
  applyRecipe,
  contactSheet,
  type ManifestLine,
  manifestHead,
  type PlannedSample,
  planDataset,
  plannedRecipe,
  type RecipeName,
  readManifest,
  remaining,
  type Sample,
  sampleFiles,
  testCount,
} from '@revelado/synth'
import { unpackTar } from 'modern-tar/fs'
import sharp from 'sharp'
import { decodeShrunk } from './pictures.ts'
import { blobHash, roleOf } from './split.ts'

const SHEET_SAMPLES = 32
const UNPACKED = '.photographs'

export interface DatasetOptions {
  /** Files, folders and tar files of photographs. */
  readonly photographs: readonly string[]
  /** The set's folder. */
  readonly folder: string
  readonly recipe: RecipeName
  readonly seed: number | string
  readonly onProgress?: (done: number, all: number) => void
  readonly signal?: AbortSignal
}

export interface DatasetReport {
  readonly made: number
  readonly before: number
  /** Photographs that could not be decoded. */
  readonly failed: readonly string[]
  /** Photographs that no recipe may train on, and for which the set's test share had no room. */
  readonly leftOut: readonly string[]
}

interface Photograph {
  /** Name in the manifest. */
  readonly name: string
  readonly path: string
}

/** Unpacks a tar once; its folder. */
async function unpack(tar: string, folder: string): Promise<string> {
  const to = join(folder, UNPACKED, basename(tar))
  const done = `${to}.done`
  if (!existsSync(done)) {
    mkdirSync(to, { recursive: true })
    await pipeline(createReadStream(tar), unpackTar(to))
    writeFileSync(done, '')
  }
  return to
}

async function collect(sources: readonly string[], folder: string): Promise<Photograph[]> {
  const photographs: Photograph[] = []
  for (const [i, source] of sources.entries()) {
    const isTar = /\.tar$/i.test(source) && (await stat(source).catch(() => null))?.isFile()
    const root = isTar ? await unpack(source, folder) : source
    const { pictures, failures } = await findPictures([root])
    if (failures.length > 0) throw failures[0]
    for (const { path, root: below } of pictures) photographs.push({ name: `${i}/${path.slice(below.length + 1) || basename(path)}`, path })
  }
  return photographs
}

/** The photographs that are tested on or validated with, known by their bytes; those that the test share has no room for are dropped. */
async function keepApart(photographs: readonly Photograph[], recipe: RecipeName) {
  const heldOut = new Set<string>()
  const leftOut: string[] = []
  for (const { name, path } of photographs) if (roleOf(blobHash(await readFile(path))) !== 'train') heldOut.add(name)
  let kept = [...photographs]
  while (heldOut.size > testCount(recipe, kept.length)) {
    const surplus = kept.findLast(({ name }) => heldOut.has(name))!
    heldOut.delete(surplus.name)
    leftOut.push(surplus.path)
    kept = kept.filter((photograph) => photograph !== surplus)
  }
  return { photographs: kept, heldOut, leftOut }
}

async function writePng(file: string, data: Uint8Array, width: number, height: number, channels: 1 | 3): Promise<string> {
  const bytes = await sharp(data, { raw: { width, height, channels } }).png({ compressionLevel: 6 }).toBuffer()
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(`${file}.part`, bytes)
  renameSync(`${file}.part`, file)
  return createHash('sha256').update(bytes).digest('hex')
}

const planeBytes = (plane: Plane): Uint8Array => Uint8Array.from(plane.data, (v) => Math.round(255 * Math.min(1, Math.max(0, v))))

async function makeSample(photograph: Photograph, planned: PlannedSample): Promise<Sample> {
  const photo: Picture = await decodeShrunk(await readFile(photograph.path))
  return applyRecipe(photo, plannedRecipe(planned, photo.width, photo.height))
}

async function writeSample(folder: string, planned: PlannedSample, sample: Sample): Promise<ManifestLine> {
  const files = sampleFiles(planned)
  const { width, height } = sample.input
  const sha256 = {
    input: await writePng(join(folder, files.input), toBytes(sample.input), width, height, 3),
    target: await writePng(join(folder, files.target), toBytes(sample.target), width, height, 3),
    damaged: await writePng(join(folder, files.damaged), planeBytes(sample.damaged), width, height, 1),
    lost: await writePng(join(folder, files.lost), planeBytes(sample.lost), width, height, 1),
  }
  return { index: planned.index, photo: planned.photo, split: planned.split, files, sha256, recipe: sample.recipe }
}

/**
 * Builds the set, or what is left of it.
 * @throws ReveladoError 'nothing-to-do', 'not-found', 'would-overwrite' when the folder holds another set.
 */
export async function buildDataset(options: DatasetOptions): Promise<DatasetReport> {
  const { folder, recipe, seed } = options
  if (existsSync(folder) && !(await stat(folder)).isDirectory())
    throw new ReveladoError('not-writable', `expected a folder for the data set but ${folder} is a file`, { path: folder, reason: 'file' })
  mkdirSync(folder, { recursive: true })
  const { photographs, heldOut, leftOut } = await keepApart(await collect(options.photographs, folder), recipe)
  const pathOf = new Map(photographs.map(({ name, path }) => [name, path]))
  const planOptions = { recipe, seed, photos: photographs.map(({ name }) => name), heldOut }
  const plan = planDataset(planOptions)
  const head = manifestHead(planOptions)
  const manifest = join(folder, 'manifest.ndjson')
  const done = readManifest(existsSync(manifest) ? readFileSync(manifest, 'utf8') : '', head)
  // Rewritten whole lines only: half a line of a build that was killed would break the next one
  const lines = [head, ...done.values()].map((line) => `${JSON.stringify(line)}\n`)
  writeFileSync(`${manifest}.part`, lines.join(''))
  renameSync(`${manifest}.part`, manifest)
  const failed: string[] = []
  const left = remaining(plan, done)
  for (const [i, planned] of left.entries()) {
    if (options.signal?.aborted) return { made: i, before: done.size, failed, leftOut }
    options.onProgress?.(done.size + i, plan.length)
    const photograph = { name: planned.photo, path: pathOf.get(planned.photo)! }
    try {
      const sample = await makeSample(photograph, planned)
      appendFileSync(manifest, `${JSON.stringify(await writeSample(folder, planned, sample))}\n`)
    } catch (error) {
      if (error instanceof Error && (error as NodeJS.ErrnoException).code === 'ENOSPC') throw error
      failed.push(photograph.path)
    }
  }
  options.onProgress?.(plan.length, plan.length)
  await writeSheet(folder, plan, pathOf, failed)
  return { made: left.length - failed.length, before: done.size, failed, leftOut }
}

async function writeSheet(folder: string, plan: readonly PlannedSample[], pathOf: ReadonlyMap<string, string>, failed: readonly string[]) {
  const samples: Sample[] = []
  for (const planned of plan) {
    if (samples.length >= SHEET_SAMPLES) break
    const path = pathOf.get(planned.photo)!
    if (!failed.includes(path)) samples.push(await makeSample({ name: planned.photo, path }, planned))
  }
  if (samples.length === 0) return
  const sheet = contactSheet(samples)
  await writePng(join(folder, 'contact-sheet.png'), toBytes(sheet), sheet.width, sheet.height, 3)
}
