import { fromArray, scope } from '@revelado/torch'
import { describe, expect, it } from 'vitest'
import { against, takenForPhotographs } from './judge.ts'

/** Logits of two pictures, one for each place. */
const way = (places: number, first: number[], second: number[]) => fromArray(Float32Array.from([...first, ...second]), [2, 1, 1, places])

describe('the critic’s answers', () => {
  it('cost as much in a way to see with few places as in one with many', () => {
    scope(() => {
      const sure = way(4, [9, 9, 9, 9], [9, 9, 9, 9])
      const wrong = way(1, [-2], [-2])
      // ln(1 + e²) = 2.1269 for −2 against "photograph"
      expect(against([sure, wrong], 1).item()).toBeCloseTo(2.1269 / 2, 3)
      expect(against([wrong], 0).item()).toBeCloseTo(0.1269, 3)
    })
  })

  it('are the mean of places, and then of the ways to see', () => {
    scope(() => {
      const many = way(4, [3, -1, -1, 1], [-3, 1, 1, 0])
      expect(takenForPhotographs([many])).toBe(1)
      expect(takenForPhotographs([many, way(1, [-2], [1])])).toBe(1)
      expect(takenForPhotographs([many, way(1, [2], [1])])).toBe(2)
    })
  })
})
