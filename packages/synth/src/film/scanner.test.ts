// Scanners: what is drawn is sound, and the held-out ones stay out.
import { Random } from '@revelado/core'
import { describe, expect, it } from 'vitest'
import { drawScanner, HELD_OUT_SCANNERS, scannersFor, sensitivities } from './scanner.ts'

const DRAWS = Array.from({ length: 300 }, (_, i) => drawScanner(new Random(i)))

describe('drawScanner', () => {
  it('draws every kind for training, and no other', () => {
    expect([...new Set(DRAWS.map((s) => s.kind))].sort()).toEqual(['camera_flash', 'camera_led', 'coolscan', 'flatbed', 'flatbed_led'])
  })

  it('draws only held-out kinds when asked', () => {
    const kinds = new Set(Array.from({ length: 60 }, (_, i) => drawScanner(new Random(i), true).kind))
    expect([...kinds].sort()).toEqual([...HELD_OUT_SCANNERS].sort())
    expect(scannersFor(true)).toHaveLength(3)
  })

  it('draws all modes and encodings, linear always in 16 bits and never as JPEG', () => {
    expect(new Set(DRAWS.map((s) => s.mode)).size).toBe(3)
    expect(new Set(DRAWS.map((s) => s.encoding)).size).toBe(4)
    for (const s of DRAWS.filter((d) => d.encoding === 'linear')) expect([s.bits, s.jpeg]).toEqual([16, null])
  })

  it('draws matrices that leave grey alone', () => {
    for (const { matrix: m } of DRAWS) for (const r of [0, 3, 6]) expect(m[r] + m[r + 1] + m[r + 2]).toBeCloseTo(1, 9)
  })
})

describe('sensitivities', () => {
  it('sum to one in each channel, red seeing the longest waves', () => {
    for (const scanner of DRAWS.slice(0, 40)) {
      const s = sensitivities(scanner)
      const centre = [0, 1, 2].map((c) => {
        const channel = s.subarray(31 * c, 31 * c + 31)
        expect(channel.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 9)
        return channel.reduce((sum, v, i) => sum + v * (400 + 10 * i), 0)
      })
      expect(centre[0]).toBeGreaterThan(centre[1])
      expect(centre[1]).toBeGreaterThan(centre[2])
    }
  })
})
