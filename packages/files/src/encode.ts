// Turns a raster into the bytes of a JPEG, PNG, WebP or TIFF without any metadata; sharp's encoders, our choices.
import { type Raster, ReveladoError } from '@revelado/core'
import sharp from 'sharp'
import type { GreyRaster } from './picture-file.ts'
import type { PictureFormat } from './sniff.ts'

/** Default quality of JPEG and WebP. */
export const DEFAULT_QUALITY = 95
/** Longest side that each format can hold, in pixels. */
const LONGEST_SIDE: Record<PictureFormat, number> = { jpeg: 65500, png: 2147483647, webp: 16383, tiff: 2147483647 }

/** What `encodePixels` is to do. */
export interface EncodeOptions {
  format: PictureFormat
  /** 1..100, for JPEG and WebP; 100 makes WebP lossless. @default 95 */
  quality?: number
  /** Write one grey channel (the red one of three equal ones). */
  grey?: boolean
  /** Transparency to go with the colours (PNG, WebP, TIFF). */
  alpha?: GreyRaster
}

/** Whole numbers of 16 bits to 8, rounded to nearest: 65535 = 255 · 257. */
export function toEightBits(data: Uint16Array): Uint8Array {
  const out = new Uint8Array(data.length)
  for (let i = 0; i < data.length; i++) out[i] = (data[i] + 128) / 257
  return out
}

/** Whole numbers of 8 bits to 16: times 257. */
export function toSixteenBits(data: Uint8Array): Uint16Array {
  const out = new Uint16Array(data.length)
  for (let i = 0; i < data.length; i++) out[i] = data[i] * 257
  return out
}

function atDepth(picture: Raster | GreyRaster, depth: 8 | 16): Uint8Array | Uint16Array {
  if (picture.depth === depth) return picture.data
  return depth === 8 ? toEightBits(picture.data as Uint16Array) : toSixteenBits(picture.data as Uint8Array)
}

function interleave(
  raster: Raster,
  depth: 8 | 16,
  grey: boolean,
  alpha?: GreyRaster,
): { data: Uint8Array | Uint16Array; channels: 1 | 2 | 3 | 4 } {
  const colours = atDepth(raster, depth)
  if (!grey && !alpha) return { data: colours, channels: 3 }
  const n = raster.width * raster.height
  const kept = grey ? 1 : 3
  const channels = (kept + (alpha ? 1 : 0)) as 1 | 2 | 3 | 4
  const data = depth === 16 ? new Uint16Array(n * channels) : new Uint8Array(n * channels)
  for (let i = 0; i < n; i++) for (let c = 0; c < kept; c++) data[i * channels + c] = colours[3 * i + c]
  if (alpha) {
    const extra = atDepth(alpha, depth)
    for (let i = 0; i < n; i++) data[i * channels + kept] = extra[i]
  }
  return { data, channels }
}

function checkFits(format: PictureFormat, width: number, height: number): void {
  const longest = LONGEST_SIDE[format]
  if (Math.max(width, height) > longest)
    throw new ReveladoError('too-large', `${width} × ${height} is more than ${format} can hold (${longest} a side): choose --format tiff`, {
      width,
      height,
      format,
      longest,
    })
}

/**
 * Encodes a raster. JPEG is written 4:4:4, WebP with sharp colour edges, PNG and TIFF without loss; 16 bits stay 16 in PNG and TIFF.
 * @throws ReveladoError 'too-large' when the format cannot hold the size, 'bad-argument' for a quality outside 1..100.
 */
export async function encodePixels(raster: Raster, options: EncodeOptions): Promise<{ bytes: Buffer; depth: 8 | 16 }> {
  const { format, alpha, grey = false } = options
  const quality = options.quality ?? DEFAULT_QUALITY
  if (!Number.isInteger(quality) || quality < 1 || quality > 100)
    throw new ReveladoError('bad-argument', `expected a quality of 1 to 100 but received ${quality}`, { quality })
  const { width, height } = raster
  checkFits(format, width, height)
  const depth = raster.depth === 16 && (format === 'png' || format === 'tiff') ? 16 : 8
  const { data, channels } = interleave(raster, depth, grey, alpha)
  const pipeline = sharp(data, { raw: { width, height, channels }, limitInputPixels: false }).toColourspace(
    depth === 16 ? (grey ? 'grey16' : 'rgb16') : grey ? 'b-w' : 'srgb',
  )
  switch (format) {
    case 'jpeg':
      return { bytes: await pipeline.jpeg({ quality, chromaSubsampling: '4:4:4' }).toBuffer(), depth }
    case 'webp':
      return { bytes: await pipeline.webp({ quality, lossless: quality === 100, smartSubsample: true, exact: true }).toBuffer(), depth }
    case 'png':
      return { bytes: await pipeline.png({ compressionLevel: 6 }).toBuffer(), depth }
    case 'tiff':
      return { bytes: await pipeline.tiff({ compression: 'deflate', predictor: 'horizontal' }).toBuffer(), depth }
  }
}
