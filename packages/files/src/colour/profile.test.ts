// Profiles: every kind of tone curve, a version 4 profile made by others, and bytes that are no profile.
import { srgbToLinear } from '@revelado/core'
import fc from 'fast-check'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { buildRgbProfile } from './build-profile.ts'
import { DISPLAY_P3, invert, multiply, toConnectionSpace } from './primaries.ts'
import { parseProfile } from './profile.ts'

/** Numbers of profiles are multiples of 1/65536. */
const DIGITS = 4
/** The compact profile writes 0 for the matrix's one small negative number, −0.00105. */
const COMPACT = 0.0015

function grey(curve: number[], connection = 'XYZ '): Uint8Array {
  const bytes = Buffer.alloc(144 + curve.length)
  bytes.write('GRAY', 16, 'latin1')
  bytes.write(connection, 20, 'latin1')
  bytes.write('acsp', 36, 'latin1')
  bytes.writeUInt32BE(1, 128)
  bytes.write('kTRC', 132, 'latin1')
  bytes.writeUInt32BE(144, 136)
  bytes.writeUInt32BE(curve.length, 140)
  bytes.set(curve, 144)
  return bytes
}

function para(type: number, ...numbers: number[]): number[] {
  const bytes = Buffer.alloc(12 + 4 * numbers.length)
  bytes.write('para', 'latin1')
  bytes.writeUInt16BE(type, 8)
  for (const [i, v] of numbers.entries()) bytes.writeInt32BE(Math.round(v * 65536), 12 + 4 * i)
  return [...bytes]
}

function curv(...entries: number[]): number[] {
  const bytes = Buffer.alloc(12 + 2 * entries.length)
  bytes.write('curv', 'latin1')
  bytes.writeUInt32BE(entries.length, 8)
  for (const [i, v] of entries.entries()) bytes.writeUInt16BE(v, 12 + 2 * i)
  return [...bytes]
}

function curveOf(bytes: Uint8Array): (v: number) => number {
  const profile = parseProfile(bytes)
  if (profile?.kind !== 'grey') throw new Error('no grey profile')
  return profile.curve
}

describe('tone curves', () => {
  it.each([
    ['identity', curv(), 0.3, 0.3],
    ['a gamma', curv(2.25 * 256), 0.5, 0.5 ** 2.25],
    ['a table, between entries', curv(0, 16384, 65535), 0.75, (16384 / 65535 + 1) / 2],
    ['a table, at its end', curv(0, 16384, 65535), 1, 1],
    ['para 0', para(0, 1.75), 0.5, 0.5 ** 1.75],
    ['para 1 above', para(1, 2, 0.5, 0.25), 0.5, 0.25],
    ['para 1 below', para(1, 2, 0.5, -0.25), 0.25, 0],
    ['para 2', para(2, 2, 0.5, 0.25, 0.125), 0.5, 0.375],
    ['para 3 above', para(3, 2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045), 0.5, srgbToLinear(0.5)],
    ['para 3 below', para(3, 2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045), 0.02, srgbToLinear(0.02)],
    ['para 4 above', para(4, 2, 0.5, 0.25, 0.5, 0.25, 0.125, 0.0625), 0.5, 0.375],
    ['para 4 below', para(4, 2, 0.5, 0.25, 0.5, 0.25, 0.125, 0.0625), 0.125, 0.125],
  ])('%s', (_, curve, at, value) => {
    expect(curveOf(grey(curve))(at)).toBeCloseTo(value, DIGITS)
  })

  it('of grey with a Lab connection give lightness', () => {
    expect(curveOf(grey(curv(), 'Lab '))(0.5)).toBeCloseTo(((50 + 16) / 116) ** 3, DIGITS)
    expect(curveOf(grey(curv(), 'Lab '))(0.04)).toBeCloseTo((4 * 27) / 24389, DIGITS)
  })
})

it('a version 4 profile of Display P3 made by others says what ours says', async () => {
  const pixels = { create: { width: 2, height: 2, channels: 3, background: '#888' } } as const
  const png = await sharp(pixels).withIccProfile('p3').png().toBuffer()
  const profile = parseProfile((await sharp(png).metadata()).icc!)
  if (profile?.kind !== 'matrix') throw new Error('no matrix profile')
  expect(profile.description).toBe('sP3C')
  for (const v of [0.01, 0.2, 0.7, 1]) expect(profile.curves[1](v)).toBeCloseTo(srgbToLinear(v), 3)
  const ours = toConnectionSpace(DISPLAY_P3)
  for (const [i, v] of profile.matrix.entries()) expect(Math.abs(v - ours[i])).toBeLessThan(COMPACT)
})

it('bytes that are no profile, or a broken one, never throw', () => {
  const whole = buildRgbProfile(DISPLAY_P3)
  expect(parseProfile(Buffer.alloc(0))).toBeUndefined()
  expect(parseProfile(Buffer.alloc(200))).toBeUndefined()
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(300), fc.nat(255)), { maxLength: 8 }), fc.nat(whole.length), (changes, length) => {
      const broken = whole.slice(0, length)
      for (const [at, value] of changes) if (at < length) broken[at] = value
      parseProfile(broken)
    }),
    { numRuns: 300 },
  )
})

it('a matrix times its inverse is one', () => {
  const m = toConnectionSpace(DISPLAY_P3)
  for (const [i, v] of multiply(m, invert(m)).entries()) expect(v).toBeCloseTo(i % 4 === 0 ? 1 : 0, 10)
})
