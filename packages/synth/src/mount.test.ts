import { createPicture, type Picture, Random } from '@revelado/core'
import { describe, expect, it } from 'vitest'
import { applyRecipe } from './apply.ts'
import { drawMount, type MountParameters, mount } from './mount.ts'

const BLUE: readonly number[] = [0.1, 0.2, 0.9]
const SHEET: MountParameters = {
  box: [0.25, 0.25, 0.5, 0.5],
  margin: [0.125, 0.125, 0.125, 0],
  paper: [1, 1, 1],
  page: [0, 0, 0],
  oval: false,
  softness: 0.02,
}

function flat(width: number, height: number): Picture {
  const picture = createPicture(width, height)
  for (let c = 0; c < 3; c++) picture.data.fill(BLUE[c], c * width * height, (c + 1) * width * height)
  return picture
}

const at = ({ data, width, height }: Picture, x: number, y: number): number[] =>
  [0, 1, 2].map((c) => data[c * width * height + y * width + x])

describe('mount', () => {
  it('lays the photograph on its paper, and the paper on the page', () => {
    const photo = flat(16, 16)
    const mounted = mount(photo, SHEET)
    expect(at(mounted, 8, 8)).toEqual(at(photo, 8, 8))
    expect(at(mounted, 3, 8)).toEqual([1, 1, 1])
    expect(at(mounted, 1, 8)).toEqual([0, 0, 0])
    expect(at(mounted, 8, 12)).toEqual([0, 0, 0]) // no margin below
    expect(at(photo, 0, 0)).toEqual(at(flat(16, 16), 0, 0)) // the photograph itself is not changed
  })

  it('shows the paper in the corners of an oval', () => {
    const mounted = mount(flat(32, 32), { ...SHEET, oval: true })
    expect(at(mounted, 16, 16)[2]).toBeCloseTo(0.9, 6)
    expect(at(mounted, 8, 8)).toEqual([1, 1, 1])
  })

  it('gives a grey file no colour of its own', () => {
    for (let k = 0; k < 200; k++) {
      const { paper, page, box } = drawMount(new Random(k), true)
      for (const colour of [paper, page]) expect(new Set(colour).size).toBe(1)
      expect(box[0] + box[2]).toBeLessThanOrEqual(1)
      expect(box[1] + box[3]).toBeLessThanOrEqual(1)
    }
  })

  it('is part of the target: nothing is wrong with it', () => {
    const recipe = {
      version: 1,
      seed: 1,
      width: 16,
      height: 16,
      kind: 'colour',
      severity: 'clean',
      labels: { negative: 0, bw: 0, tone: 0, lost: 0 },
      steps: [{ name: 'mount', parameters: SHEET }],
    } as const
    const { input, target, damaged } = applyRecipe(flat(16, 16), recipe)
    expect(target.data).toEqual(input.data)
    expect(at(target, 3, 8)).toEqual([1, 1, 1])
    expect(Math.max(...damaged.data)).toBe(0)
  })
})
