import { describe, expect, test } from 'vitest'
import { Random } from './random.ts'

const MANY = 200000

function moments(draw: () => number, count = MANY): { mean: number; deviation: number; skew: number; tails: number } {
  const values = Float64Array.from({ length: count }, draw)
  const mean = values.reduce((s, v) => s + v, 0) / count
  const central = (p: number): number => values.reduce((s, v) => s + (v - mean) ** p, 0) / count
  const deviation = Math.sqrt(central(2))
  return { mean, deviation, skew: central(3) / deviation ** 3, tails: central(4) / deviation ** 4 }
}

/** Five standard errors of a mean of 200,000 draws of deviation 1. */
const FIVE_ERRORS = 5 / Math.sqrt(MANY)

test('the first values of a seed are pinned', () => {
  const random = new Random(1)
  expect([random.bits(), random.bits(), random.bits()]).toEqual([1698403241, 199302822, 2913731259])
  expect([random.uniform(), random.normal(), random.int(0, 99), random.gamma(2), random.logUniform(1, 100)]).toEqual([
    0.5578270647674799, -0.05078636753608647, 5, 1.2526933068480457, 13.299909163855057,
  ])
  expect(new Random('a').split('b').bits()).toBe(506453752)
  expect(new Random(7).permutation(8)).toEqual([1, 5, 6, 3, 0, 7, 2, 4])
})

describe('streams', () => {
  test('the same seed gives the same stream, another another', () => {
    expect(new Random(5).bits()).toBe(new Random('5').bits())
    expect(new Random(5).bits()).not.toBe(new Random(6).bits())
  })

  test('a split does not depend on what was drawn before, nor the parent on the split', () => {
    const fresh = new Random(3)
    const used = new Random(3)
    for (let i = 0; i < 10; i++) used.normal()
    expect(used.split('x').bits()).toBe(fresh.split('x').bits())
    const a = new Random(3)
    const b = new Random(3)
    a.split('x').bits()
    expect(a.bits()).toBe(b.bits())
  })

  test('neighbouring splits are uncorrelated', () => {
    const n = 2000
    for (const [left, right] of [
      ['0', '1'],
      ['a', 'b'],
      ['x/1', 'x/2'],
    ]) {
      const a = new Random(9).split(left)
      const b = new Random(9).split(right)
      let sum = 0
      for (let i = 0; i < n; i++) sum += (a.uniform() - 0.5) * (b.uniform() - 0.5) * 12
      expect(Math.abs(sum / n)).toBeLessThan(5 / Math.sqrt(n))
    }
  })

  test('first values over many seeds are uniform', () => {
    let sum = 0
    for (let seed = 0; seed < 5000; seed++) sum += new Random(seed).uniform()
    expect(Math.abs(sum / 5000 - 0.5)).toBeLessThan(5 / Math.sqrt(12 * 5000))
  })
})

describe('distributions', () => {
  test('uniform: bounds, mean, deviation, and 256 bins by chi-square', () => {
    const random = new Random('uniform')
    const bins = new Float64Array(256)
    const found = moments(() => {
      const v = random.uniform()
      bins[Math.floor(v * 256)]++
      return v
    })
    expect(Math.abs(found.mean - 0.5)).toBeLessThan(FIVE_ERRORS)
    expect(Math.abs(found.deviation - Math.sqrt(1 / 12))).toBeLessThan(FIVE_ERRORS)
    const chi = bins.reduce((s, v) => s + (v - MANY / 256) ** 2 / (MANY / 256), 0)
    expect(Math.abs(chi - 255)).toBeLessThan(5 * Math.sqrt(2 * 255))
  })

  test('normal: four moments and the share beyond 1, 2, 3 and 3.5 deviations', () => {
    const random = new Random('normal')
    const beyond = [1, 2, 3, 3.5].map((edge) => ({ edge, count: 0 }))
    const found = moments(() => {
      const v = random.normal()
      for (const b of beyond) if (Math.abs(v) > b.edge) b.count++
      return v
    })
    expect(Math.abs(found.mean)).toBeLessThan(FIVE_ERRORS)
    expect(Math.abs(found.deviation - 1)).toBeLessThan(FIVE_ERRORS)
    expect(Math.abs(found.skew)).toBeLessThan(FIVE_ERRORS * Math.sqrt(6))
    expect(Math.abs(found.tails - 3)).toBeLessThan(FIVE_ERRORS * Math.sqrt(24))
    const shares = [0.317310508, 0.045500264, 0.002699796, 0.000465258]
    beyond.forEach(({ count }, i) => {
      expect(Math.abs(count / MANY - shares[i])).toBeLessThan(5 * Math.sqrt(shares[i] / MANY))
    })
  })

  test('normal: the far tail, beyond the ziggurat, by its share beyond 4 deviations', () => {
    const random = new Random('tail')
    const draws = 4_000_000
    const share = 6.334248e-5
    let beyond = 0
    for (let i = 0; i < draws; i++) if (Math.abs(random.normal()) > 4) beyond++
    expect(Math.abs(beyond - draws * share)).toBeLessThan(4.5 * Math.sqrt(draws * share))
  })

  test('normal with a mean and a deviation; whole fields equal single calls', () => {
    const a = new Random('field')
    const b = new Random('field')
    const field = new Float64Array(1000)
    a.fillNormal(field, 3, 2)
    expect([...field]).toEqual(Array.from({ length: 1000 }, () => b.normal(3, 2)))
    a.fillUniform(field, -1, 1)
    expect([...field]).toEqual(Array.from({ length: 1000 }, () => b.uniform(-1, 1)))
  })

  test('gamma, Poisson, triangular, log-uniform: mean and deviation', () => {
    const random = new Random('others')
    const cases: [() => number, number, number][] = [
      [() => random.gamma(4, 0.5), 2, 1],
      [() => random.poisson(6), 6, Math.sqrt(6)],
      [() => random.triangular(0, 1, 4), 5 / 3, Math.sqrt(13 / 18)],
      [() => Math.log(random.logUniform(1, Math.E)), 0.5, Math.sqrt(1 / 12)],
    ]
    for (const [draw, mean, deviation] of cases) {
      const found = moments(draw, 20000)
      const error = (5 / Math.sqrt(20000)) * deviation
      expect(Math.abs(found.mean - mean)).toBeLessThan(error)
      expect(Math.abs(found.deviation - deviation)).toBeLessThan(2 * error)
    }
  })

  test('whole numbers reach both ends, permutations hold each number once', () => {
    const random = new Random('int')
    const seen = new Set(Array.from({ length: 500 }, () => random.int(-2, 3)))
    expect([...seen].sort((a, b) => a - b)).toEqual([-2, -1, 0, 1, 2, 3])
    expect(random.permutation(50).sort((a, b) => a - b)).toEqual(Array.from({ length: 50 }, (_, i) => i))
  })
})
