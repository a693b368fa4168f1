import { expect, it } from 'vitest'
import { dust } from './dust.ts'
import { difference, share } from './statistics.ts'
import { flatPhoto } from './test-photo.ts'

const plain = { specks: 40, hairs: 0, size: 1, blur: 0, opacity: 1, level: 1, seed: 6 }

it('covers more with more specks, and hairs are long', () => {
  const cover = (parameters: Partial<typeof plain>): number => share(dust.apply(flatPhoto(0.4), { ...plain, ...parameters }).damaged!)
  expect(cover({ specks: 100 })).toBeGreaterThan(1.5 * cover({ specks: 20 }))
  expect(cover({ specks: 0, hairs: 3 })).toBeGreaterThan(cover({ specks: 3 }))
  expect(cover({})).toBeLessThan(0.1)
})

it('is white or dark as told', () => {
  expect(Math.max(...difference(flatPhoto(0.4), dust.apply(flatPhoto(0.4), plain).picture))).toBeGreaterThan(0.3)
  expect(Math.max(...difference(flatPhoto(0.4), dust.apply(flatPhoto(0.4), { ...plain, level: 0 }).picture))).toBe(0)
})
