// The little of Protocol Buffers' wire format that ONNX files need: varints, 32-bit floats, length-delimited fields.
// https://protobuf.dev/programming-guides/encoding/

const text = new TextEncoder()

/** Collects the bytes of one message. */
export class Message {
  readonly #parts: Uint8Array[] = []
  #length = 0

  #push(bytes: Uint8Array): void {
    this.#parts.push(bytes)
    this.#length += bytes.length
  }

  #varint(value: number | bigint): void {
    let v = BigInt.asUintN(64, BigInt(value))
    const bytes: number[] = []
    do {
      const low = Number(v & 0x7fn)
      v >>= 7n
      bytes.push(v ? low | 0x80 : low)
    } while (v)
    this.#push(Uint8Array.from(bytes))
  }

  /** An integer field (int64, int32, enum); negative numbers as two's complement. */
  int(field: number, value: number | bigint): this {
    this.#varint(field << 3)
    this.#varint(value)
    return this
  }

  /** A 32-bit float field. */
  float(field: number, value: number): this {
    this.#varint((field << 3) | 5)
    this.#push(new Uint8Array(Float32Array.of(value).buffer))
    return this
  }

  /** A string, bytes or message field. */
  bytes(field: number, value: string | Uint8Array | Message): this {
    const bytes = typeof value === 'string' ? text.encode(value) : value instanceof Message ? value.finish() : value
    this.#varint((field << 3) | 2)
    this.#varint(bytes.length)
    this.#push(bytes)
    return this
  }

  finish(): Uint8Array {
    const out = new Uint8Array(this.#length)
    let at = 0
    for (const part of this.#parts) {
      out.set(part, at)
      at += part.length
    }
    return out
  }
}

export interface Field {
  readonly field: number
  /** A bigint for varints, bytes for the other kinds. */
  readonly value: bigint | Uint8Array
}

/** The fields of a message, in order. @throws RangeError when the bytes end within a field. */
export function* fieldsOf(bytes: Uint8Array): Generator<Field> {
  let at = 0
  const varint = (): bigint => {
    let value = 0n
    for (let shift = 0n; ; shift += 7n) {
      if (at >= bytes.length) throw new RangeError('the file ends within a number')
      const byte = bytes[at++]
      value |= BigInt(byte & 0x7f) << shift
      if (!(byte & 0x80)) return value
    }
  }
  while (at < bytes.length) {
    const tag = Number(varint())
    const kind = tag & 7
    if (kind === 0) {
      yield { field: tag >>> 3, value: varint() }
      continue
    }
    const length = kind === 2 ? Number(varint()) : kind === 5 ? 4 : kind === 1 ? 8 : -1
    if (length < 0 || at + length > bytes.length) throw new RangeError('the file ends within a field, or is not an ONNX file')
    yield { field: tag >>> 3, value: bytes.subarray(at, at + length) }
    at += length
  }
}
