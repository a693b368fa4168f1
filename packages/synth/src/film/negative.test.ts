// Negatives against an independent simulator, and what makeNegative promises.
import { readFileSync } from 'node:fs'
import { createPicture, type Picture, type Plane, Random } from '@revelado/core'
import { describe, expect, it } from 'vitest'
import { drawNegative, makeNegative, type NegativeParameters } from './negative.ts'
import { HELD_OUT_SCANNERS } from './scanner.ts'
import { isHeldOut, stockNamed } from './stocks.ts'

interface Case {
  readonly parameters: NegativeParameters
  readonly picture: number[]
  readonly scan: number[]
}
const fixture: { width: number; height: number; cases: Case[] } = JSON.parse(
  readFileSync(new URL('./fixtures/negatives.json', import.meta.url), 'utf8'),
)

/** In code values: what tables, float32 and a histogram's percentile may add up to. One step of 16 bits (1.5e-5) was measured. */
const TOLERANCE = 1e-4
/** One step of 8 bits. */
const STEP = 1 / 255
const QUIET = {
  unevenness: { vignette: 0, tiltX: 0, tiltY: 0 },
  grainSeed: null,
  noiseSeed: null,
  dirt: null,
  border: null,
  edits: [],
} as const

const bytes = (part: Picture | Plane | null): Buffer => Buffer.from(part?.data.buffer ?? new ArrayBuffer(0))
const sameBytes = (a: Picture | Plane | null, b: Picture | Plane | null): boolean => bytes(a).equals(bytes(b))

function scene(width: number, height: number, seed = 1): Picture {
  const random = new Random(seed)
  const picture = createPicture(width, height)
  const phases = Array.from({ length: 6 }, () => random.uniform(0, 6))
  for (let c = 0; c < 3; c++)
    for (let y = 0; y < height; y++)
      for (let x = 0; x < width; x++)
        picture.data[(c * height + y) * width + x] =
          0.5 + 0.45 * Math.sin((6 * x) / width + phases[c]) * Math.cos((5 * y) / height + phases[3 + c])
  return picture
}

describe('makeNegative', () => {
  it.each(fixture.cases.map((c) => [`${c.parameters.roll.stock}, ${c.parameters.scanner.kind}, ${c.parameters.scanner.mode}`, c] as const))(
    'gives the scan of the independent simulator: %s',
    (_, { parameters, picture, scan }) => {
      const positive = createPicture(
        fixture.width,
        fixture.height,
        'srgb',
        Float32Array.from(picture, (v) => v / 255),
      )
      const made = makeNegative(positive, parameters).scan.data
      const worst = scan.reduce((most, v, i) => Math.max(most, Math.abs(v / 65535 - made[i])), 0)
      expect(worst).toBeLessThanOrEqual(TOLERANCE)
    },
  )

  it('gives the same bytes again, also from parameters that went through JSON', () => {
    for (const kind of ['colour', 'bw'] as const)
      for (let seed = 0; seed < 6; seed++) {
        const parameters = drawNegative(new Random(seed), { kind })
        const again = makeNegative(scene(60, 44), JSON.parse(JSON.stringify(parameters)))
        const first = makeNegative(scene(60, 44), parameters)
        expect(again.box).toEqual(first.box)
        for (const part of ['scan', 'dirt', 'infrared'] as const) expect(sameBytes(again[part], first[part])).toBe(true)
      }
  })

  it('keeps the size, stays in 0..1, and says where the frame lies', () => {
    for (let seed = 0; seed < 40; seed++) {
      const parameters = drawNegative(new Random(seed), { kind: seed % 2 ? 'bw' : 'colour' })
      const { scan, dirt, infrared, box } = makeNegative(scene(57, 41), parameters)
      expect([scan.width, scan.height, dirt.width, dirt.height]).toEqual([57, 41, 57, 41])
      expect(scan.data.every((v) => v >= 0 && v <= 1)).toBe(true)
      expect(parameters.border === null).toBe(box.width === 57 && box.height === 41)
      expect(infrared === null).toBe(stockNamed(parameters.roll.stock).type === 'bw negative')
    }
  })

  it('turns light into dark: a brighter grey is never brighter in the scan', () => {
    for (let seed = 0; seed < 20; seed++) {
      const drawn = drawNegative(new Random(seed), { kind: 'colour' })
      const ramp = createPicture(24, 1)
      for (let i = 0; i < 72; i++) ramp.data[i] = (i % 24) / 23
      const { data } = makeNegative(ramp, {
        ...drawn,
        ...QUIET,
        scanner: { ...drawn.scanner, jpeg: null, matrix: [1, 0, 0, 0, 1, 0, 0, 0, 1] },
      }).scan
      const rises = [...data.keys()].filter((i) => i % 24 > 0 && data[i] > data[i - 1] + STEP)
      expect(rises).toEqual([])
    }
  })

  it('is dark where dust lies, so that it comes out white', () => {
    const drawn = drawNegative(new Random(3), { kind: 'colour' })
    const clean = { ...drawn, ...QUIET, scanner: { ...drawn.scanner, jpeg: null, mode: 'orange' } } as const
    const dirty = { ...clean, dirt: { seed: 2, dust: 400, hairs: 0, scratches: 0, size: 1.5, along: 'x' } } as const
    const before = makeNegative(scene(80, 60), clean).scan.data
    const after = makeNegative(scene(80, 60), dirty)
    const thick = [...after.dirt.data.keys()].filter((i) => after.dirt.data[i] > 0.5)
    expect(thick.length).toBeGreaterThan(10)
    for (const i of thick) {
      expect(after.scan.data[i]).toBeLessThanOrEqual(before[i])
      expect(after.infrared!.data[i]).toBeLessThan(0.5)
    }
  })

  it('sees colour film through its orange mask, and more so through a deep one', () => {
    const drawn = drawNegative(new Random(8), { kind: 'colour' })
    const black = createPicture(8, 8)
    const base = (mask: number): number => {
      const scanner = {
        ...drawn.scanner,
        jpeg: null,
        mode: 'orange',
        encoding: 'linear',
        bits: 16,
        tone: 1,
        matrix: [1, 0, 0, 0, 1, 0, 0, 0, 1],
        black: 0,
        veil: 0,
      } as const
      const roll = { ...drawn.roll, stock: 'Kodak Gold 200', mask, fog: [0, 0, 0], stain: 0 }
      const { data } = makeNegative(black, { ...drawn, ...QUIET, roll, scanner }).scan
      return Math.log10(data[0] / data[128])
    }
    expect(base(1)).toBeGreaterThan(0.4)
    expect(base(1.9)).toBeGreaterThan(1)
    expect(Math.abs(base(0.1))).toBeLessThan(0.2)
  })
})

describe('drawNegative', () => {
  const draw = (n: number, choice: Parameters<typeof drawNegative>[1]): NegativeParameters[] =>
    Array.from({ length: n }, (_, i) => drawNegative(new Random(`draw ${i}`), choice))

  it('keeps held-out stocks and scanners out of training, and draws only them when asked', () => {
    for (const heldOut of [false, true])
      for (const kind of ['colour', 'bw'] as const)
        for (const p of draw(100, { kind, heldOut })) {
          expect(isHeldOut(stockNamed(p.roll.stock))).toBe(heldOut)
          expect(HELD_OUT_SCANNERS.includes(p.scanner.kind)).toBe(heldOut)
        }
  })

  it('draws black-and-white film in tinted light, as grey files, with borders', () => {
    const drawn = draw(400, { kind: 'bw' })
    const share = (test: (p: NegativeParameters) => boolean): number => drawn.filter(test).length / drawn.length
    expect(share((p) => p.scanner.tint.some((t) => t < 0.9))).toBeGreaterThan(0.25)
    expect(share((p) => p.edits.some((e) => e.name === 'grey'))).toBeGreaterThan(0.25)
    expect(share((p) => p.border !== null)).toBeGreaterThan(0.4)
    expect(share((p) => stockNamed(p.roll.stock).type === 'colour negative')).toBeGreaterThan(0.04)
  })

  it('gives a colour film scanned as grey no colour', () => {
    const parameters = draw(200, { kind: 'bw' }).find((p) => stockNamed(p.roll.stock).type === 'colour negative')!
    const { data } = makeNegative(scene(20, 20), { ...parameters, scanner: { ...parameters.scanner, jpeg: null } }).scan
    expect(data.subarray(400, 800)).toEqual(data.subarray(0, 400))
    expect(data.subarray(800)).toEqual(data.subarray(0, 400))
  })

  it('draws another frame of the same roll', () => {
    const [first] = draw(1, { kind: 'colour' })
    const second = drawNegative(new Random('other'), { kind: 'colour', like: first })
    expect([second.roll, second.scanner]).toEqual([first.roll, first.scanner])
    expect(second.frame).not.toEqual(first.frame)
  })

  it('inverts the file only when asked', () => {
    expect(draw(50, { kind: 'colour' }).some((p) => p.edits.some((e) => e.name === 'invert'))).toBe(false)
    expect(draw(50, { kind: 'colour', inverted: true }).every((p) => p.edits.at(-1)?.name === 'invert')).toBe(true)
  })
})
