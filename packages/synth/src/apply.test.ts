import { cropPicture, ReveladoError, resizeArea } from '@revelado/core'
import { describe, expect, it } from 'vitest'
import { applyRecipe } from './apply.ts'
import { changedShare, mean, sameBits, share } from './damage/statistics.ts'
import { testPhoto } from './damage/test-photo.ts'
import { drawRecipe } from './draw.ts'
import type { Recipe, Step } from './recipe.ts'

const photo = testPhoto()
const size = { width: photo.width, height: photo.height }
const ROUNDING: Step = { name: 'rounding', parameters: { bits: 8 } }

function recipeOf(...steps: Step[]): Recipe {
  return {
    version: 1,
    seed: 0,
    ...size,
    kind: 'colour',
    severity: 'light',
    labels: { negative: 0, bw: 0, tone: 0, lost: 0 },
    steps: [...steps, ROUNDING],
  }
}

describe('a clean recipe', () => {
  it('gives the photograph itself, undamaged', () => {
    const sample = applyRecipe(photo, recipeOf())
    expect(sameBits(sample.input.data, photo.data)).toBe(true)
    expect(sample.target).toBe(photo)
    expect(share(sample.damaged)).toBe(0)
    expect(share(sample.lost)).toBe(0)
    expect(sample.box).toEqual({ x: 0, y: 0, ...size })
  })
})

describe('masks', () => {
  it('say half damaged for noise of deviation 10 of 255, more for more', () => {
    const damagedBy = (sigma: number): number =>
      mean(applyRecipe(photo, recipeOf({ name: 'gaussian-noise', parameters: { sigma, seed: 1 } })).damaged.data)
    expect(damagedBy(10)).toBeCloseTo(0.5, 1)
    expect(damagedBy(3)).toBeLessThan(0.3)
    expect(damagedBy(50)).toBeGreaterThan(0.75)
  })

  it('say nothing of tone', () => {
    const sample = applyRecipe(photo, recipeOf({ name: 'low-contrast', parameters: { black: 0.3, white: 0.8 } }))
    expect(changedShare(photo, sample.input)).toBeGreaterThan(0.9)
    expect(share(sample.damaged)).toBe(0)
  })

  it('join: where something is lost it stays lost and fully damaged under noise', () => {
    const paint = { colour: [0, 0, 1], texture: 'plain', amount: 0, seed: 0 }
    const shapes = { name: 'lost-shapes', parameters: { share: 0.1, count: 3, shape: 'disc', paint, seed: 3 } }
    const { lost, damaged } = applyRecipe(photo, recipeOf(shapes, { name: 'gaussian-noise', parameters: { sigma: 5, seed: 1 } }))
    expect(share(lost)).toBeGreaterThan(0.03)
    for (let i = 0; i < lost.data.length; i++) if (lost.data[i] === 1) expect(damaged.data[i]).toBeGreaterThan(0.5)
  })
})

describe('what is hidden', () => {
  const scratches = {
    count: 6,
    width: 3,
    length: 60,
    angle: 0.4,
    spread: 0.1,
    depth: 1,
    colour: [1, 1, 1],
    seed: 5,
  }
  it('is where a scratch is seen, beside what is lost', () => {
    const paint = { colour: [0, 0, 1], texture: 'plain', amount: 0, seed: 0 }
    const shapes = { name: 'lost-shapes', parameters: { share: 0.1, count: 3, shape: 'disc', paint, seed: 3 } }
    const { hidden, lost, damaged } = applyRecipe(photo, recipeOf(shapes, { name: 'scratches', parameters: scratches }))
    expect(share(hidden)).toBeGreaterThan(share(lost))
    for (let i = 0; i < hidden.data.length; i++) {
      if (hidden.data[i] === 1) expect(damaged.data[i]).toBeGreaterThan(0.3)
      if (damaged.data[i] === 1 || lost.data[i] === 1) expect(hidden.data[i]).toBe(1)
    }
  })

  it('is where half a scratch lies on a pixel, too', () => {
    const pale = { name: 'scratches', parameters: { ...scratches, depth: 0.5 } }
    const { hidden, damaged } = applyRecipe(photo, recipeOf(pale))
    expect(Math.max(...damaged.data)).toBeLessThanOrEqual(0.5)
    expect(share(hidden)).toBeGreaterThan(0.005)
  })

  it('is nothing under a scratch that can hardly be seen, nor under noise', () => {
    const faint = { name: 'scratches', parameters: { ...scratches, depth: 0.25 } }
    const noise = { name: 'gaussian-noise', parameters: { sigma: 50, seed: 1 } }
    expect(share(applyRecipe(photo, recipeOf(faint, noise)).hidden)).toBe(0)
  })
})

describe('rounding', () => {
  it.each([
    [8, 255],
    [16, 65535],
  ])('ends on the steps of %i bit, inside 0..1', (bits, steps) => {
    const noise = { name: 'gaussian-noise', parameters: { sigma: 60, seed: 1 } }
    const { input } = applyRecipe(photo, { ...recipeOf(), steps: [noise, { name: 'rounding', parameters: { bits } }] })
    for (const v of input.data) {
      expect(v >= 0 && v <= 1).toBe(true)
      // A float32 holds k/65535 to about 65535 · 2⁻²⁴ = 0.004 of a step.
      expect(Math.abs(v * steps - Math.round(v * steps))).toBeLessThan(0.01)
    }
  })
})

describe('a framed negative', () => {
  const framed = Array.from({ length: 60 }, (_, k) =>
    drawRecipe(k, { ...size, mixture: { kinds: { 'colour-negative': 1, 'bw-negative': 1, bw: 0, colour: 0 } } }),
  ).find(({ steps }) => steps.some(({ name, parameters }) => name === 'film-negative' && parameters.border !== null))!

  it('has the photograph in its box, black around, and no damage outside', () => {
    const { target, damaged, lost, box } = applyRecipe(photo, framed)
    expect(box.width * box.height).toBeLessThan(size.width * size.height)
    const inside = cropPicture(target, box.x, box.y, box.width, box.height)
    expect(sameBits(inside.data, resizeArea(photo, box.width, box.height).data)).toBe(true)
    for (let y = 0, i = 0; y < size.height; y++)
      for (let x = 0; x < size.width; x++, i++)
        if (x < box.x || y < box.y || x >= box.x + box.width || y >= box.y + box.height)
          expect(target.data[i] + damaged.data[i] + lost.data[i]).toBe(0)
  })
})

describe('replaying', () => {
  it('gives the same bits from stored JSON, and leaves the photograph alone', () => {
    const before = photo.data.slice()
    for (let k = 0; k < 8; k++) {
      const recipe = drawRecipe(`replay ${k}`, size)
      const a = applyRecipe(photo, recipe)
      const b = applyRecipe(photo, JSON.parse(JSON.stringify(recipe)))
      expect(sameBits(a.input.data, b.input.data) && sameBits(a.target.data, b.target.data)).toBe(true)
      expect(sameBits(a.damaged.data, b.damaged.data) && sameBits(a.lost.data, b.lost.data)).toBe(true)
      expect([...a.damaged.data, ...a.lost.data].every((v) => v >= 0 && v <= 1)).toBe(true)
    }
    expect(sameBits(photo.data, before)).toBe(true)
  })

  it('refuses a photograph of another size and a damage it does not know', () => {
    expect(() => applyRecipe(testPhoto(50, 40), recipeOf())).toThrow(ReveladoError)
    expect(() => applyRecipe(photo, recipeOf({ name: 'rain of frogs', parameters: {} }))).toThrow(/rain of frogs/)
  })
})
