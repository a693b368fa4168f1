import { createPicture, createPlane, psnr } from '@revelado/core'
import { describe, expect, it } from 'vitest'
import { expected, fixture, fixtureMask } from '../fixture.ts'
import { psnrInside } from '../measures/fidelity.ts'
import { navierStokes } from './navier-stokes.ts'

/** What point 9 of the issue grants. */
const DECIBELS = 0.1
/** A level of rounding here and there. */
const SAME_PICTURE = 60

describe('navierStokes', () => {
  it('is within 0.1 dB of OpenCV inside the holes and gives the same picture', async () => {
    const [clean, damaged, answer, lost] = await Promise.all([
      fixture('clean'),
      fixture('damaged'),
      fixture('navier-stokes-opencv'),
      fixtureMask('mask'),
    ])
    const { radius, psnrInside: theirs } = expected.opencv['navier-stokes']
    const picture = navierStokes(damaged, lost, radius)
    const [ours] = psnrInside.of({ picture }, { condition: '', input: damaged, target: clean, lost })!
    expect(Math.abs(ours - theirs)).toBeLessThan(DECIBELS)
    expect(psnr(picture, answer)).toBeGreaterThan(SAME_PICTURE)
  })

  it('continues a flat field exactly and touches nothing outside', () => {
    const picture = createPicture(20, 20)
    picture.data.forEach((_, i) => {
      picture.data[i] = (i % 20 < 14 ? 100 : i % 200) / 255
    })
    const lost = createPlane(20, 20)
    for (let y = 5; y < 12; y++) lost.data.fill(1, y * 20, y * 20 + 9)
    const holed = { ...picture, data: picture.data.map((v, i) => (lost.data[i % 400] ? 1 : v)) }
    expect(navierStokes(holed, lost).data).toEqual(picture.data)
  })

  it('refuses a mask of another size', () => {
    expect(() => navierStokes(createPicture(4, 4), createPlane(5, 4))).toThrow('4 × 4')
  })
})
