// WebP's chunks: the extended header with colour profile, Exif and XMP round an encoded picture (RFC 9649).
import type { Attachments } from './attach.ts'

interface Chunk {
  type: string
  data: Uint8Array
}

function readChunks(encoded: Buffer): Chunk[] {
  const chunks: Chunk[] = []
  for (let at = 12; at + 8 <= encoded.length; ) {
    const length = encoded.readUInt32LE(at + 4)
    chunks.push({ type: encoded.toString('latin1', at, at + 4), data: encoded.subarray(at + 8, at + 8 + length) })
    at += 8 + length + (length % 2)
  }
  return chunks
}

function pieces({ type, data }: Chunk): Uint8Array[] {
  const head = Buffer.alloc(8)
  head.write(type, 'latin1')
  head.writeUInt32LE(data.length, 4)
  return data.length % 2 ? [head, data, Buffer.alloc(1)] : [head, data]
}

// Flags of VP8X: 0x20 profile, 0x10 alpha, 0x08 Exif, 0x04 XMP; then width − 1 and height − 1 in 24 bits each.
function extendedHeader(flags: number, width: number, height: number): Chunk {
  const data = Buffer.alloc(10)
  data[0] = flags
  data.writeUIntLE(width - 1, 4, 3)
  data.writeUIntLE(height - 1, 7, 3)
  return { type: 'VP8X', data }
}

/** The pieces of a WebP with metadata. */
export function attachToWebp(
  encoded: Buffer,
  { exif, xmp, icc }: Attachments,
  { width, height, alpha }: { width: number; height: number; alpha: boolean },
): Uint8Array[] {
  const pixels = readChunks(encoded).filter(({ type }) => type === 'VP8 ' || type === 'VP8L' || type === 'ALPH')
  const flags = (icc ? 0x20 : 0) | (alpha ? 0x10 : 0) | (exif ? 0x08 : 0) | (xmp ? 0x04 : 0)
  const chunks: Chunk[] = [
    ...(flags ? [extendedHeader(flags, width, height)] : []),
    ...(icc ? [{ type: 'ICCP', data: icc }] : []),
    ...pixels,
    ...(exif ? [{ type: 'EXIF', data: exif }] : []),
    ...(xmp ? [{ type: 'XMP ', data: Buffer.from(xmp, 'utf8') }] : []),
  ]
  const body = chunks.flatMap(pieces)
  const head = Buffer.alloc(12)
  head.write('RIFF', 'latin1')
  head.writeUInt32LE(
    body.reduce((sum, piece) => sum + piece.length, 4),
    4,
  )
  head.write('WEBP', 8, 'latin1')
  return [head, ...body]
}
