import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makePhotographs } from './data/made-photographs.ts'
import { buildCache } from './data/pictures.ts'
import { fitFill, lossPictures, type Painted } from './fit-fill.ts'

/** Two pictures of one pixel; the first is known to be lost. */
function painted(restored: number[], target: number[], grey = false): Painted {
  return {
    filled: new Float32Array(6).fill(0.5),
    restored: Float32Array.from([...restored, 0, 0, 0]),
    target: Float32Array.from([...target, 1, 1, 1]),
    told: Float32Array.of(1, 0),
    grey: [grey, false],
  }
}

describe('fitFill', () => {
  it('takes the painting as far as it goes the right way', () => {
    expect(fitFill([painted([0.9, 0.9, 0.9], [0.6, 0.6, 0.6])])).toBeCloseTo(0.25, 6)
    expect(fitFill([painted([0.9, 0.5, 0.5], [0.7, 0.9, 0.1])])).toBeCloseTo(0.5, 6)
  })

  it('takes none of what goes the wrong way, and all of what does not go far enough', () => {
    expect(fitFill([painted([0.9, 0.9, 0.9], [0.2, 0.2, 0.2])])).toBe(0)
    expect(fitFill([painted([0.6, 0.6, 0.6], [0.9, 0.9, 0.9])])).toBe(1)
  })

  it('looks at luma alone where colours are guessed', () => {
    // Red is painted too light and blue too dark by as much luma: nothing of that is the light's fault
    const target = [0.7, 0.7, 0.7]
    const restored = [0.7 + 0.1 / 0.299, 0.7, 0.7 - 0.1 / 0.114]
    expect(fitFill([painted(restored, target, true)])).toBeCloseTo(1, 5)
    expect(fitFill([painted(restored, target)])).toBeLessThan(0.5)
  })

  it('is 1 where nothing was known to be lost', () => {
    expect(fitFill([{ ...painted([0, 0, 0], [1, 1, 1]), told: new Float32Array(2) }])).toBe(1)
  })
})

describe('lossPictures', () => {
  const folder = mkdtempSync(join(tmpdir(), 'revelado-'))
  beforeAll(async () => {
    await makePhotographs(join(folder, 'photographs'), 24)
    await buildCache(join(folder, 'photographs'), join(folder, 'cache'))
  })
  afterAll(() => rmSync(folder, { recursive: true }))

  it('have lost something, all of it told, and are alike every time', () => {
    const draw = () => lossPictures(join(folder, 'cache'), 64, 32, 18)
    const batches = draw()
    expect(batches.map(({ shape }) => shape.count)).toEqual([16, 2])
    for (const { tileLost, tileTold } of batches) {
      expect(tileLost.some((v) => v > 0.5)).toBe(true)
      expect(tileLost.every((v, i) => v <= 0.5 || tileTold[i] > 0.5)).toBe(true)
    }
    expect(draw().map(({ tilePicture }) => tilePicture)).toEqual(batches.map(({ tilePicture }) => tilePicture))
  })
})
