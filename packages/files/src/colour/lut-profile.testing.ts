// For tests only: an RGB space written as a profile with a table (lut16Type), which has to go through lcms.
import { buildRgbProfile } from './build-profile.ts'
import { type RgbSpace, toConnectionSpace } from './primaries.ts'

/** XYZ of 1 in the lut16 encoding u1Fixed15. */
const ONE = 32768
const ENTRIES = 1024

/** The space as an ICC profile whose A2B0 holds curves, a table of 2 × 2 × 2 corners and straight outputs: exactly its matrix. */
export function lutProfile(space: RgbSpace): Uint8Array {
  const m = toConnectionSpace(space)
  const shorts: number[] = []
  for (let c = 0; c < 3; c++) for (let i = 0; i < ENTRIES; i++) shorts.push(Math.round(65535 * space.decode(i / (ENTRIES - 1))))
  for (let corner = 0; corner < 8; corner++) {
    const [r, g, b] = [corner >> 2, (corner >> 1) & 1, corner & 1]
    for (const row of [0, 3, 6]) shorts.push(Math.round(ONE * (m[row] * r + m[row + 1] * g + m[row + 2] * b)))
  }
  for (let c = 0; c < 3; c++) shorts.push(0, 65535)
  const lut = Buffer.alloc(52 + 2 * shorts.length)
  lut.write('mft2', 'latin1')
  lut.set([3, 3, 2], 8)
  for (const i of [0, 4, 8]) lut.writeInt32BE(65536, 12 + 4 * i)
  lut.writeUInt16BE(ENTRIES, 48)
  lut.writeUInt16BE(2, 50)
  shorts.forEach((v, i) => {
    lut.writeUInt16BE(v, 52 + 2 * i)
  })
  // One tag more in a matrix profile: the table of tags grows by 12 bytes, all offsets with it.
  const base = Buffer.from(buildRgbProfile(space))
  const count = base.readUInt32BE(128)
  const table = Buffer.from(base.subarray(132, 132 + 12 * count))
  for (let i = 0; i < count; i++) table.writeUInt32BE(table.readUInt32BE(12 * i + 4) + 12, 12 * i + 4)
  const entry = Buffer.alloc(12)
  entry.write('A2B0', 'latin1')
  entry.writeUInt32BE(base.length + 12, 4)
  entry.writeUInt32BE(lut.length, 8)
  const head = Buffer.from(base.subarray(0, 132))
  head.writeUInt32BE(base.length + 12 + lut.length, 0)
  head.writeUInt32BE(count + 1, 128)
  return Buffer.concat([head, table, entry, base.subarray(132 + 12 * count), lut])
}
