// JPEG's segments: Exif, XMP, IPTC and the colour profile put behind the JFIF header of an encoded picture.
import { createHash } from 'node:crypto'
import { photoshopSegment } from '../metadata/iptc.ts'
import type { Attachments } from './attach.ts'

/** Most bytes of one segment's payload: the length field counts itself. */
const LONGEST = 65533
const EXIF = Buffer.from('Exif\0\0', 'latin1')
const XMP = Buffer.from('http://ns.adobe.com/xap/1.0/\0', 'latin1')
const XMP_EXTENSION = Buffer.from('http://ns.adobe.com/xmp/extension/\0', 'latin1')
const ICC = Buffer.from('ICC_PROFILE\0', 'latin1')

/** Most bytes of Exif (without its mark) that fit into a JPEG. */
export const LONGEST_EXIF = LONGEST - EXIF.length

function segment(marker: number, ...parts: Uint8Array[]): Buffer {
  const length = parts.reduce((sum, part) => sum + part.length, 2)
  return Buffer.concat([Buffer.from([0xff, marker, length >> 8, length & 255]), ...parts])
}

function profileSegments(icc: Uint8Array): Buffer[] {
  const room = LONGEST - ICC.length - 2
  const count = Math.ceil(icc.length / room)
  return Array.from({ length: count }, (_, i) => segment(0xe2, ICC, Buffer.from([i + 1, count]), icc.subarray(i * room, (i + 1) * room)))
}

// XMP part 3, section 1.1.3.1: what does not fit goes whole into numbered pieces, found by the MD5 that the short packet names.
function extendedSegments(packet: string, short: (guid: string) => string): Buffer[] {
  const start = packet.indexOf('<x:xmpmeta')
  const end = packet.lastIndexOf('</x:xmpmeta>')
  const body = Buffer.from(start >= 0 && end > start ? packet.slice(start, end + '</x:xmpmeta>'.length) : packet, 'utf8')
  const guid = createHash('md5').update(body).digest('hex').toUpperCase()
  const room = LONGEST - XMP_EXTENSION.length - 40
  const segments = [segment(0xe1, XMP, Buffer.from(short(guid), 'utf8'))]
  for (let at = 0; at < body.length; at += room) {
    const head = Buffer.alloc(40)
    head.write(guid, 'latin1')
    head.writeUInt32BE(body.length, 32)
    head.writeUInt32BE(at, 36)
    segments.push(segment(0xe1, XMP_EXTENSION, head, body.subarray(at, at + room)))
  }
  return segments
}

function xmpSegments(packet: string, short: (guid: string) => string): Buffer[] {
  const bytes = Buffer.from(packet, 'utf8')
  return bytes.length + XMP.length <= LONGEST ? [segment(0xe1, XMP, bytes)] : extendedSegments(packet, short)
}

/**
 * The pieces of a JPEG with metadata: the encoder's header, our segments, the rest.
 * @param encoded a JPEG that begins with a JFIF header, as the encoder writes it.
 */
export function attachToJpeg(encoded: Buffer, { exif, xmp, shortXmp, iptc, icc, density }: Attachments): Uint8Array[] {
  const hasJfif = encoded[2] === 0xff && encoded[3] === 0xe0
  const headEnd = hasJfif ? 4 + encoded.readUInt16BE(4) : 2
  const head = Buffer.from(encoded.subarray(0, headEnd))
  if (hasJfif && density) {
    // JFIF 1.02: units at 13 (1 = per inch), then x and y.
    head[13] = 1
    const dots = Math.min(65535, Math.max(1, Math.round(density)))
    head.writeUInt16BE(dots, 14)
    head.writeUInt16BE(dots, 16)
  }
  return [
    head,
    ...(exif ? [segment(0xe1, EXIF, exif)] : []),
    ...(xmp ? xmpSegments(xmp, shortXmp) : []),
    ...(iptc && iptc.length < LONGEST - 64 ? [segment(0xed, photoshopSegment(iptc))] : []),
    ...(icc ? profileSegments(icc) : []),
    encoded.subarray(headEnd),
  ]
}
