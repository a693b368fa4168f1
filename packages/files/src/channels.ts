// Takes what a decoder delivers (1 to 4 interleaved channels) apart into RGB and one more channel, moving as little as possible.
import type { Raster } from '@revelado/core'
import type { GreyRaster } from './picture-file.ts'

/** The bytes of a decoder as numbers of 8 or 16 bits, without copying where alignment allows. */
export function asNumbers(bytes: Uint8Array, depth: 8 | 16): Uint8Array | Uint16Array {
  if (depth === 8) return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.length)
  const aligned = bytes.byteOffset % 2 === 0 ? bytes : new Uint8Array(bytes)
  return new Uint16Array(aligned.buffer, aligned.byteOffset, aligned.length / 2)
}

/**
 * Interleaved grey, grey + extra, RGB or RGB + extra into RGB and the extra channel. Memory of three and four channels is reused.
 * @param bytes width·height·channels numbers of `depth` bits in the machine's order.
 */
export function splitChannels(
  bytes: Uint8Array,
  { width, height, channels }: { width: number; height: number; channels: number },
  depth: 8 | 16,
): { raster: Raster; extra?: GreyRaster } {
  const values = asNumbers(bytes, depth)
  const n = width * height
  const Numbers = depth === 16 ? Uint16Array : Uint8Array
  const extra = channels % 2 === 0 ? new Numbers(n) : undefined
  if (extra) for (let i = 0, j = channels - 1; i < n; i++, j += channels) extra[i] = values[j]
  let data = values
  if (channels < 3) {
    data = new Numbers(3 * n)
    for (let i = 0, j = 0; i < n; i++, j += channels) data[3 * i] = data[3 * i + 1] = data[3 * i + 2] = values[j]
  } else if (channels === 4) {
    for (let i = 3, j = 4; i < 3 * n; i += 3, j += 4) {
      values[i] = values[j]
      values[i + 1] = values[j + 1]
      values[i + 2] = values[j + 2]
    }
    data = values.subarray(0, 3 * n)
  }
  return { raster: { width, height, depth, data }, extra: extra && { width, height, depth, data: extra } }
}
