import { createPicture, createPlane, Random } from '@revelado/core'
import { describe, expect, it } from 'vitest'
import { calibration, inventedPrecision, inventedRecall } from './honesty.ts'

/** An answer whose errors follow a Laplace distribution of scale `real`, and which says that it is `said`. */
function answer(real: number, said: number) {
  const random = new Random('laplace')
  const target = createPicture(64, 64)
  const picture = createPicture(64, 64)
  picture.data.forEach((_, i) => {
    const u = random.uniform(-0.5, 0.5)
    target.data[i] = 0.5
    picture.data[i] = 0.5 - real * Math.sign(u) * Math.log(1 - 2 * Math.abs(u))
  })
  const spread = createPlane(64, 64)
  spread.data.fill(said)
  return { answered: { picture, spread }, question: { condition: '', input: target, target } }
}

describe('calibration', () => {
  const error = (real: number, said: number) => {
    const { answered, question } = answer(real, said)
    return calibration.summary([calibration.of(answered, question)!])
  }

  it('is nought for a true spread and large for one that is twice or half as wide', () => {
    // 12,288 errors: coverage is known within about 0.005.
    expect(error(0.05, 0.05)).toBeLessThan(0.01)
    // ∫ |(1 − p)^½ − (1 − p)| = 1/6 and ∫ |(1 − p)² − (1 − p)| = 1/6 over p in 0..1.
    expect(error(0.05, 0.1)).toBeCloseTo(1 / 6, 1)
    expect(error(0.05, 0.025)).toBeCloseTo(1 / 6, 1)
  })
})

describe('invented', () => {
  const gate = createPlane(4, 1, Float32Array.of(1, 0.6, 0.4, 0))
  const lost = createPlane(4, 1, Float32Array.of(1, 0, 1, 1))
  const input = createPicture(4, 1)

  it('counts hits against what was said and against what was lost', () => {
    const rows = (measure: typeof inventedPrecision) => [measure.of({ picture: input, gate }, { condition: '', input, lost })!]
    expect(inventedPrecision.summary(rows(inventedPrecision))).toBe(1 / 2)
    expect(inventedRecall.summary(rows(inventedRecall))).toBe(1 / 3)
  })

  it('says nothing where nothing is said', () => {
    expect(inventedRecall.of({ picture: input }, { condition: '', input, lost })).toBeUndefined()
  })
})
