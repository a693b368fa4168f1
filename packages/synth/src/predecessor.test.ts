import fc from 'fast-check'
import { expect, it } from 'vitest'
import { applyRecipe } from './apply.ts'
import { testPhoto } from './damage/test-photo.ts'
import { allotPredecessor, apportion, drawPredecessorRecipe } from './predecessor.ts'

it('has the counts of the paper for 9,895 photographs, disjoint', () => {
  const all = allotPredecessor(9895, 'seed')
  const count = (of: (a: (typeof all)[number]) => boolean): number => all.filter(of).length
  expect(count((a) => a.kind === 'colour-negative')).toBe(4948)
  expect(count((a) => a.kind === 'bw')).toBe(4947)
  expect(['light', 'heavy', 'clean'].map((severity) => count((a) => a.severity === severity))).toEqual([6432, 2474, 989])
  expect([count((a) => a.split === 'train'), count((a) => a.split === 'test')]).toEqual([8906, 989])
  // Dealt apart from each other: a test half of one kind only would show.
  const both = count((a) => a.kind === 'bw' && a.severity === 'light')
  expect(Math.abs(both / 6432 - 0.5)).toBeLessThan(0.03)
})

it('shares any total out, to a whole number from the exact share', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 20000 }),
      fc.array(fc.integer({ min: 1, max: 9999 }), { minLength: 1, maxLength: 5 }),
      (total, weights) => {
        const named = Object.fromEntries(weights.map((w, i) => [`k${i}`, w]))
        const shares = apportion(total, named)
        const sum = weights.reduce((a, b) => a + b)
        expect(Object.values(shares).reduce((a, b) => a + b, 0)).toBe(total)
        for (const key of Object.keys(named)) expect(Math.abs(shares[key] - (total * named[key]) / sum)).toBeLessThan(1)
      },
    ),
  )
})

it('makes 255 − x of a clean negative, and the grey of luma of a clean print', () => {
  const photo = testPhoto()
  const size = { width: photo.width, height: photo.height }
  const negative = drawPredecessorRecipe(1, { ...size, allotment: { kind: 'colour-negative', severity: 'clean' } })
  const { input } = applyRecipe(photo, negative)
  for (let i = 0; i < 50; i++) expect(input.data[i]).toBeCloseTo(1 - photo.data[i], 6)
  const print = drawPredecessorRecipe(1, { ...size, allotment: { kind: 'bw', severity: 'clean' } })
  const grey = applyRecipe(photo, print).input.data
  expect(grey[0]).toBe(grey[photo.width * photo.height])
  expect([negative.labels, print.labels]).toEqual([
    { negative: 1, bw: 0, tone: 0, lost: 0 },
    { negative: 0, bw: 1, tone: 0, lost: 0 },
  ])
})

it('damages lightly or loses regions, as allotted', () => {
  const recipe = (severity: 'light' | 'heavy') => drawPredecessorRecipe(2, { width: 60, height: 40, allotment: { severity } })
  expect(recipe('light').steps.length).toBeGreaterThan(2)
  expect(recipe('heavy').labels.lost).toBe(1)
})
