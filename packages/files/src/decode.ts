// Decodes the pixels of a file through sharp, choosing who converts the colours: we ourselves, or lcms where a profile needs it.
import type { Raster } from '@revelado/core'
import sharp, { type OutputInfo } from 'sharp'
import { splitChannels } from './channels.ts'
import { type ColourSource, convertGreyToSrgb, convertToSrgb, isSrgb, P3_SOURCE, sourceOf } from './colour/convert.ts'
import { ADOBE_RGB } from './colour/primaries.ts'
import { type Profile, parseProfile } from './colour/profile.ts'
import { damagedFile, nameOf, openable, type PictureHeader } from './header.ts'
import { bareExif, saysAdobeRgb } from './metadata/exif.ts'
import type { GreyRaster } from './picture-file.ts'

/** A decoded picture, sRGB and upright. */
export interface Decoded {
  readonly raster: Raster
  /** A second or fourth channel: transparency or infrared. */
  readonly extra?: GreyRaster
  readonly grey: boolean
  /** The colours were those of a known space other than "whatever the file says". */
  readonly tagged: boolean
  readonly profile?: string
  /** The file carries a profile that cannot be used. */
  readonly badProfile: boolean
}

type Conversion =
  | { by: 'nobody' }
  | { by: 'us'; source: ColourSource }
  | { by: 'us-grey'; curve: (value: number) => number }
  | { by: 'lcms' }

function isGrey(header: PictureHeader): boolean {
  return header.codec.space === 'b-w' || header.codec.space === 'grey16'
}

function conversionFor(header: PictureHeader, profile: Profile | undefined): Conversion | undefined {
  const { space, exif, icc } = header.codec
  if (space === 'cmyk') return { by: 'lcms' }
  if (!icc) return exif && !isGrey(header) && saysAdobeRgb(bareExif(exif)) ? { by: 'us', source: sourceOf(ADOBE_RGB) } : { by: 'nobody' }
  if (profile?.kind === 'grey' && isGrey(header)) return { by: 'us-grey', curve: profile.curve }
  if (profile?.kind === 'matrix' && !isGrey(header)) return { by: 'us', source: profile }
  if (profile?.kind === 'other' && profile.space === 'RGB ' && !isGrey(header)) return { by: 'lcms' }
  return undefined
}

function workingSpace(header: PictureHeader, depth: 8 | 16): string {
  if (isGrey(header)) return depth === 16 ? 'grey16' : 'b-w'
  return depth === 16 ? 'rgb16' : 'srgb'
}

/** Reads one page's pixels as interleaved whole numbers. */
export async function decodePage(
  source: string | Uint8Array,
  header: PictureHeader,
  options: { page?: number; depth: 8 | 16; space: string; ignoreIcc: boolean; onWarning?: (message: string) => void },
): Promise<{ data: Buffer; info: OutputInfo }> {
  const { page, depth, space, ignoreIcc, onWarning } = options
  // The limit of pixels was checked by readHeader. With failOn 'truncated' a cut TIFF comes back black in silence.
  let pipeline = sharp(await openable(source), { limitInputPixels: false, failOn: 'error', page, ignoreIcc })
  if (onWarning) pipeline.on('warning', onWarning)
  if ((header.codec.orientation ?? 1) > 1) pipeline = pipeline.autoOrient()
  try {
    return await pipeline
      .toColourspace(space)
      .raw({ depth: depth === 16 ? 'ushort' : 'uchar' })
      .toBuffer({ resolveWithObject: true })
  } catch (error) {
    throw damagedFile(nameOf(source), error)
  }
}

/** Decodes the picture of a file. @throws ReveladoError 'truncated' when its data are damaged. */
export async function decode(source: string | Uint8Array, header: PictureHeader): Promise<Decoded> {
  const { codec, pages } = header
  const depth = codec.space !== 'cmyk' && codec.depth === 'ushort' ? 16 : 8
  const profile = codec.icc && parseProfile(codec.icc)
  const conversion = conversionFor(header, profile)
  let lcmsFailed = false
  const onWarning = (message: string) => {
    if (/profile/i.test(message)) lcmsFailed = true
  }
  const space = workingSpace(header, depth)
  const { data, info } = await decodePage(source, header, {
    page: pages?.picture,
    depth,
    space,
    ignoreIcc: conversion?.by !== 'lcms',
    onWarning,
  })
  const { raster, extra } = splitChannels(data, info, depth)
  if (conversion?.by === 'us' && !isSrgb(conversion.source)) convertToSrgb(raster, conversion.source)
  if (conversion?.by === 'us-grey') convertGreyToSrgb(raster, conversion.curve)
  // lcms gives 16-bit RGB back as Display P3 (sharp's choice), everything else as sRGB.
  if (conversion?.by === 'lcms' && codec.space === 'rgb16' && !lcmsFailed) convertToSrgb(raster, P3_SOURCE)
  const badProfile = codec.icc !== undefined && (conversion === undefined || lcmsFailed)
  return {
    raster,
    extra,
    grey: isGrey(header),
    tagged: conversion !== undefined && conversion.by !== 'nobody' && !badProfile,
    profile: badProfile ? undefined : profile?.description || undefined,
    badProfile,
  }
}
