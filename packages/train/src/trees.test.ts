import { packTrees, Random, roundLeaves, unpackTrees, weighTrees } from '@revelado/core'
import { describe, expect, it } from 'vitest'
import { fitTrees } from './trees.ts'

const WIDTH = 5

/** Observations of five numbers in −1..1; yes where the first two have one sign, whatever the others say. */
function observations(count: number, seed: string) {
  const random = new Random(seed)
  const rows = Float32Array.from({ length: count * WIDTH }, () => random.uniform(-1, 1))
  const is = Uint8Array.from({ length: count }, (_, i) => (rows[i * WIDTH] > 0 === rows[i * WIDTH + 1] > 0 ? 1 : 0))
  return { rows, is }
}

describe('fitTrees', () => {
  it('learns what no single number tells', () => {
    const { rows, is } = observations(2000, 'learned')
    const trees = fitTrees(rows, WIDTH, is, { trees: 60, depth: 3, rate: 0.3, share: 1 })
    const others = observations(500, 'others')
    const right = others.is.filter((yes, i) => weighTrees(trees, others.rows, i * WIDTH) > 0 === (yes === 1)).length
    expect(right).toBeGreaterThan(470)
  })

  it('begins with the log-odds of yes, and says of each observation what the trees say', () => {
    const { rows, is } = observations(300, 'said')
    let said = new Float64Array(0)
    const trees = fitTrees(rows, WIDTH, is, {
      trees: 20,
      depth: 4,
      onTree: (_, now) => {
        said = now.slice()
      },
    })
    const yes = is.reduce((sum, v) => sum + v, 0)
    expect(trees.bias).toBeCloseTo(Math.log(yes / (300 - yes)), 9)
    for (let i = 0; i < 300; i++) expect(weighTrees(trees, rows, i * WIDTH)).toBeCloseTo(said[i], 4)
  })

  it('fits one leaf as Newton would', () => {
    // One number that parts yes from no: after one step each leaf is −rate·Σgradient / (Σcurvature + ridge)
    const rows = Float32Array.of(0, 0, 0, 1)
    const { leaves, thresholds } = fitTrees(rows, 1, Uint8Array.of(0, 0, 0, 1), { trees: 1, depth: 1, rate: 1, ridge: 2, share: 1 })
    expect(thresholds[0]).toBeGreaterThanOrEqual(0)
    expect(thresholds[0]).toBeLessThan(1)
    expect(leaves).toEqual(roundLeaves(Float32Array.of(-(3 * 0.25) / (3 * 0.1875 + 2), 0.75 / (0.1875 + 2))))
  })

  it('is the same with the same seed, and copes with a number that never changes', () => {
    const { rows, is } = observations(200, 'same')
    for (let i = 0; i < 200; i++) rows[i * WIDTH + 4] = 3
    const options = { trees: 10, depth: 3, share: 0.6, seed: 'a' }
    expect(fitTrees(rows, WIDTH, is, options)).toEqual(fitTrees(rows, WIDTH, is, options))
    expect(fitTrees(rows, WIDTH, is, { ...options, seed: 'b' })).not.toEqual(fitTrees(rows, WIDTH, is, options))
  })

  it('chooses questions by a part of the observations and fits the leaves to all', () => {
    const { rows, is } = observations(2000, 'sampled')
    const options = { trees: 60, depth: 3, rate: 0.3, share: 1, sample: 0.3 }
    let said = new Float64Array(0)
    const trees = fitTrees(rows, WIDTH, is, {
      ...options,
      onTree: (_, now) => {
        said = now.slice()
      },
    })
    expect(said.filter((z, i) => z > 0 === (is[i] === 1)).length).toBeGreaterThan(1900)
    expect(trees.thresholds).not.toEqual(fitTrees(rows, WIDTH, is, { ...options, sample: 1 }).thresholds)
    // With steps of a size that leaves reach their best, each leaf's mean gradient is nothing: over all observations, not the drawn ones
    const one = fitTrees(rows, WIDTH, is, { trees: 1, depth: 1, rate: 1, ridge: 0, share: 1, sample: 0.3 })
    const p = is.reduce((sum, v) => sum + v, 0) / is.length
    const step = (above: boolean) => {
      const own = is.filter((_, i) => rows[i * WIDTH + one.numbers[0]] > one.thresholds[0] === above)
      return own.reduce((sum, v) => sum + v - p, 0) / (own.length * p * (1 - p))
    }
    const wanted = roundLeaves(Float32Array.of(step(false), step(true)))
    for (const [i, leaf] of one.leaves.entries()) expect(leaf).toBeCloseTo(wanted[i], 6)
  })

  it('says the same when it has been packed', () => {
    const { rows, is } = observations(300, 'packed')
    const trees = fitTrees(rows, WIDTH, is, { trees: 12, depth: 4 })
    expect(unpackTrees(packTrees(trees), WIDTH)).toEqual(trees)
  })

  it('refuses observations of one kind, and rows that do not fit', () => {
    expect(() => fitTrees(new Float32Array(4), 2, Uint8Array.of(1, 1))).toThrow('both kinds')
    expect(() => fitTrees(new Float32Array(5), 2, Uint8Array.of(1, 0))).toThrow('2 observations of 2 numbers')
  })
})
