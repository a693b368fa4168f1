// Makes small ICC profiles (version 2.1, curves as tables): the sRGB ones that results carry, and any matrix profile for tests.
import { D50, type RgbSpace, SRGB, toConnectionSpace } from './primaries.ts'

/** Entries of a tone curve: enough that reading between them is exact to a tenth of an 8-bit code in the deepest shadow. */
const CURVE_ENTRIES = 1024

function ascii(text: string): number[] {
  return Array.from(text, (c) => c.charCodeAt(0))
}

function uint32(v: number): number[] {
  return [(v >>> 24) & 255, (v >>> 16) & 255, (v >>> 8) & 255, v & 255]
}

function fixed(v: number): number[] {
  return uint32(Math.round(v * 65536))
}

function xyzTag(v: readonly number[]): number[] {
  return [...ascii('XYZ '), ...uint32(0), ...v.flatMap(fixed)]
}

// Version 2's textDescriptionType: ASCII, then empty Unicode and ScriptCode parts.
function descriptionTag(text: string): number[] {
  return [...ascii('desc'), ...uint32(0), ...uint32(text.length + 1), ...ascii(text), 0, ...new Array(4 + 4 + 2 + 1 + 67).fill(0)]
}

function textTag(text: string): number[] {
  return [...ascii('text'), ...uint32(0), ...ascii(text), 0]
}

function curveTag(decode: (v: number) => number): number[] {
  const out = [...ascii('curv'), ...uint32(0), ...uint32(CURVE_ENTRIES)]
  for (let i = 0; i < CURVE_ENTRIES; i++) {
    const v = Math.round(65535 * decode(i / (CURVE_ENTRIES - 1)))
    out.push(v >>> 8, v & 255)
  }
  return out
}

function assemble(space: 'RGB ' | 'GRAY', tags: [string, number[]][]): Uint8Array {
  const table: number[] = []
  const body: number[] = []
  const start = 128 + 4 + 12 * tags.length
  const placed = new Map<number[], number>()
  for (const [name, content] of tags) {
    let at = placed.get(content)
    if (at === undefined) {
      while (body.length % 4) body.push(0)
      at = start + body.length
      placed.set(content, at)
      for (const byte of content) body.push(byte)
    }
    table.push(...ascii(name), ...uint32(at), ...uint32(content.length))
  }
  while (body.length % 4) body.push(0)
  const header = [
    ...uint32(start + body.length),
    ...uint32(0),
    ...uint32(0x02100000),
    ...ascii('mntr'),
    ...ascii(space),
    ...ascii('XYZ '),
    // 1 January 2025, midnight: results must not hang on the clock.
    ...[0x07, 0xe9, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0],
    ...ascii('acsp'),
    ...new Array(28).fill(0),
    ...D50.flatMap(fixed),
  ]
  while (header.length < 128) header.push(0)
  return Uint8Array.from([...header, ...uint32(tags.length), ...table, ...body])
}

const COPYRIGHT = 'No copyright, use freely'

/** An ICC profile of a display with three primaries. */
export function buildRgbProfile(space: RgbSpace): Uint8Array {
  const m = toConnectionSpace(space)
  const tone = curveTag(space.decode)
  return assemble('RGB ', [
    ['desc', descriptionTag(space.name)],
    ['cprt', textTag(COPYRIGHT)],
    ['wtpt', xyzTag(D50)],
    ['rXYZ', xyzTag([m[0], m[3], m[6]])],
    ['gXYZ', xyzTag([m[1], m[4], m[7]])],
    ['bXYZ', xyzTag([m[2], m[5], m[8]])],
    ['rTRC', tone],
    ['gTRC', tone],
    ['bTRC', tone],
  ])
}

/** An ICC profile of grey with the given curve (device value to linear light). */
export function buildGreyProfile(name: string, decode: (v: number) => number): Uint8Array {
  return assemble('GRAY', [
    ['desc', descriptionTag(name)],
    ['cprt', textTag(COPYRIGHT)],
    ['wtpt', xyzTag(D50)],
    ['kTRC', curveTag(decode)],
  ])
}

let colour: Uint8Array | undefined
let grey: Uint8Array | undefined

/** The profile that results carry: sRGB, or its curve alone for grey results. */
export function resultProfile(isGrey: boolean): Uint8Array {
  return isGrey ? (grey ??= buildGreyProfile('sRGB grey', SRGB.decode)) : (colour ??= buildRgbProfile(SRGB))
}
