// Small pictures made for the tests: rasters, TIFF files put together by hand, and folders that vanish.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createRaster, type Raster } from '@revelado/core'
import sharp from 'sharp'
import { afterEach } from 'vitest'
import { encodePixels } from '../src/encode.ts'
import { type Attachments, attach } from '../src/formats/attach.ts'
import { numberTag, TAG, type Tag, writeDirectory } from '../src/metadata/directory.ts'
import type { PictureFormat } from '../src/sniff.ts'

const folders: string[] = []

/** A new empty folder, removed after the test. */
export function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'revelado-files-'))
  folders.push(path)
  return path
}

afterEach(() => {
  for (const path of folders.splice(0)) rmSync(path, { recursive: true, force: true })
})

/** Writes bytes as a file in a new folder and gives its path. */
export function file(name: string, bytes: Uint8Array | string): string {
  const path = join(folder(), name)
  writeFileSync(path, bytes)
  return path
}

/** A raster with smooth, different ramps in its channels. */
export function ramp(width: number, height: number, depth: 8 | 16 = 8): Raster {
  const raster = createRaster(width, height, depth)
  const top = depth === 16 ? 65535 : 255
  for (let y = 0, i = 0; y < height; y++)
    for (let x = 0; x < width; x++, i += 3) {
      raster.data[i] = Math.round((top * x) / Math.max(1, width - 1))
      raster.data[i + 1] = Math.round((top * y) / Math.max(1, height - 1))
      raster.data[i + 2] = Math.round((top * (x + y)) / Math.max(1, width + height - 2))
    }
  return raster
}

/** A raster of one colour. */
export function plain(width: number, height: number, colour: readonly number[], depth: 8 | 16 = 8): Raster {
  const raster = createRaster(width, height, depth)
  for (let i = 0; i < raster.data.length; i++) raster.data[i] = colour[i % 3]
  return raster
}

/** A raster as the bytes of a file with the given metadata. */
export async function encoded(
  format: PictureFormat,
  raster: Raster,
  attachments: Partial<Attachments> = {},
  options: { grey?: boolean; quality?: number } = {},
): Promise<Buffer> {
  const { bytes } = await encodePixels(raster, { format, ...options })
  const { width, height } = raster
  return Buffer.concat(attach(format, bytes, { shortXmp: () => '', ...attachments }, { width, height, alpha: false }))
}

/** A sharp pipeline over a raster. */
export function pipeline(raster: Raster) {
  return sharp(raster.data, { raw: { width: raster.width, height: raster.height, channels: 3 } })
}

/** One page of a TIFF made by hand. */
export interface Page {
  width: number
  height: number
  /** Interleaved numbers. */
  data: Uint8Array | Uint16Array | Float32Array
  samples: number
  /** 0 or 1 grey, 2 RGB, 8 Lab. @default by samples */
  photometric?: number
  tags?: [number, Tag][]
}

function shorts(...values: number[]): Tag {
  return { type: 3, count: values.length, bytes: new Uint8Array(Uint16Array.from(values).buffer) }
}

/** An uncompressed little-endian TIFF with the given pages, pixels first. */
export function handmadeTiff(pages: Page[]): Buffer {
  const pieces: Uint8Array[] = [Buffer.from([0x49, 0x49, 42, 0, 0, 0, 0, 0])]
  let end = 8
  let link: { piece: Uint8Array; at: number } = { piece: pieces[0], at: 4 }
  const add = (bytes: Uint8Array) => {
    const at = end
    pieces.push(bytes, new Uint8Array(bytes.length % 2))
    end += bytes.length + (bytes.length % 2)
    return at
  }
  for (const { width, height, data, samples, photometric, tags = [] } of pages) {
    const bits = 8 * data.BYTES_PER_ELEMENT
    const pixels = new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
    const at = add(pixels)
    const all: [number, Tag][] = [
      [TAG.width, numberTag(4, width)],
      [TAG.height, numberTag(4, height)],
      [TAG.bits, shorts(...new Array(samples).fill(bits))],
      [259, shorts(1)],
      [TAG.photometric, shorts(photometric ?? (samples < 3 ? 1 : 2))],
      [TAG.stripOffsets, numberTag(4, at)],
      [TAG.samples, shorts(samples)],
      [278, numberTag(4, height)],
      [TAG.stripLengths, numberTag(4, pixels.length)],
      [284, shorts(1)],
      ...(data instanceof Float32Array ? [[TAG.sampleFormat, shorts(...new Array(samples).fill(3))] as [number, Tag]] : []),
      ...tags,
    ]
    const { bytes, offset } = writeDirectory({ tags: new Map(all), below: new Map(), next: 0 }, end)
    new DataView(link.piece.buffer, link.piece.byteOffset).setUint32(link.at, offset, true)
    const start = end
    add(bytes)
    const count = new DataView(bytes.buffer).getUint16(offset - start, true)
    link = { piece: bytes, at: offset - start + 2 + 12 * count }
  }
  return Buffer.concat(pieces)
}

/** Runs something without the rights of root, which may read and write everything. */
export async function asNobody<T>(run: () => Promise<T>): Promise<T> {
  if (process.geteuid?.() !== 0) return run()
  process.seteuid!(65534)
  try {
    return await run()
  } finally {
    process.seteuid!(0)
  }
}
