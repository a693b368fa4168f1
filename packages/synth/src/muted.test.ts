import { colourfulness, Random } from '@revelado/core'
import { describe, expect, it } from 'vitest'
import { applyRecipe } from './apply.ts'
import { testPhoto } from './damage/test-photo.ts'
import { drawRecipe } from './draw.ts'
import { drawMuted, mute } from './muted.ts'

const photo = testPhoto(48, 32)

describe('muted colours', () => {
  it('keeps the light and takes most of the colour', () => {
    const dull = mute(photo, { saturation: 0.25 })
    const n = 48 * 32
    const luma = ({ data }: typeof photo, i: number): number => 0.299 * data[i] + 0.587 * data[n + i] + 0.114 * data[2 * n + i]
    for (let i = 0; i < n; i += 7) expect(luma(dull, i)).toBeCloseTo(luma(photo, i), 5)
    expect(colourfulness(dull)).toBeCloseTo(0.25 * colourfulness(photo), 1)
  })

  it('leaves between an eighth and a half', () => {
    const left = Array.from({ length: 500 }, (_, k) => drawMuted(new Random(k)).saturation)
    expect(Math.min(...left)).toBeGreaterThanOrEqual(0.12)
    expect(Math.max(...left)).toBeLessThanOrEqual(0.5)
  })

  it('is part of the target of colour pictures, also of mounted ones, and of nothing else', () => {
    const mixture = { muted: 1, mounted: 1, inverted: 0 }
    const recipes = Array.from({ length: 60 }, (_, k) => drawRecipe(k, { width: 48, height: 32, mixture }))
    for (const recipe of recipes) expect(recipe.steps.map(({ name }) => name).includes('muted')).toBe(recipe.kind === 'colour')
    const dull = recipes.find(({ kind }) => kind === 'colour')!
    const vivid = { ...dull, steps: dull.steps.filter(({ name }) => name !== 'muted') }
    expect(colourfulness(applyRecipe(photo, dull).target)).toBeLessThan(0.8 * colourfulness(applyRecipe(photo, vivid).target))
  })
})
