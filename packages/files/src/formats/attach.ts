// What can be attached to an encoded picture, and the one door to the four formats that do it.
import type { PictureFormat } from '../sniff.ts'
import { attachToJpeg } from './jpeg.ts'
import { attachToPng } from './png.ts'
import { attachToTiff } from './tiff.ts'
import { attachToWebp } from './webp.ts'

/** Metadata in the form that all formats share. */
export interface Attachments {
  /** A TIFF structure without 'Exif\0\0'. */
  readonly exif?: Uint8Array
  readonly xmp?: string
  /** For a JPEG whose XMP is too long for one segment: the short packet that points to the long one. */
  readonly shortXmp: (guid: string) => string
  /** IIM records; PNG and WebP have no place for them. */
  readonly iptc?: Uint8Array
  readonly icc?: Uint8Array
  /** Pixels per inch; WebP has no place for it. */
  readonly density?: number
}

/** The pieces of the file: an encoded picture with its metadata. */
export function attach(
  format: PictureFormat,
  encoded: Buffer,
  attachments: Attachments,
  picture: { width: number; height: number; alpha: boolean },
): Uint8Array[] {
  switch (format) {
    case 'jpeg':
      return attachToJpeg(encoded, attachments)
    case 'png':
      return attachToPng(encoded, attachments)
    case 'webp':
      return attachToWebp(encoded, attachments, picture)
    case 'tiff':
      return attachToTiff(encoded, attachments)
  }
}
