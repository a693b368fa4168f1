// What the groups do to a picture: of the strength that the report states, and no more.
import { channel, createPicture, luma, type Picture, Random } from '@revelado/core'
import { describe, expect, it } from 'vitest'
import { blur } from './blur.ts'
import { jpeg } from './jpeg.ts'
import { predecessor } from './predecessor.ts'
import { saltAndPepper } from './salt-and-pepper.ts'

const SIDE = 96
const N = SIDE * SIDE

/** A dot of full light on black in the middle. */
function dot(): Picture {
  const picture = createPicture(SIDE, SIDE)
  for (let c = 0; c < 3; c++) picture.data[c * N + (SIDE / 2) * SIDE + SIDE / 2] = 1
  return picture
}

function slope(): Picture {
  const picture = createPicture(SIDE, SIDE)
  for (let i = 0; i < 3 * N; i++) picture.data[i] = (100 + (i % SIDE) / 2 + 20 * Math.floor(i / N)) / 255
  return { ...picture, data: picture.data.map((v) => Math.round(v * 255) / 255) }
}

const cases = (task: typeof blur, picture: Picture) =>
  task.cases({ set: 'kodak24', name: 'a', path: 'a.png', index: 0, picture }, new Random(1), { peers: {} })
const deviation = (values: readonly number[]) => Math.sqrt(values.reduce((sum, v) => sum + v * v, 0) / values.length)

/** Mean square distance from the middle over both directions, weighted by light. */
function width(picture: Picture): number {
  let light = 0
  let squares = 0
  const { data } = channel(picture, 0)
  for (let i = 0; i < N; i++) {
    light += data[i]
    squares += data[i] * (((i % SIDE) - SIDE / 2) ** 2 + (Math.floor(i / SIDE) - SIDE / 2) ** 2)
  }
  return Math.sqrt(squares / light)
}

describe('blur', () => {
  it('is as wide as it says', () => {
    const widths = Object.fromEntries(cases(blur, dot()).map(({ condition, input }) => [condition, width(input)]))
    // σ√2 in two directions; a line of 6 pixels: 6/√12; a disc of radius 2: √2. Pixels have a width of their own, 8 bits cut the tails.
    expect(widths['Gaussian, σ 1']).toBeCloseTo(Math.SQRT2, 0)
    expect(widths['Gaussian, σ 2'] / widths['Gaussian, σ 1']).toBeGreaterThan(1.7)
    expect(widths['motion, 6 px']).toBeGreaterThan(1.6)
    expect(widths['motion, 6 px']).toBeLessThan(2.2)
    expect(widths['out of focus, radius 2']).toBeGreaterThan(1.35)
    expect(widths['out of focus, radius 2']).toBeLessThan(1.6)
  })
})

describe('salt and pepper', () => {
  it('touches the share that it says', () => {
    const picture = slope()
    for (const { condition, input } of cases(saltAndPepper, picture)) {
      let touched = 0
      for (let i = 0; i < N; i++) if (input.data[i] !== picture.data[i]) touched++
      const share = Number.parseInt(condition, 10) / 100
      // 9,216 pixels: the share's own deviation is at most 0.3 %.
      expect(Math.abs(touched / N - share)).toBeLessThan(0.01)
    }
  })
})

it('jpeg has four qualities', () => {
  expect(cases(jpeg, slope()).map(({ condition }) => condition)).toEqual(['q 10', 'q 20', 'q 30', 'q 40'])
})

describe('the predecessor’s groups', () => {
  const picture = slope()
  const groups = Object.fromEntries(cases(predecessor, picture).map((question) => [question.condition, question]))
  const away = (condition: string, from: (v: number) => number) =>
    Array.from(groups[condition].input.data, (v, i) => 255 * (v - from(picture.data[i])))

  it('are the five that it showed', () => {
    expect(Object.keys(groups)).toEqual([
      'black-and-white',
      'negative',
      'negative, Gaussian noise',
      'Gaussian noise',
      'negative, lost regions',
    ])
    expect(Object.values(groups).every(({ target }) => target === picture)).toBe(true)
  })

  it('are grey, 255 − x, and noisy by σ 25', () => {
    expect(luma(groups['black-and-white'].input).data).toEqual(channel(groups['black-and-white'].input, 0).data)
    expect(deviation(away('negative', (v) => 1 - v))).toBeLessThan(0.01)
    // 27,648 values: the deviation's own error is 0.1; hardly anything is clipped.
    expect(Math.abs(deviation(away('negative, Gaussian noise', (v) => 1 - v)) - 25)).toBeLessThan(0.6)
    expect(Math.abs(deviation(away('Gaussian noise', (v) => v)) - 25)).toBeLessThan(0.6)
  })

  it('lose what the mask says, and nothing else', () => {
    const { lost } = groups['negative, lost regions']
    const errors = away('negative, lost regions', (v) => 1 - v)
    const share = lost!.data.reduce((sum, v) => sum + v, 0) / N
    expect(share).toBeGreaterThan(0.01)
    expect(share).toBeLessThan(0.3)
    expect(errors.some((error, i) => lost!.data[i % N] === 1 && Math.abs(error) > 10)).toBe(true)
    const kept = errors.filter((_, i) => lost!.data[i % N] === 0)
    // The soft rim of a shape belongs to neither.
    expect(kept.filter((error) => Math.abs(error) > 1).length / kept.length).toBeLessThan(0.05)
  })
})
