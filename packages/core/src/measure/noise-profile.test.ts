import { describe, expect, it } from 'vitest'
import { jpegRoundTrip } from '../jpeg.ts'
import { createPicture, type Picture } from '../picture.ts'
import { Random } from '../random.ts'
import { noiseProfile, PROFILE_LENGTH, squaresOf } from './noise-profile.ts'

const SIDE = 128
const profile = (picture: Picture): Float32Array => noiseProfile(picture, squaresOf(picture))

/** Grey 0.5; `texture` is added to the right half, white noise of σ everywhere. */
function scene({ sigma = 0, texture = 0, width = SIDE, height = SIDE } = {}): Picture {
  const random = new Random('scene')
  const picture = createPicture(width, height)
  for (let c = 0; c < 3; c++) {
    const same = new Random('texture')
    for (let i = 0; i < width * height; i++)
      picture.data[c * width * height + i] = 0.5 + (i % width >= width / 2 ? same.normal(0, texture) : 0) + random.normal(0, sigma)
  }
  return picture
}

/** What the numbers stand for: standard deviations of Y at 5, 25 and 50 %. */
const sigmas = (numbers: Float32Array): number[] => [...numbers.subarray(0, 3)].map((v) => (v / 2) ** 2)

describe('the noise profile', () => {
  it('measures white noise as it is', () => {
    // Independent noise in R, G and B leaves √(0.299² + 0.587² + 0.114²) of it in Y
    const share = Math.sqrt(0.299 ** 2 + 0.587 ** 2 + 0.114 ** 2)
    for (const sigma of [0.01, 0.03, 0.08]) {
      const [low, , median] = sigmas(profile(scene({ sigma })))
      expect(median / (sigma * share), `σ ${sigma}`).toBeCloseTo(1, 1)
      expect(low).toBeLessThan(median)
      expect(low).toBeGreaterThan(0.6 * median)
    }
  })

  it('halves white noise at half the size', () => {
    const numbers = profile(scene({ sigma: 0.04 }))
    expect((numbers[4] / numbers[1]) ** 2).toBeCloseTo(0.5, 1)
  })

  it('reads the noise beside a smooth sky, not the gravel', () => {
    const quiet = sigmas(profile(scene({ texture: 0.1 })))
    const loud = sigmas(profile(scene({ texture: 0.1, sigma: 0.05 })))
    expect(quiet[1]).toBeLessThan(1e-4)
    expect(loud[1]).toBeGreaterThan(0.02)
    expect(quiet[2]).toBeGreaterThan(0.03)
  })

  it('leaves a black holder out', () => {
    const noisy = scene({ sigma: 0.05 })
    const held = { ...noisy, data: noisy.data.slice() }
    for (let row = 0; row < 3 * SIDE; row++) held.data.fill(0, row * SIDE, row * SIDE + SIDE / 2)
    expect(sigmas(profile(held))[2]).toBeGreaterThan(0.8 * sigmas(profile(noisy))[2])
  })

  it('sees the blocks of JPEG', () => {
    const plain = scene({ sigma: 0.15 })
    const [border, elsewhere] = profile(jpegRoundTrip(plain, { quality: 10, subsampling: '4:4:4' })).subarray(-2)
    expect(border).toBeGreaterThan(1.5 * elsewhere)
    const [same, as] = profile(plain).subarray(-2)
    expect(same / as).toBeCloseTo(1, 1)
  })

  it('is of one length for pictures of every size', () => {
    for (const [width, height] of [
      [1, 1],
      [17, 300],
      [640, 480],
    ]) {
      const numbers = profile(scene({ width, height }))
      expect(numbers).toHaveLength(PROFILE_LENGTH)
      expect(numbers.every(Number.isFinite)).toBe(true)
    }
  })
})
