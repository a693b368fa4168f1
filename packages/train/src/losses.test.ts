import { createPicture, colourfulness as ofCore, Random } from '@revelado/core'
import { fromArray, scope } from '@revelado/torch'
import { describe, expect, it } from 'vitest'
import { colourfulness } from './losses.ts'

const SIDE = 12

describe('colourfulness', () => {
  it('is what core measures, in units of 0..1, for each picture', () => {
    const random = new Random('colourfulness')
    const pictures = [0.1, 0.6].map((amount) =>
      createPicture(
        SIDE,
        SIDE,
        'srgb',
        Float32Array.from({ length: 3 * SIDE * SIDE }, (_, i) => 0.3 + amount * random.uniform() * (i < SIDE * SIDE ? 1 : 0.4)),
      ),
    )
    const both = Float32Array.from(pictures.flatMap(({ data }) => [...data]))
    const found = scope(() => colourfulness(fromArray(both, [2, 3, SIDE, SIDE])).toFloat32Array())
    for (const [i, picture] of pictures.entries()) expect(255 * found[i]).toBeCloseTo(ofCore(picture), 0)
  })
})
