import { Random, srgbToLinear } from '@revelado/core'
import { expect, it } from 'vitest'
import { cast } from './cast.ts'
import { third } from './statistics.ts'
import { flatPhoto } from './test-photo.ts'

it('parts the channels of grey by the stops told', () => {
  const { data } = cast.apply(flatPhoto(0.5), { stops: [0, -0.5, -1], gamma: [1, 1, 1] }).picture
  const [red, green, blue] = [0, 1, 2].map((c) => srgbToLinear(third(data, c)[0]))
  expect(red / green).toBeCloseTo(Math.SQRT2, 2)
  expect(red / blue).toBeCloseTo(2, 2)
})

it('never draws one that nobody would see', () => {
  for (let k = 0; k < 300; k++) {
    const { stops } = cast.draw(new Random(k), { width: 9, height: 9, scale: 1 })
    expect(Math.max(...stops) - Math.min(...stops)).toBeGreaterThan(0.449)
  }
})
