import { createPlane, type Plane } from '@revelado/core'
import { describe, expect, it } from 'vitest'
import { type Judge, logOdds, type Mark, marksByLevel, PLAIN_JUDGE, TRAITS, verdicts } from './marks.ts'

const [WIDTH, HEIGHT] = [100, 60]

const plane = (draw: (x: number, y: number) => number): Plane => {
  const drawn = createPlane(WIDTH, HEIGHT)
  for (let i = 0; i < drawn.data.length; i++) drawn.data[i] = draw(i % WIDTH, Math.floor(i / WIDTH))
  return drawn
}

const marks = (evidence: Plane): Mark[] => marksByLevel(evidence)[0]

const trait = ({ traits }: Mark, name: string): number => traits[TRAITS.findIndex((trait) => trait.startsWith(name))]

const onLine = (x: number, y: number): boolean => x >= 10 && x < 50 && (y === 20 || y === 21)

describe('marks', () => {
  it('tells how sure a line is, in the mean and at most', () => {
    const found = marks(plane((x, y) => (onLine(x, y) ? (x === 30 ? 0.9 : 0.6) : 0.1)))
    expect(found.length).toBe(1)
    const [line] = found
    expect(line.pixels.length).toBe(80)
    expect(line.traits.length).toBe(TRAITS.length)
    expect(trait(line, 'mean log-odds')).toBeCloseTo((78 * logOdds(0.6) + 2 * logOdds(0.9)) / 80, 5)
    expect(trait(line, 'greatest')).toBeCloseTo(logOdds(0.9), 5)
  })

  it('knows no specks', () => {
    expect(marks(plane((x, y) => (x === 5 && y < 3 ? 0.9 : 0)))).toEqual([])
  })

  it('tells wide ones apart, and a line that leaves one', () => {
    const [square, line] = [(x: number, y: number) => x > 20 && x < 50 && y > 20 && y < 50, (_: number, y: number) => y === 30 || y === 31]
    const found = marks(plane((x, y) => (square(x, y) ? (x === 30 ? 0.97 : 0.9) : line(x, y) ? 0.6 : 0)))
    expect(found.map(({ wide }) => wide)).toEqual([false, false, true])
    const hole = found[2]
    expect(hole.pixels.length).toBeGreaterThanOrEqual(29 * 29)
    // No whole square is as likely as its likeliest column
    expect(trait(hole, 'greatest')).toBeCloseTo(logOdds(0.9), 5)
  })
})

describe('verdicts', () => {
  const mark = (greatest: number, wide = false): Mark => ({ pixels: [0], traits: [7, greatest], wide })
  const byGreatest = TRAITS.map((_, i) => (i === 1 ? 1 : 0))

  it('without a judge are what is certain somewhere', () => {
    expect(verdicts(PLAIN_JUDGE, [mark(2), mark(-1)])).toEqual([2, -1])
  })

  it('believe a wide mark where FIND is as good as certain, unless the judge has its own opinion', () => {
    const wide = [mark(5, true), mark(6, true)]
    expect(verdicts(PLAIN_JUDGE, wide)).toEqual([Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY])
    const own = { first: { weights: byGreatest, bias: -5 }, second: { weights: [...byGreatest, 1], bias: -4 } }
    const [less, more] = verdicts({ ...PLAIN_JUDGE, wide: own }, wide)
    expect(less).toBeCloseTo(1 + Math.log(0.1 + 1), 6)
    expect(more).toBeCloseTo(2 + Math.log(0.1 + 0), 6)
  })

  it('weigh what the other marks of the picture are, never the mark itself', () => {
    const judge: Judge = {
      ...PLAIN_JUDGE,
      first: { weights: byGreatest, bias: 0 },
      second: { weights: [...byGreatest, 2], bias: 0.5 },
    }
    const [scratch, doubt, speck] = verdicts(judge, [mark(4), mark(1), mark(-3)])
    expect(scratch).toBeCloseTo(4.5 + 2 * Math.log(0.1 + 1), 6)
    expect(doubt).toBeCloseTo(1.5 + 2 * Math.log(0.1 + 4), 6)
    expect(speck).toBeCloseTo(-2.5 + 2 * Math.log(0.1 + 5), 6)
    expect(verdicts(judge, [mark(1)])[0]).toBeLessThan(doubt)
  })
})
