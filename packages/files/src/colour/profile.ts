// Reads ICC profiles of the simple kinds: three primaries with three curves, or one grey curve (ICC.1:2010; v2 and v4 alike).

/** A tone curve: device value 0..1 to linear light 0..1 (to lightness L* over 100 in a grey profile whose connection space is Lab). */
export type ToneCurve = (value: number) => number

/** What a profile says. Colours of 'matrix' and 'grey' profiles are converted here, those of 'other' ones by lcms. */
export type Profile =
  | { kind: 'matrix'; description: string; curves: [ToneCurve, ToneCurve, ToneCurve]; matrix: number[] }
  | { kind: 'grey'; description: string; curve: ToneCurve }
  | { kind: 'other'; description: string; space: string }

interface Tag {
  offset: number
  size: number
}

class Reader {
  readonly view: DataView
  readonly tags = new Map<string, Tag>()

  constructor(bytes: Uint8Array) {
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    const count = this.view.getUint32(128)
    for (let i = 0; i < count; i++) {
      const at = 132 + 12 * i
      this.tags.set(this.text(at), { offset: this.view.getUint32(at + 4), size: this.view.getUint32(at + 8) })
    }
  }

  text(at: number, length = 4): string {
    let out = ''
    for (let i = 0; i < length; i++) out += String.fromCharCode(this.view.getUint8(at + i))
    return out
  }

  fixed(at: number): number {
    return this.view.getInt32(at) / 65536
  }

  xyz(name: string): [number, number, number] {
    const { offset } = this.tags.get(name)!
    return [this.fixed(offset + 8), this.fixed(offset + 12), this.fixed(offset + 16)]
  }
}

// ICC.1:2010 section 10.5: no entry is the identity, one is a gamma as u8Fixed8, more are a table on 0..1.
function sampledCurve(reader: Reader, at: number): ToneCurve {
  const count = reader.view.getUint32(at + 8)
  if (count === 0) return (v) => v
  if (count === 1) {
    const gamma = reader.view.getUint16(at + 12) / 256
    return (v) => v ** gamma
  }
  const table = Float64Array.from({ length: count }, (_, i) => reader.view.getUint16(at + 12 + 2 * i) / 65535)
  return (v) => {
    const x = Math.min(1, Math.max(0, v)) * (count - 1)
    const i = Math.min(count - 2, Math.floor(x))
    return table[i] + (x - i) * (table[i + 1] - table[i])
  }
}

// ICC.1:2010 section 10.15, table 65.
function parametricCurve(reader: Reader, at: number): ToneCurve {
  const kind = reader.view.getUint16(at + 8)
  const sizes = [1, 3, 4, 5, 7]
  if (kind >= sizes.length) throw new RangeError(`parametric curve of type ${kind}`)
  const [g, a = 1, b = 0, c = 0, d = 0, e = 0, f = 0] = Array.from({ length: sizes[kind] }, (_, i) => reader.fixed(at + 12 + 4 * i))
  const power = (x: number) => Math.max(0, a * x + b) ** g
  switch (kind) {
    case 0:
      return (x) => x ** g
    case 1:
      return (x) => (x >= -b / a ? power(x) : 0)
    case 2:
      return (x) => (x >= -b / a ? power(x) + c : c)
    case 3:
      return (x) => (x >= d ? power(x) : c * x)
    default:
      return (x) => (x >= d ? power(x) + e : c * x + f)
  }
}

function curve(reader: Reader, name: string): ToneCurve {
  const { offset } = reader.tags.get(name)!
  const type = reader.text(offset)
  if (type === 'curv') return sampledCurve(reader, offset)
  if (type === 'para') return parametricCurve(reader, offset)
  throw new RangeError(`tone curve of type ${type}`)
}

function description(reader: Reader): string {
  const tag = reader.tags.get('desc')
  if (!tag) return ''
  const { view } = reader
  if (reader.text(tag.offset) === 'desc')
    return reader.text(tag.offset + 12, Math.max(0, Math.min(tag.size - 12, view.getUint32(tag.offset + 8)) - 1))
  if (reader.text(tag.offset) !== 'mluc' || view.getUint32(tag.offset + 8) === 0) return ''
  const length = view.getUint32(tag.offset + 20)
  const start = tag.offset + view.getUint32(tag.offset + 24)
  let out = ''
  for (let i = 0; i + 1 < length; i += 2) out += String.fromCharCode(view.getUint16(start + i))
  return out.replace(/\0+$/, '')
}

function greyCurve(reader: Reader): ToneCurve {
  const tone = curve(reader, 'kTRC')
  if (reader.text(20) !== 'Lab ') return tone
  // CIE 15: L* to relative luminance.
  return (v) => {
    const f = (100 * tone(v) + 16) / 116
    return f > 6 / 29 ? f ** 3 : (3 * 36 * (f - 4 / 29)) / 841
  }
}

/**
 * Reads an ICC profile.
 * @returns undefined when the bytes are no profile or a broken one.
 */
export function parseProfile(bytes: Uint8Array): Profile | undefined {
  try {
    const reader = new Reader(bytes)
    if (reader.text(36) !== 'acsp') return undefined
    const name = description(reader)
    const space = reader.text(16)
    const has = (...tags: string[]) => tags.every((tag) => reader.tags.has(tag))
    if (space === 'GRAY' && has('kTRC')) return { kind: 'grey', description: name, curve: greyCurve(reader) }
    if (space === 'RGB ' && reader.text(20) === 'XYZ ' && !has('A2B0') && has('rXYZ', 'gXYZ', 'bXYZ', 'rTRC', 'gTRC', 'bTRC')) {
      const [r, g, b] = [reader.xyz('rXYZ'), reader.xyz('gXYZ'), reader.xyz('bXYZ')]
      const curves: [ToneCurve, ToneCurve, ToneCurve] = [curve(reader, 'rTRC'), curve(reader, 'gTRC'), curve(reader, 'bTRC')]
      return { kind: 'matrix', description: name, curves, matrix: [r[0], g[0], b[0], r[1], g[1], b[1], r[2], g[2], b[2]] }
    }
    return { kind: 'other', description: name, space }
  } catch (error) {
    if (error instanceof RangeError || error instanceof TypeError) return undefined
    throw error
  }
}
