import { createPlane, type Plane } from '@revelado/core'
import { describe, expect, it } from 'vitest'
import { type Judge, logOdds, type Mark, marksIn, narrowEvidence, PLAIN_JUDGE, TRAITS, verdicts, wideEvidence } from './marks.ts'

const [WIDTH, HEIGHT] = [100, 60]

const plane = (draw: (x: number, y: number) => number): Plane => {
  const drawn = createPlane(WIDTH, HEIGHT)
  for (let i = 0; i < drawn.data.length; i++) drawn.data[i] = draw(i % WIDTH, Math.floor(i / WIDTH))
  return drawn
}

const marks = (evidence: Plane): Mark[] => marksIn(evidence, narrowEvidence(evidence, wideEvidence(evidence)), 0.5)

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

  it('knows no specks and no wide shapes', () => {
    expect(marks(plane((x, y) => (x === 5 && y < 3 ? 0.9 : 0)))).toEqual([])
    expect(marks(plane((x, y) => (x > 20 && x < 50 && y > 20 && y < 50 ? 0.99 : 0)))).toEqual([])
  })
})

describe('verdicts', () => {
  const mark = (greatest: number): Mark => ({ pixels: [0], traits: [7, greatest] })
  const byGreatest = TRAITS.map((_, i) => (i === 1 ? 1 : 0))

  it('without a judge are what is certain somewhere', () => {
    expect(verdicts(PLAIN_JUDGE, [mark(2), mark(-1)])).toEqual([2, -1])
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
