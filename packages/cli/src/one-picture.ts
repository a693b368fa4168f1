// One picture's whole way: read, restored, written with everything that belongs beside it.
import { type Raster, ReveladoError } from '@revelado/core'
import { DIGITAL_SOURCE_TYPES, type FileWarning, noteResult, placeFile, readPicture, sha256File, writePicture } from '@revelado/files'
import { type Company, type FaceBox, type GivenCurves, type Mask, paintMap, type RestoreRecord } from '@revelado/restore'
import type { Origin } from './done-before.ts'
import type { HandedIn } from './json-file.ts'
import type { Model } from './open.ts'
import type { Settings } from './settings.ts'
import { comparePath, mapPath, recordPath } from './side-files.ts'
import { SOFTWARE } from './version.ts'

/** One picture to restore. */
export interface Job {
  readonly input: string
  readonly output: string
  readonly origin: Origin
  readonly settings: Settings
  /** All inputs of the run: none of them is ever replaced. */
  readonly originals: readonly string[]
  /** The result that is there may be replaced. */
  readonly replace: boolean
  readonly mask?: Mask
  readonly curves?: HandedIn<GivenCurves>
  /** Faces to keep; undefined where none are asked for, empty where none were named for this picture. */
  readonly faces?: readonly FaceBox[]
  /** What the pictures beside it are. */
  readonly company?: Company
  readonly signal: AbortSignal
  readonly onProgress: (share: number) => void
}

/** What `--record` writes and `--json` prints for one picture. */
export interface FileRecord extends RestoreRecord {
  readonly software: string
  readonly input: { readonly path: string; readonly sha256: string }
  readonly output: { readonly path: string; readonly sha256: string }
  /** The file whose curves were used. */
  readonly curves?: { readonly path: string; readonly sha256: string }
  readonly seconds: number
  readonly warnings: readonly string[]
}

/** Reading and looking are about this share of the work on a picture. */
const LOOK_SHARE = 0.05

/** A mask from a picture: what is lighter than half is lost. */
export async function readMask(path: string, signal: AbortSignal): Promise<Mask> {
  const { raster } = await readPicture(path, { signal })
  const { width, height, depth, data } = raster
  const bytes = new Uint8Array(width * height)
  for (let i = 0; i < bytes.length; i++) bytes[i] = depth === 8 ? data[3 * i + 1] : data[3 * i + 1] >> 8
  return { width, height, data: bytes }
}

/** Restores one picture and writes it. `model` is awaited only after the picture has begun to be read. */
export async function restorePicture(job: Job, opening: Promise<Model>): Promise<{ record: FileRecord; warnings: FileWarning[] }> {
  const { input, output, settings, originals, signal, onProgress, origin } = job
  const start = performance.now()
  const [read, model] = await Promise.all([readPicture(input, { maxPixels: settings.maxPixels, signal }), opening])
  const { strength, keepBw, noInvent, polarity, tone, damage, grain } = settings
  const result = await model.restore(read.raster, {
    ...{ strength, keepBw, noInvent, polarity, tone, damage, grain },
    mask: job.mask,
    curves: job.curves?.value,
    faces: job.faces,
    company: job.company,
    infrared: settings.infrared === 'auto' ? read.infrared : undefined,
    map: settings.map,
    compare: settings.compare,
    signal,
    onProgress: ({ stage, done, total }) => onProgress(stage === 'look' ? 0 : LOOK_SHARE + (1 - LOOK_SHARE) * (done / total)),
  })
  const overwrite = job.replace || settings.overwrite
  const place = { originals, overwrite, signal }
  const { path: _path, ...rest } = read.metadata
  const written = await writePicture(output, result.raster, {
    ...place,
    metadata: { ...rest, path: input },
    format: settings.format,
    quality: settings.quality,
    digitalSourceType: DIGITAL_SOURCE_TYPES[result.record.source],
    software: SOFTWARE,
  })
  const sha256 = await sha256File(output)
  await noteResult(output, { ...origin, output: sha256 })
  const beside = { ...place, overwrite: true }
  const picture = async (path: string, raster: Raster) => {
    await noteResult(path, { of: output })
    await writePicture(path, raster, { ...beside, software: SOFTWARE })
  }
  if (result.map) await picture(mapPath(output), paintMap(result.map))
  if (result.compare) await picture(comparePath(output), result.compare)
  const warnings = [...read.warnings, ...written.warnings]
  const record: FileRecord = {
    software: SOFTWARE,
    input: { path: input, sha256: origin.input },
    output: { path: output, sha256 },
    curves: job.curves && { path: job.curves.path, sha256: job.curves.sha256 },
    seconds: Math.round(performance.now() - start) / 1000,
    warnings: warnings.map(({ message }) => message),
    ...result.record,
  }
  if (!settings.record) return { record, warnings }
  await noteResult(recordPath(output), { of: output })
  await placeFile(recordPath(output), [new TextEncoder().encode(`${JSON.stringify(record, null, 2)}\n`)], beside)
  return { record, warnings }
}

/** A fault of one file as data, for `--json`. */
export function faultRecord(error: unknown): { code: string; message: string } {
  if (error instanceof ReveladoError) return { code: error.code, message: error.message }
  return { code: 'unexpected', message: error instanceof Error ? error.message : String(error) }
}
