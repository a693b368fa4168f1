import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cbrt, cos, exp, exp10, log, log10, pow, sin, tanh } from './math.ts'
import { Random } from './random.ts'

/** Distance in units of the last place of the expected value. */
function ulps(found: number, expected: number): number {
  if (found === expected) return 0
  const bits = new BigInt64Array(new Float64Array([found, expected]).buffer)
  return Math.abs(Number(bits[0] - bits[1]))
}

/** Math.* of this engine is itself wrong by up to 1 ulp; ours claims 1 or 2. */
const SMALL = 2
const LARGER = 3

function worst(draw: (random: Random) => number, ours: (x: number) => number, theirs: (x: number) => number): number {
  const random = new Random('math')
  let most = 0
  for (let i = 0; i < 20000; i++) {
    const x = draw(random)
    most = Math.max(most, ulps(ours(x), theirs(x)))
  }
  return most
}

describe('deterministic functions against the engine', () => {
  test.each([
    ['exp', exp, Math.exp, (r: Random) => r.uniform(-700, 700), SMALL],
    ['exp near 0', exp, Math.exp, (r: Random) => r.uniform(-1e-3, 1e-3), SMALL],
    ['log', log, Math.log, (r: Random) => r.logUniform(1e-300, 1e300), SMALL],
    ['log near 1', log, Math.log, (r: Random) => r.uniform(0.5, 2), SMALL],
    ['log10', log10, Math.log10, (r: Random) => r.logUniform(1e-12, 1e12), LARGER],
    ['exp10', exp10, (x: number) => 10 ** x, (r: Random) => r.uniform(-30, 30), LARGER],
    ['cbrt', cbrt, Math.cbrt, (r: Random) => r.logUniform(1e-200, 1e200), SMALL],
    ['tanh', tanh, Math.tanh, (r: Random) => r.uniform(-25, 25), 5],
    ['tanh near 0', tanh, Math.tanh, (r: Random) => r.uniform(-0.6, 0.6), 5],
  ] as const)('%s', (_, ours, theirs, draw, tolerance) => {
    expect(worst(draw, ours, theirs)).toBeLessThanOrEqual(tolerance)
  })

  test('pow, also of the sRGB curve', () => {
    expect(
      worst(
        (r) => r.uniform(0, 2),
        (x) => pow(x, 2.4),
        (x) => x ** 2.4,
      ),
    ).toBeLessThanOrEqual(SMALL)
    expect(
      worst(
        (r) => r.logUniform(1e-6, 1e6),
        (x) => pow(x, -17.3),
        (x) => x ** -17.3,
      ),
    ).toBeLessThanOrEqual(SMALL)
  })

  test('sine and cosine, absolutely, up to a million', () => {
    const random = new Random('angle')
    let most = 0
    for (const range of [1, 10, 1e3, 1e6])
      for (let i = 0; i < 5000; i++) {
        const x = random.uniform(-range, range)
        most = Math.max(most, Math.abs(sin(x) - Math.sin(x)), Math.abs(cos(x) - Math.cos(x)))
      }
    expect(most).toBeLessThanOrEqual(2.3e-16)
  })
})

describe('edges', () => {
  test('exact values', () => {
    expect([exp(0), log(1), log10(1), log10(1000), pow(2, 10), pow(10, 3), cbrt(27), cbrt(-8), sin(0), cos(0), tanh(0)]).toEqual([
      1, 0, 0, 3, 1024, 1000, 3, -2, 0, 1, 0,
    ])
  })

  test('limits as Math has them', () => {
    const infinite = Number.POSITIVE_INFINITY
    for (const x of [0, -1, infinite, -infinite, Number.NaN, 710, -746, 5e-324, 1e-310]) {
      expect(ulps(exp(x), Math.exp(x)) <= SMALL || Object.is(exp(x), Math.exp(x))).toBe(true)
      expect(ulps(log(x), Math.log(x)) <= SMALL || Object.is(log(x), Math.log(x))).toBe(true)
    }
    for (const [x, y] of [
      [0, 2],
      [0, -1],
      [-2, 3],
      [-2, 2],
      [-2, 0.5],
      [5, 0],
      [infinite, 2],
      [infinite, -2],
      [0.5, infinite],
      [2, infinite],
      [2, -infinite],
      [1e300, 2],
      [1e-300, 2],
      [Number.NaN, 1],
    ])
      expect(pow(x, y)).toBe(x ** y)
  })

  test('sums and products', () => {
    fc.assert(
      fc.property(fc.double({ min: -50, max: 50, noNaN: true }), fc.double({ min: -50, max: 50, noNaN: true }), (a, b) => {
        expect(exp(a) * exp(b)).toBeCloseTo(exp(a + b), -Math.floor(Math.log10(exp(a + b))) + 11)
        expect(sin(a) ** 2 + cos(a) ** 2).toBeCloseTo(1, 14)
      }),
    )
  })
})

test('the bits are pinned: every engine must find the same', () => {
  const random = new Random('bits')
  const out = new Float64Array(9)
  const words = new Int32Array(out.buffer)
  let hash = 0
  for (let i = 0; i < 2000; i++) {
    const x = random.uniform(0, 8)
    out.set([exp(-x), log(x), log10(x), pow(x, 2.4), exp10(-x), tanh(x), sin(x), cos(x), cbrt(x)])
    for (const w of words) hash = (Math.imul(hash, 31) + w) | 0
  }
  expect(hash).toBe(1019794732)
})
