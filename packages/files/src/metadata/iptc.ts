// IPTC-IIM, the older captions: taken out of Photoshop's resource blocks and put into new ones without their previews.

const SIGNATURE = 'Photoshop 3.0\0'

/**
 * The IIM records in what a codec calls IPTC: either themselves (first byte 0x1c) or inside Photoshop image resources.
 * @returns undefined when there are none.
 */
export function iptcRecords(bytes: Uint8Array): Uint8Array | undefined {
  if (bytes[0] === 0x1c) return bytes
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  let at = buffer.toString('latin1', 0, SIGNATURE.length) === SIGNATURE ? SIGNATURE.length : 0
  while (at + 12 <= buffer.length && buffer.toString('latin1', at, at + 4) === '8BIM') {
    const id = buffer.readUInt16BE(at + 4)
    // A Pascal string and the data are each padded to an even length.
    const nameLength = (buffer[at + 6] + 2) & ~1
    const dataAt = at + 6 + nameLength + 4
    if (dataAt > buffer.length) return undefined
    const length = buffer.readUInt32BE(dataAt - 4)
    if (id === 0x0404) return length > 0 && dataAt + length <= buffer.length ? bytes.subarray(dataAt, dataAt + length) : undefined
    at = dataAt + length + (length % 2)
  }
  return undefined
}

/** The records as the payload of a JPEG's APP13 segment. */
export function photoshopSegment(records: Uint8Array): Uint8Array {
  const head = Buffer.alloc(SIGNATURE.length + 12)
  head.write(`${SIGNATURE}8BIM`, 'latin1')
  head.writeUInt16BE(0x0404, SIGNATURE.length + 4)
  head.writeUInt32BE(records.length, SIGNATURE.length + 8)
  return Buffer.concat([head, records, Buffer.alloc(records.length % 2)])
}
