// safetensors: tensors by name in one file. https://github.com/huggingface/safetensors#format
//
// 8 bytes: length n of the header, little endian; n bytes of JSON: { name: { dtype, shape, data_offsets: [from, to] } }, padded
// with spaces; then the bytes of the tensors in row-major order without gaps.

import { closeSync, fstatSync, fsyncSync, openSync, readSync, renameSync, rmSync, writeSync } from 'node:fs'
import { fromArray } from './create.ts'
import { TorchError } from './error.ts'
import type { Tensor } from './tensor.ts'
import type { DType } from './types.ts'

export type NamedTensors = Readonly<Record<string, Tensor>>

export interface Safetensors {
  tensors: Record<string, Tensor>
  metadata: Record<string, string>
}

const NAMES: Partial<Record<DType, string>> = {
  float64: 'F64',
  float32: 'F32',
  float16: 'F16',
  bfloat16: 'BF16',
  int64: 'I64',
  int32: 'I32',
  int16: 'I16',
  int8: 'I8',
  uint64: 'U64',
  uint32: 'U32',
  uint16: 'U16',
  uint8: 'U8',
  bool: 'BOOL',
}

const DTYPES = new Map(Object.entries(NAMES).map(([dtype, name]) => [name, dtype as DType]))

/** As the reference does: headers are small, and a damaged length must not ask for gigabytes. */
const LARGEST_HEADER = 100_000_000

const METADATA = '__metadata__'

/** Writes aside and renames: a file of that name is either the old or the whole new one. */
export function writeSafetensors(path: string, tensors: NamedTensors, metadata: Readonly<Record<string, string>> = {}): void {
  const header: Record<string, unknown> = Object.keys(metadata).length > 0 ? { [METADATA]: metadata } : {}
  const parts: Uint8Array[] = []
  let offset = 0
  for (const [name, tensor] of sorted(tensors)) {
    const dtype = NAMES[tensor.dtype]
    if (dtype === undefined) throw new TorchError('bad-argument', `safetensors cannot hold ${tensor.dtype} ('${name}')`)
    const bytes = tensor.toBytes()
    header[name] = { dtype, shape: tensor.shape, data_offsets: [offset, offset + bytes.length] }
    offset += bytes.length
    parts.push(bytes)
  }
  writeAside(path, [encodeHeader(header), ...parts])
}

/** Wider elements first, so that every tensor's bytes are aligned; then by name. */
function sorted(tensors: NamedTensors): [string, Tensor][] {
  const order = Object.keys(NAMES)
  const width = (tensor: Tensor) => Number.parseInt(/\d+/.exec(tensor.dtype)?.[0] ?? '8', 10)
  return Object.entries(tensors).sort(
    ([a, x], [b, y]) => width(y) - width(x) || order.indexOf(x.dtype) - order.indexOf(y.dtype) || (a < b ? -1 : 1),
  )
}

function encodeHeader(header: object): Uint8Array {
  const json = Buffer.from(JSON.stringify(header))
  const bytes = Buffer.alloc(8 + Math.ceil(json.length / 8) * 8, ' ')
  bytes.writeBigUInt64LE(BigInt(bytes.length - 8))
  json.copy(bytes, 8)
  return bytes
}

function writeAside(path: string, parts: readonly Uint8Array[]): void {
  const aside = `${path}.part`
  try {
    const file = openSync(aside, 'w')
    try {
      for (const part of parts) for (let done = 0; done < part.length; ) done += writeSync(file, part, done)
      fsyncSync(file)
    } finally {
      closeSync(file)
    }
    renameSync(aside, path)
  } catch (error) {
    rmSync(aside, { force: true })
    throw error
  }
}

/** Reads all tensors of a file. Throws TorchError 'bad-file' where it is not what the format says. */
export function readSafetensors(path: string): Safetensors {
  const file = openSync(path, 'r')
  try {
    const { metadata, entries, start, size } = readHeader(file, path)
    const tensors: Record<string, Tensor> = {}
    for (const [name, value] of Object.entries(entries)) {
      const entry = checkEntry(path, name, value, size - start)
      tensors[name] = fromArray(readExactly(file, path, start + entry.from, entry.to - entry.from), entry.shape, { dtype: entry.dtype })
    }
    return { tensors, metadata }
  } finally {
    closeSync(file)
  }
}

/** Reads what a file says beside its tensors, and none of them. Throws TorchError 'bad-file' where its header is not what the format says. */
export function readSafetensorsMetadata(path: string): Record<string, string> {
  const file = openSync(path, 'r')
  try {
    return readHeader(file, path).metadata
  } finally {
    closeSync(file)
  }
}

/** What stands before the tensors, and where they start. */
function readHeader(file: number, path: string) {
  const size = fstatSync(file).size
  const length = size < 8 ? -1 : Number(new DataView(readExactly(file, path, 0, 8).buffer).getBigUint64(0, true))
  if (length < 2 || length > Math.min(size - 8, LARGEST_HEADER)) throw damaged(path, 'its header does not fit into it')
  const { [METADATA]: metadata = {}, ...entries } = parseHeader(path, readExactly(file, path, 8, length))
  return { metadata: metadata as Record<string, string>, entries, start: 8 + length, size }
}

function readExactly(file: number, path: string, position: number, length: number): Uint8Array {
  const bytes = new Uint8Array(length)
  for (let done = 0; done < length; ) {
    const got = readSync(file, bytes, done, length - done, position + done)
    if (got === 0) throw damaged(path, 'it ends too early')
    done += got
  }
  return bytes
}

function parseHeader(path: string, bytes: Uint8Array): Record<string, unknown> {
  let header: unknown
  try {
    header = JSON.parse(Buffer.from(bytes).toString('utf8'))
  } catch (cause) {
    throw damaged(path, 'its header is not JSON', cause)
  }
  if (typeof header !== 'object' || header === null || Array.isArray(header)) throw damaged(path, 'its header is not an object')
  return header as Record<string, unknown>
}

function checkEntry(path: string, name: string, value: unknown, room: number) {
  const { dtype: code, shape, data_offsets: offsets } = (value ?? {}) as Record<string, unknown>
  const dtype = DTYPES.get(code as string)
  if (dtype === undefined) throw damaged(path, `'${name}' has the unknown dtype ${String(code)}`)
  const isList = (list: unknown): list is number[] => Array.isArray(list) && list.every((n) => Number.isSafeInteger(n) && n >= 0)
  if (!isList(shape) || !isList(offsets) || offsets.length !== 2) throw damaged(path, `'${name}' has no shape or no place`)
  const [from, to] = offsets
  const width = dtype === 'bool' ? 1 : Number.parseInt(/\d+/.exec(dtype)![0], 10) / 8
  const bytes = shape.reduce((a, b) => a * b, width)
  if (from > to || to > room || to - from !== bytes) throw damaged(path, `'${name}' does not fit its place`)
  return { dtype, shape, from, to }
}

function damaged(path: string, reason: string, cause?: unknown): TorchError {
  return new TorchError('bad-file', `${path} is no whole safetensors file: ${reason}.`, { cause })
}
