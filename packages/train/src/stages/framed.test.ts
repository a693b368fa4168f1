import { fromArray, scope } from '@revelado/torch'
import { expect, it } from 'vitest'
import { framed } from './framed.ts'

it('makes both pictures black outside the frame and leaves the input alone', () => {
  scope(() => {
    const picture = fromArray(Float32Array.of(1, 2, 3), [1, 3, 1, 1])
    const wide = (values: number[], channels: number) => fromArray(Float32Array.from(values), [1, channels, 1, 2])
    const shown = framed({
      input: picture,
      picture: wide([1, 2, 3, 4, 5, 6], 3),
      target: wide([7, 8, 9, 1, 2, 3], 3),
      frame: wide([0, 1], 1),
    })
    expect([...shown.picture.toFloat32Array()]).toEqual([0, 2, 0, 4, 0, 6])
    expect([...shown.target.toFloat32Array()]).toEqual([0, 8, 0, 1, 0, 3])
    expect(shown.input).toBe(picture)
  })
})
