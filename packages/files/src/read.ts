// Reads a picture file into whole-number sRGB and everything that a result has to take over from it.
import type { Raster } from '@revelado/core'
import { splitChannels } from './channels.ts'
import { type Decoded, decode, decodePage } from './decode.ts'
import { throwIfCancelled } from './failure.ts'
import { nameOf, type PictureHeader, readHeader } from './header.ts'
import { bareExif, exifOfTiff } from './metadata/exif.ts'
import { iptcRecords } from './metadata/iptc.ts'
import { decodeXmp } from './metadata/xmp.ts'
import type { FileWarning, GreyRaster, PictureMetadata } from './picture-file.ts'

/** Options of `readPicture`. */
export interface ReadOptions {
  /** Refuse pictures with more pixels, before decoding. @default 150 million */
  maxPixels?: number
  /** Stops between the steps of reading. */
  signal?: AbortSignal
}

/** A picture as it was read. */
export interface ReadPicture {
  /** Interleaved RGB, sRGB code values (untagged files: the values as they are), upright. */
  readonly raster: Raster
  readonly metadata: PictureMetadata
  /** The infrared channel of a scanner, the raster's size, where the file has one. */
  readonly infrared?: GreyRaster
  readonly warnings: readonly FileWarning[]
}

function isOpaque({ data, depth }: GreyRaster): boolean {
  const top = depth === 16 ? 65535 : 255
  return data.every((v) => v === top)
}

async function readInfrared(source: string | Uint8Array, header: PictureHeader): Promise<GreyRaster | undefined> {
  const page = header.pages?.infrared
  if (page === undefined) return undefined
  const depth = header.codec.depth === 'ushort' ? 16 : 8
  const { data, info } = await decodePage(source, header, { page, depth, space: depth === 16 ? 'grey16' : 'b-w', ignoreIcc: true })
  const { raster } = splitChannels(data, info, depth)
  const values = raster.data.filter((_, i) => i % 3 === 0)
  return { width: raster.width, height: raster.height, depth, data: values }
}

function metadataOf(source: string | Uint8Array, header: PictureHeader, decoded: Decoded): PictureMetadata {
  const { codec, format, pages } = header
  const { raster, extra } = decoded
  // sharp says 72 where the file says nothing.
  const saysDensity = codec.resolutionUnit !== undefined || codec.density !== 72
  return {
    path: typeof source === 'string' ? source : '',
    format,
    depth: raster.depth,
    grey: decoded.grey,
    tagged: decoded.tagged,
    profile: decoded.profile,
    density: saysDensity ? codec.density : undefined,
    exif: pages ? exifOfTiff(pages.directory) : codec.exif && bareExif(codec.exif),
    xmp: codec.xmp && decodeXmp(codec.xmp),
    iptc: codec.iptc && iptcRecords(codec.iptc),
    alpha: extra && !pages?.infraredChannel && !isOpaque(extra) ? extra : undefined,
  }
}

function warningsOf(path: string, header: PictureHeader, decoded: Decoded): FileWarning[] {
  const warnings: FileWarning[] = []
  const { pages } = header
  if (decoded.badProfile)
    warnings.push({
      code: 'bad-profile',
      message: `the colour profile of ${path} cannot be used: its colours are taken for sRGB`,
      values: { path },
    })
  if (pages?.infrared !== undefined || pages?.infraredChannel)
    warnings.push({
      code: 'infrared-kept-aside',
      message: `${path} has an infrared channel: the result will not have it`,
      values: { path },
    })
  if (pages && pages.previews > 0)
    warnings.push({
      code: 'previews-ignored',
      message: `${path} has ${pages.previews} small pages beside the picture: the result will not have them`,
      values: { path, pages: pages.previews },
    })
  return warnings
}

/**
 * Reads a JPEG, PNG, WebP or TIFF (8 or 16 bits) into interleaved sRGB whole numbers: orientation applied, tagged colours
 * converted to sRGB, grey spread to three channels. The rules for every kind of file stand in packages/files/README.md.
 * @param source a path, or the bytes of a file.
 * @throws ReveladoError as `readHeader` does; 'truncated' for damaged data; 'cancelled'.
 * @example const { raster, metadata } = await readPicture('scan.tif')
 */
export async function readPicture(source: string | Uint8Array, options: ReadOptions = {}): Promise<ReadPicture> {
  throwIfCancelled(options.signal)
  const header = await readHeader(source, options)
  throwIfCancelled(options.signal)
  const decoded = await decode(source, header)
  throwIfCancelled(options.signal)
  return {
    raster: decoded.raster,
    metadata: metadataOf(source, header, decoded),
    infrared: header.pages?.infraredChannel ? decoded.extra : await readInfrared(source, header),
    warnings: warningsOf(nameOf(source), header, decoded),
  }
}
