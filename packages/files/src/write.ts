// Writes a picture file: encoded, given the metadata of its original, put in its place whole.
import { type Raster, ReveladoError } from '@revelado/core'
import { resultProfile } from './colour/build-profile.ts'
import { encodePixels } from './encode.ts'
import { throwIfCancelled } from './failure.ts'
import { flattenOnWhite, isNeutral } from './flatten.ts'
import { attach } from './formats/attach.ts'
import { LONGEST_EXIF } from './formats/jpeg.ts'
import { amendExif, withoutMakerNote } from './metadata/exif.ts'
import { amendXmp } from './metadata/xmp.ts'
import type { FileWarning, GreyRaster, PictureMetadata } from './picture-file.ts'
import { guardTarget, type PlaceOptions, placeFile } from './place.ts'
import { formatOfName, type PictureFormat } from './sniff.ts'

/** Options of `writePicture`. */
export interface WriteOptions extends PlaceOptions {
  /** What `readPicture` said of the original: taken over into the result; its file is never overwritten. */
  metadata?: PictureMetadata
  /** @default what the path's ending says, else the original's format */
  format?: PictureFormat
  /** 1..100 for JPEG and WebP (100 makes WebP lossless). @default 95 */
  quality?: number
  /** Full address of the IPTC digital source type: see `DIGITAL_SOURCE_TYPES`. */
  digitalSourceType?: string
  /** Name and version of the program, put into xmp:CreatorTool. */
  software?: string
}

/** What was written. */
export interface WrittenPicture {
  readonly path: string
  readonly format: PictureFormat
  readonly depth: 8 | 16
  /** Length of the file in bytes. */
  readonly bytes: number
  readonly warnings: readonly FileWarning[]
}

/** Everything about one writing that its steps share. */
interface Job {
  readonly path: string
  readonly raster: Raster
  readonly options: WriteOptions
  readonly format: PictureFormat
  readonly warnings: FileWarning[]
}

function warn({ path, warnings }: Job, code: FileWarning['code'], message: string): void {
  warnings.push({ code, message, values: { path } })
}

function resultExif(job: Job): Uint8Array | undefined {
  const { metadata } = job.options
  if (!metadata?.exif) return undefined
  const { width, height } = job.raster
  let exif = amendExif(metadata.exif, { width, height, srgb: metadata.tagged })
  // Private notes hold absolute addresses: they survive where Exif stays one block, and only there.
  const moved = (metadata.format === 'tiff') !== (job.format === 'tiff')
  if (exif && (moved || (job.format === 'jpeg' && exif.length > LONGEST_EXIF))) exif = withoutMakerNote(exif)
  if (exif && (job.format !== 'jpeg' || exif.length <= LONGEST_EXIF)) return exif
  warn(job, 'metadata-dropped', `the Exif data of the original cannot be understood or are too long for ${job.path}: left out`)
  return undefined
}

function pieces(job: Job, encoded: Buffer, grey: boolean, alpha: boolean): Uint8Array[] {
  const { raster, options, format } = job
  const { metadata, digitalSourceType, software } = options
  const { width, height } = raster
  const changes = { width, height, srgb: metadata?.tagged ?? false, digitalSourceType, software }
  const { xmp, broken } = amendXmp(metadata?.xmp, changes)
  if (broken) warn(job, 'metadata-dropped', `the XMP data of the original cannot be understood: left out of ${job.path}`)
  const attachments = {
    exif: resultExif(job),
    xmp,
    shortXmp: (extended: string) => amendXmp(undefined, { ...changes, extended }).xmp!,
    iptc: metadata?.iptc,
    icc: metadata?.tagged ? resultProfile(grey) : undefined,
    density: metadata?.density,
  }
  return attach(format, encoded, attachments, { width, height, alpha })
}

/** The raster as it goes into the file, with its transparency where the format can hold it. */
function prepare(job: Job): { raster: Raster; alpha?: GreyRaster } {
  const { raster, options, format } = job
  if (raster.depth === 16 && (format === 'jpeg' || format === 'webp'))
    warn(job, 'lowered-depth', `${job.path} holds 8 bits per channel: choose --format tiff or png to keep 16`)
  const alpha = options.metadata?.alpha
  if (!alpha || alpha.width !== raster.width || alpha.height !== raster.height) return { raster }
  if (format !== 'jpeg') return { raster, alpha }
  warn(job, 'alpha-flattened', `${job.path} cannot hold transparency: laid on white`)
  return { raster: flattenOnWhite(raster, alpha) }
}

/**
 * Writes a raster as JPEG (4:4:4), PNG, WebP or TIFF with the metadata of its original: Exif and XMP with orientation 1 and the
 * size put right, an sRGB profile where the original was tagged, transparency. 16 bits stay 16 in PNG and TIFF; a result without
 * colour of a grey original is written grey. The file appears whole or not at all.
 * @throws ReveladoError 'would-overwrite' (the original, or an existing file without `overwrite`), 'not-writable', 'no-room',
 * 'too-large' (the format cannot hold so many pixels), 'bad-argument', 'cancelled'.
 * @example await writePicture('revelado/scan.tif', result, { metadata, digitalSourceType: DIGITAL_SOURCE_TYPES.enhanced })
 */
export async function writePicture(path: string, raster: Raster, options: WriteOptions = {}): Promise<WrittenPicture> {
  const { metadata } = options
  const format = options.format ?? formatOfName(path) ?? metadata?.format
  if (!format) throw new ReveladoError('bad-argument', `expected a name that ends in jpg, png, webp or tif but received ${path}`, { path })
  const originals = [...(options.originals ?? []), ...(metadata?.path ? [metadata.path] : [])]
  throwIfCancelled(options.signal)
  await guardTarget(path, { ...options, originals })
  const job: Job = { path, raster, options, format, warnings: [] }
  const prepared = prepare(job)
  const grey = metadata?.grey === true && isNeutral(prepared.raster)
  const encoded = await encodePixels(prepared.raster, { format, quality: options.quality, grey, alpha: prepared.alpha })
  const file = pieces(job, encoded.bytes, grey, prepared.alpha !== undefined)
  await placeFile(path, file, { ...options, originals })
  return { path, format, depth: encoded.depth, bytes: file.reduce((sum, piece) => sum + piece.length, 0), warnings: job.warnings }
}
