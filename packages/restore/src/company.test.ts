import { describe, expect, it } from 'vitest'
import { accompanied, askCompany } from './company.ts'

describe('accompanied', () => {
  it('takes a doubtful picture among negatives for one, and one among prints for a print', () => {
    expect(accompanied(0.5, Array(16).fill(0.97)).probability).toBeGreaterThan(0.8)
    expect(accompanied(0.9, Array(16).fill(0.03)).probability).toBeLessThan(0.8)
    // What a picture is sure of itself stays
    expect(accompanied(0.99, Array(16).fill(0.03)).probability).toBeGreaterThan(0.8)
    expect(accompanied(0.05, Array(16).fill(0.97)).probability).toBeLessThan(0.8)
  })

  it('makes little of few, and nothing of a folder with as many of both as LOOK learned from', () => {
    expect(accompanied(0.5, [0.97]).probability).toBeLessThan(0.7)
    const half = accompanied(0.5, [...Array(8).fill(0.95), ...Array(8).fill(0.05)])
    expect(Math.abs(half.probability - 0.5)).toBeLessThan(0.15)
    const learned = accompanied(0.4, [...Array(37).fill(0.999), ...Array(63).fill(0.001)])
    expect(learned.share).toBeCloseTo(0.37, 2)
    expect(learned.probability).toBeCloseTo(0.4, 2)
  })

  it('ends where the share is the mean of the answers that hang on it', () => {
    const all = [0.6, 0.9, 0.3, 0.75, 0.1]
    const { share, probability, pictures } = accompanied(all[0], all.slice(1))
    const odds = (p: number): number => p / (1 - p)
    const answers = all.map((p) => (odds(p) * odds(share)) / odds(0.37)).map((v) => v / (1 + v))
    expect((4 * 0.37 + answers.reduce((a, b) => a + b)) / 9).toBeCloseTo(share, 3)
    expect(answers[0]).toBeCloseTo(probability, 9)
    expect(pictures).toBe(4)
  })

  it('is no number out of range for answers of 0 and 1', () => {
    for (const own of [0, 1])
      for (const other of [0, 1]) {
        const { probability } = accompanied(own, Array(50).fill(other))
        expect(probability).toBeGreaterThan(0)
        expect(probability).toBeLessThan(1)
      }
  })
})

describe('askCompany', () => {
  it('asks only where the answer is open', async () => {
    let asked = 0
    const company = async (): Promise<number[]> => {
      asked++
      return [0.99, 0.99, 0.99, 0.99, 0.99, 0.99]
    }
    for (const sure of [0.01, 0.05, 0.98]) expect(await askCompany(sure, company)).toBeUndefined()
    expect(asked).toBe(0)
    expect((await askCompany(0.6, company))?.probability).toBeGreaterThan(0.8)
    expect(asked).toBe(1)
    expect(await askCompany(0.6, async () => [])).toBeUndefined()
    expect(await askCompany(0.6, undefined)).toBeUndefined()
  })
})
