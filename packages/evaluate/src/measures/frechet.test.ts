import { createPicture } from '@revelado/core'
import { describe, expect, it } from 'vitest'
import { frechet } from './frechet.ts'

const picture = createPicture(1, 1)
const answer = (own: readonly number[], original: readonly number[]) => ({
  picture,
  vectors: { own: Float32Array.from(own), original: Float32Array.from(original) },
})
const row = (own: readonly number[], original: readonly number[]) =>
  frechet.of(answer(own, original), { condition: '', input: picture }) as readonly number[]

describe('the Fréchet distance of answers', () => {
  const originals = [
    [0, 1],
    [2, 5],
    [4, 2],
  ]

  it('is 0 for the originals in any order, and the square of a shift', () => {
    const shuffled = [1, 2, 0].map((at, i) => row(originals[at], originals[i]))
    expect(frechet.summary(shuffled)).toBeCloseTo(0, 6)
    const moved = originals.map((own) =>
      row(
        own.map((v) => v + 3),
        own,
      ),
    )
    expect(frechet.summary(moved)).toBeCloseTo(18, 4)
  })

  it('says nothing without vectors, nor of one picture', () => {
    expect(frechet.of({ picture }, { condition: '', input: picture })).toBeUndefined()
    expect(frechet.summary([row([1, 2], [3, 4])])).toBeNaN()
  })
})
