// Edits: each does what its name says.
import { createPicture, type Picture, Random } from '@revelado/core'
import { describe, expect, it } from 'vitest'
import { drawEdits, type EditStep, edit } from './edit.ts'

function ramp(): Picture {
  const picture = createPicture(50, 1)
  for (let x = 0; x < 50; x++) {
    picture.data[x] = 0.2 + (0.4 * x) / 49
    picture.data[50 + x] = 0.1 + (0.3 * x) / 49
    picture.data[100 + x] = 0.5
  }
  return picture
}

const after = (...steps: EditStep[]): number[] => {
  const picture = ramp()
  edit(picture, steps)
  return [...picture.data]
}

describe('edit', () => {
  it('levels: each channel, or all together, from black to white', () => {
    const each = after({ name: 'levels', low: 0, high: 100, joint: false, strength: 1 })
    expect([each[0], each[49], each[50], each[99]].map((v) => Math.round(Math.abs(v) * 1000) / 1000)).toEqual([0, 1, 0, 1])
    const joint = after({ name: 'levels', low: 0, high: 100, joint: true, strength: 1 })
    expect([joint[0], joint[49], joint[50]].map((v) => Math.round(Math.abs(v) * 1000) / 1000)).toEqual([0.2, 1, 0])
  })

  it('gamma: a power of each channel', () => {
    const values = after({ name: 'gamma', gamma: [2, 1, 0.5] })
    expect(values[49]).toBeCloseTo(0.36, 4)
    expect(values[99]).toBeCloseTo(0.4, 4)
    expect(values[100]).toBeCloseTo(Math.sqrt(0.5), 4)
  })

  it('contrast: the ends and the middle stay, the rest is driven apart', () => {
    const picture = createPicture(1, 1, 'srgb', Float32Array.of(0, 0.5, 0.8))
    edit(picture, [{ name: 'contrast', amount: 0.5 }])
    expect(picture.data[0]).toBe(0)
    expect(picture.data[1]).toBe(0.5)
    expect(picture.data[2]).toBeGreaterThan(0.82)
  })

  it('saturation and grey: towards one value, with luma kept', () => {
    const half = after({ name: 'saturation', amount: 0.5 })
    expect(half[49] - half[99]).toBeCloseTo(0.1, 5)
    expect(0.299 * half[49] + 0.587 * half[99] + 0.114 * half[149]).toBeCloseTo(0.299 * 0.6 + 0.587 * 0.4 + 0.114 * 0.5, 5)
    const grey = after({ name: 'grey', weights: [0, 1, 0] })
    expect([grey[20], grey[120]]).toEqual([grey[70], grey[70]])
  })

  it('invert: 1 − v', () => {
    expect(after({ name: 'invert' })[100]).toBe(0.5)
    expect(after({ name: 'invert' })[0]).toBeCloseTo(0.8, 6)
  })
})

describe('drawEdits', () => {
  it('draws something, and never an inversion by itself', () => {
    for (let i = 0; i < 100; i++) {
      const names = drawEdits(new Random(i)).map((s) => s.name)
      expect(names.length).toBeGreaterThan(0)
      expect(names).not.toContain('invert')
    }
  })
})
