import { describe, expect, it } from 'vitest'
import { fillLost } from './fill.ts'
import { createPicture, createPlane, type Picture, type Plane } from './picture.ts'

/** Red rises to the right, green falls to the bottom, blue is even. */
function ramp(width: number, height: number): Picture {
  const picture = createPicture(width, height)
  for (let y = 0, i = 0; y < height; y++)
    for (let x = 0; x < width; x++, i++) {
      picture.data[i] = x / width
      picture.data[width * height + i] = 1 - y / height
      picture.data[2 * width * height + i] = 0.25
    }
  return picture
}

function hole(width: number, height: number, x0: number, y0: number, side: number, share = 1): Plane {
  const plane = createPlane(width, height)
  for (let y = y0; y < y0 + side; y++) plane.data.fill(share, y * width + x0, y * width + x0 + side)
  return plane
}

describe('fillLost', () => {
  it('fills a hole in a ramp as the ramp goes on, whatever stood there, and touches nothing else', () => {
    const [width, height] = [61, 47]
    const truth = ramp(width, height)
    const lost = hole(width, height, 20, 15, 12)
    const damaged = createPicture(
      width,
      height,
      'srgb',
      truth.data.map((v, i) => (lost.data[i % (width * height)] ? 7 : v)),
    )
    const filled = fillLost(damaged, lost)
    for (const [i, value] of filled.data.entries()) {
      if (lost.data[i % (width * height)]) expect(Math.abs(value - truth.data[i])).toBeLessThan(0.01)
      else expect(value).toBe(truth.data[i])
    }
  })

  it('fills pixels that are lost in part, and gives back a picture that has lost nothing', () => {
    const picture = ramp(16, 16)
    expect(fillLost(picture, hole(16, 16, 4, 4, 3, 0.01))).toBe(picture)
    picture.data[5 * 16 + 5] = 9
    expect(fillLost(picture, hole(16, 16, 4, 4, 3, 0.1)).data[5 * 16 + 5]).toBeLessThan(1)
  })

  it('has an answer for a picture that is lost wholly, and for one pixel', () => {
    expect([...fillLost(ramp(5, 3), hole(5, 3, 0, 0, 3, 1)).data].every(Number.isFinite)).toBe(true)
    const all = createPlane(5, 3, new Float32Array(15).fill(1))
    expect([...fillLost(ramp(5, 3), all).data].every((v) => v === 0)).toBe(true)
    expect(fillLost(ramp(1, 1), createPlane(1, 1, Float32Array.of(1))).data.length).toBe(3)
  })

  it('refuses a plane of another size', () => {
    expect(() => fillLost(ramp(4, 4), createPlane(4, 5))).toThrow('4 × 5')
  })
})
