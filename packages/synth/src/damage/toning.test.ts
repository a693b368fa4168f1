import { Random } from '@revelado/core'
import { expect, it } from 'vitest'
import { third } from './statistics.ts'
import { flatPhoto } from './test-photo.ts'
import { toning } from './toning.ts'

const draws = Array.from({ length: 80 }, (_, k) => toning.draw(new Random(k), { width: 9, height: 9, scale: 1 }))

it('passes through the colours of its shadow, middle and paper', () => {
  const parameters = draws[0]
  for (const [v, colour] of [
    [0, parameters.shadow],
    [0.5, parameters.middle],
    [1, parameters.paper],
  ] as const)
    for (const c of [0, 1, 2]) expect(third(toning.apply(flatPhoto(v), parameters).picture.data, c)[0]).toBeCloseTo(colour[c], 4)
})

it('keeps the order of tones in every channel, for every tone it draws', () => {
  for (const parameters of draws) {
    const steps = [0, 0.25, 0.5, 0.75, 1].map((v) => toning.apply(flatPhoto(v, 1, 1), parameters).picture.data)
    for (let k = 1; k < steps.length; k++) for (const c of [0, 1, 2]) expect(steps[k][c]).toBeGreaterThan(steps[k - 1][c] - 0.01)
  }
})

it('makes sepia warm and cyanotype cold', () => {
  for (const parameters of draws) {
    const [red, , blue] = toning.apply(flatPhoto(0.5, 1, 1), parameters).picture.data
    if (parameters.tone === 'sepia') expect(red).toBeGreaterThan(blue + 0.1)
    if (parameters.tone === 'cyanotype') expect(blue).toBeGreaterThan(red + 0.1)
  }
})
