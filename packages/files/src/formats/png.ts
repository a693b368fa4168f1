// PNG's chunks: colour profile, resolution, Exif and XMP put behind the header of an encoded picture; animation told from its chunks.
import { crc32, deflateSync } from 'node:zlib'
import type { Attachments } from './attach.ts'

/** Signature and IHDR. */
const HEAD = 8 + 25

function chunk(type: string, data: Uint8Array): Buffer {
  const out = Buffer.alloc(12 + data.length)
  out.writeUInt32BE(data.length, 0)
  out.write(type, 4, 'latin1')
  out.set(data, 8)
  out.writeUInt32BE(crc32(out.subarray(4, 8 + data.length)), 8 + data.length)
  return out
}

function resolution(density: number): Buffer {
  const data = Buffer.alloc(9)
  const perMetre = Math.round(density / 0.0254)
  data.writeUInt32BE(perMetre, 0)
  data.writeUInt32BE(perMetre, 4)
  data[8] = 1
  return chunk('pHYs', data)
}

/** The pieces of a PNG with metadata. The encoder's own pHYs is dropped. */
export function attachToPng(encoded: Buffer, { exif, xmp, icc, density }: Attachments): Uint8Array[] {
  const rest: Uint8Array[] = []
  for (let at = HEAD; at + 12 <= encoded.length; ) {
    const end = at + 12 + encoded.readUInt32BE(at)
    if (encoded.toString('latin1', at + 4, at + 8) === 'IDAT') {
      rest.push(encoded.subarray(at))
      break
    }
    if (encoded.toString('latin1', at + 4, at + 8) !== 'pHYs') rest.push(encoded.subarray(at, end))
    at = end
  }
  return [
    encoded.subarray(0, HEAD),
    ...(icc ? [chunk('iCCP', Buffer.concat([Buffer.from('sRGB\0\0', 'latin1'), deflateSync(icc)]))] : []),
    ...(density ? [resolution(density)] : []),
    ...(exif ? [chunk('eXIf', exif)] : []),
    ...(xmp ? [chunk('iTXt', Buffer.concat([Buffer.from('XML:com.adobe.xmp\0\0\0\0\0', 'latin1'), Buffer.from(xmp, 'utf8')]))] : []),
    ...rest,
  ]
}

/** True when an animation header (acTL) stands before the pixels. `read` gives bytes at an offset of the file. */
export function isAnimatedPng(read: (offset: number, length: number) => Uint8Array): boolean {
  for (let at = 8, i = 0; i < 1000; i++) {
    const bytes = Buffer.from(read(at, 8))
    if (bytes.length < 8) return false
    const type = bytes.toString('latin1', 4, 8)
    if (type === 'acTL') return true
    if (type === 'IDAT' || type === 'IEND') return false
    at += 12 + bytes.readUInt32BE(0)
  }
  return false
}
