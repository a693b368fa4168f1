// Dirt: opaque marks darken the scan, lost emulsion brightens it, and the seed decides all.
import { createPlane, Random } from '@revelado/core'
import { describe, expect, it } from 'vitest'
import { type DirtParameters, dirtPlanes, drawDirt, soil } from './dirt.ts'

const DUSTY: DirtParameters = { seed: 5, dust: 200, hairs: 20, scratches: 3, size: 1, along: 'y' }
const covered = (data: Float32Array): number => data.filter((v) => v > 0.1).length / data.length

describe('dirtPlanes', () => {
  it('is the same from the same seed', () => {
    const bytes = (dirt: DirtParameters): Buffer => Buffer.from(dirtPlanes(dirt, 60, 50).opaque.data.buffer)
    expect(bytes(DUSTY).equals(bytes(DUSTY))).toBe(true)
    expect(bytes({ ...DUSTY, seed: 6 }).equals(bytes(DUSTY))).toBe(false)
  })

  it('covers more where there is more dust, and nothing where there is none', () => {
    const clean = { ...DUSTY, dust: 0, hairs: 0, scratches: 0 }
    expect(covered(dirtPlanes(clean, 200, 150).opaque.data)).toBe(0)
    expect(covered(dirtPlanes({ ...clean, dust: 2000 }, 200, 150).opaque.data)).toBeGreaterThan(
      4 * covered(dirtPlanes({ ...clean, dust: 200 }, 200, 150).opaque.data),
    )
  })

  it('scratches run along the film', () => {
    const only = { ...DUSTY, dust: 0, hairs: 0, scratches: 8 }
    const columns = (along: 'x' | 'y'): number => {
      const { data } = dirtPlanes({ ...only, along }, 100, 100).opaque
      return new Set([...data.keys()].filter((i) => data[i] > 0).map((i) => i % 100)).size
    }
    expect(columns('x')).toBeGreaterThan(90)
    expect(columns('y')).toBeLessThan(90)
  })
})

describe('soil', () => {
  it('blocks light under dust and bares the base where emulsion is lost', () => {
    const opaque = createPlane(3, 1, Float32Array.of(0, 1, 0))
    const lost = createPlane(3, 1, Float32Array.of(0, 0, 1))
    const channel = Float32Array.of(0.2, 0.2, 0.2)
    soil([channel], [0.7], opaque, lost)
    expect(channel[0]).toBeCloseTo(0.2, 6)
    expect(channel[1]).toBeCloseTo(0.006, 6)
    expect(channel[2]).toBeCloseTo(0.6, 6)
  })
})

describe('drawDirt', () => {
  it('draws mostly a little and sometimes much', () => {
    const dust = Array.from({ length: 200 }, (_, i) => drawDirt(new Random(i)).dust)
    expect(dust.filter((d) => d < 21.1).length / 200).toBeGreaterThan(0.7)
    expect(Math.max(...dust)).toBeGreaterThan(60)
  })
})
