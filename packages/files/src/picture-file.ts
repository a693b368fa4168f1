// What a picture file holds beside its colours: everything that a result takes over from its original.
import type { PictureFormat } from './sniff.ts'

/** One channel of whole numbers, row by row: transparency or infrared. Range 0..255 or 0..65535. */
export interface GreyRaster {
  readonly width: number
  readonly height: number
  readonly depth: 8 | 16
  readonly data: Uint8Array | Uint16Array
}

/** Something a user may want to know about a file that was read or written all the same. */
export interface FileWarning {
  /** Stable name of the kind of warning. */
  readonly code: 'alpha-flattened' | 'bad-profile' | 'infrared-kept-aside' | 'lowered-depth' | 'metadata-dropped' | 'previews-ignored'
  /** One sentence in English. */
  readonly message: string
  readonly values: Readonly<Record<string, string | number>>
}

/** What `readPicture` found in a file and `writePicture` puts into a result. */
export interface PictureMetadata {
  /** The file that was read ('' when read from memory): it is never overwritten. */
  readonly path: string
  readonly format: PictureFormat
  /** Bits per channel of the file: its result gets as many where the format can hold them. */
  readonly depth: 8 | 16
  /** The file held grey values only: a result without colour is written grey again. */
  readonly grey: boolean
  /** The file had a colour profile (or was CMYK): the result carries an sRGB profile. */
  readonly tagged: boolean
  /** Name of the file's colour profile, where it has one. */
  readonly profile?: string
  /** Pixels per inch. */
  readonly density?: number
  /** Exif as a TIFF structure, without the 'Exif\0\0' in front; orientation as in the file. */
  readonly exif?: Uint8Array
  /** XMP packet. */
  readonly xmp?: string
  /** IPTC-IIM records (dataset stream, first byte 0x1c). */
  readonly iptc?: Uint8Array
  /** Transparency, where any pixel is not opaque. */
  readonly alpha?: GreyRaster
}
