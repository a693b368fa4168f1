import { PROFILE_LENGTH, Random } from '@revelado/core'
import { describe, expect, it } from 'vitest'
import { type Corrections, errorsOf, fitGain } from './fit-gain.ts'

const PICTURES = 24
const PIXELS = 400

/** Quiet pictures whose corrections are wrong unless they are large, and noisy ones whose corrections are right. */
function made(): Corrections {
  const random = new Random('fit-gain')
  const noisy = (k: number) => k % 2 === 1
  const profiles = Array.from({ length: PICTURES }, (_, k) =>
    Float32Array.from({ length: PROFILE_LENGTH }, () => random.uniform(0, 0.1) + (noisy(k) ? 0.5 : 0)),
  )
  const n = PICTURES * PIXELS
  const of = () => new Float32Array(n)
  const made = { profiles, picture: new Int32Array(n), traits: new Float32Array(2 * n), square: of(), along: of(), wanted: of() }
  for (let i = 0; i < n; i++) {
    const k = i % PICTURES
    const correction = Math.exp(random.uniform(-5, -1))
    const share = noisy(k) || correction > 0.1 ? 1 : 0
    const wanted = share * correction
    made.picture[i] = k
    made.traits.set([Math.log(correction), random.normal(0, 1)], 2 * i)
    made.square[i] = correction ** 2
    made.along[i] = correction * wanted
    made.wanted[i] = wanted ** 2
  }
  return made
}

describe('the fit of the gain', () => {
  it('finds where corrections are right', () => {
    const corrections = made()
    const gain = fitGain(corrections, { steps: 600, batch: 1024, hidden: 8 })
    const weigh = ({ weights, bias }: { weights: readonly number[]; bias: number }, of: readonly number[]) =>
      weights.reduce((sum, weight, i) => sum + weight * of[i], bias)
    const at = (k: number, correction: number) => {
      const known = [...corrections.profiles[k], Math.log(correction), 0]
      const said = gain.hidden.map((weighing) => Math.tanh(weigh(weighing, known)))
      return 1 / (1 + Math.exp(-weigh(gain.out, said)))
    }
    expect(at(0, 0.02)).toBeLessThan(0.2)
    expect(at(0, 0.3)).toBeGreaterThan(0.8)
    expect(at(1, 0.02)).toBeGreaterThan(0.8)
    expect(at(1, 0.3)).toBeGreaterThan(0.9)
  })

  it('counts what it leaves', () => {
    const corrections = made()
    const gains = new Float32Array(corrections.picture.length)
    const none = errorsOf(corrections, gains)
    for (const { untouched, gained } of none) expect(gained).toBeCloseTo(untouched, 9)
    for (const { whole, gained } of errorsOf(corrections, gains.fill(1))) expect(gained).toBeCloseTo(whole, 9)
  })

  it('refuses to fit nothing', () => {
    const none = new Float32Array(0)
    const nothing = { profiles: [], picture: new Int32Array(0), traits: none, square: none, along: none, wanted: none }
    expect(() => fitGain(nothing)).toThrow(RangeError)
  })
})
