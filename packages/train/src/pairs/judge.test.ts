// Pairs made by the project's own recipes, whose labels are known.
import { createPicture, type Picture, Random, resizeBilinear } from '@revelado/core'
import { applyRecipe, drawRecipe, KINDS } from '@revelado/synth'
import { describe, expect, it } from 'vitest'
import { judgePair } from './judge.ts'
import { median, offParabola } from './robust-parabola.ts'

const SIDE = 96
/** Share of the recipes' own labels that is found again; bw is not seen where the photograph has hardly any colour. */
const FOUND = { negative: 1, bw: 0.9, tone: 0.85 }

/** Soft blobs of all colours. */
function photograph(seed: string): Picture {
  const random = new Random(seed)
  const coarse = createPicture(
    6,
    6,
    'srgb',
    Float32Array.from({ length: 108 }, () => random.uniform()),
  )
  return resizeBilinear(coarse, SIDE, SIDE)
}

function mapped(picture: Picture, f: (v: number, c: number) => number): Picture {
  const n = picture.width * picture.height
  return {
    ...picture,
    data: picture.data.map((v, i) => f(v, Math.floor(i / n))),
  }
}

function grey(picture: Picture): Picture {
  const n = picture.width * picture.height
  const y = Float32Array.from({ length: n }, (_, i) => (picture.data[i] + picture.data[n + i] + picture.data[2 * n + i]) / 3)
  return { ...picture, data: Float32Array.from({ length: 3 * n }, (_, i) => y[i % n]) }
}

const told = { lost: false }

describe('judgePair', () => {
  const target = photograph('target')

  it('knows a negative, a print without colour, a toned and a faded one', () => {
    expect(judgePair(target, target, told)).toEqual({ negative: 0, bw: 0, tone: 0, lost: 0 })
    const orange = mapped(target, (v, c) => [0.9, 0.6, 0.4][c] * (1 - 0.7 * v))
    expect(judgePair(orange, target, { lost: true })).toEqual({ negative: 1, bw: 0, tone: 0, lost: 1 })
    expect(
      judgePair(
        mapped(grey(target), (v, c) => [1, 0.9, 0.7][c] * (1 - v)),
        target,
        told,
      ),
    ).toMatchObject({ negative: 1, bw: 1 })
    const sepia = mapped(grey(target), (v, c) => v ** [0.7, 1, 1.5][c])
    expect(judgePair(sepia, target, told)).toMatchObject({ negative: 0, bw: 1, tone: 1 })
    expect(
      judgePair(
        mapped(target, (v) => 0.3 + 0.5 * v),
        target,
        told,
      ),
    ).toMatchObject({ bw: 0, tone: 1 })
  })

  it('asks for no colour where the target has none', () => {
    expect(judgePair(grey(target), grey(target), told)).toMatchObject({ bw: 0, tone: 0 })
  })

  it('believes what it is told', () => {
    expect(judgePair(target, target, { kind: 'bw-negative', lost: false })).toMatchObject({ negative: 1, bw: 1, tone: 0 })
  })

  it('finds the labels of recipes again', () => {
    const right = { negative: 0, bw: 0, tone: 0 }
    const count = 60
    for (let i = 0; i < count; i++) {
      const kind = KINDS[i % 4]
      const mixture = { kinds: { 'colour-negative': 0, 'bw-negative': 0, bw: 0, colour: 0, [kind]: 1 } }
      const sample = applyRecipe(photograph(`${i}`), drawRecipe(`judge ${i}`, { width: SIDE, height: SIDE, mixture }))
      const labels = judgePair(sample.input, sample.target, told)
      for (const name of ['negative', 'bw', 'tone'] as const) right[name] += Number(labels[name] === sample.recipe.labels[name])
    }
    for (const name of ['negative', 'bw', 'tone'] as const) expect(right[name] / count, name).toBeGreaterThanOrEqual(FOUND[name])
  })
})

describe('offParabola', () => {
  it('leaves nothing of a parabola, and shows what stands off it', () => {
    const by = Float64Array.from({ length: 101 }, (_, i) => i / 100)
    const values = by.map((x) => 0.2 - x + 3 * x * x)
    values.fill(9, 40, 50)
    const off = offParabola(values, by)
    expect(off[10]).toBeCloseTo(0, 6)
    expect(off[45]).toBeGreaterThan(8)
    expect(median(off.map(Math.abs))).toBeCloseTo(0, 6)
  })
})
