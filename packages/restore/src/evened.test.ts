import { createPicture, luma, type Picture } from '@revelado/core'
import { describe, expect, it } from 'vitest'
import { evened } from './evened.ts'

const SIDE = 48
const N = SIDE * SIDE

/** A picture whose luma is `light` everywhere, with the given redness (red less green) at each pixel. */
function reddish(light: (x: number) => number, redness: (x: number, y: number) => number): Picture {
  const picture = createPicture(SIDE, SIDE)
  for (let i = 0; i < N; i++) {
    const [x, y] = [i % SIDE, Math.floor(i / SIDE)]
    const red = redness(x, y)
    const grey = light(x)
    // Rec. 601 weights of luma: red up, green down by as much light
    picture.data[i] = grey + red * (0.587 / 0.886)
    picture.data[N + i] = grey - red * (0.299 / 0.886)
    picture.data[2 * N + i] = grey
  }
  return picture
}

const red = ({ data }: Picture, x: number, y: number): number => data[y * SIDE + x] - data[N + y * SIDE + x]

describe('evened', () => {
  it('spreads a blotch over light that is even', () => {
    const blotch = (x: number, y: number) => ((x - 24) ** 2 + (y - 24) ** 2 < 9 ? 0.3 : 0)
    const out = evened(reddish(() => 0.5, blotch))
    expect(red(out, 24, 24)).toBeLessThan(0.2)
    expect(red(out, 28, 24)).toBeGreaterThan(0.01)
  })

  it('keeps colours apart where the light changes, as strong as the constant says', () => {
    const out = evened(
      reddish(
        (x) => (x < 24 ? 0.3 : 0.7),
        (x) => (x < 24 ? 0.2 : -0.1),
      ),
    )
    expect(red(out, 23, 10)).toBeCloseTo(1.1 * 0.2, 4)
    expect(red(out, 24, 10)).toBeCloseTo(1.1 * -0.1, 4)
  })

  it('leaves the luma', () => {
    const picture = reddish(
      (x) => 0.3 + 0.4 * (x / SIDE),
      (x, y) => 0.1 * Math.sin(x * y),
    )
    const own = luma(picture).data
    for (const [i, v] of luma(evened(picture)).data.entries()) expect(v).toBeCloseTo(own[i], 5)
  })
})
