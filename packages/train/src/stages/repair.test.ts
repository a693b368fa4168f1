import { Random } from '@revelado/core'
import { describe, expect, it } from 'vitest'
import { paintingOf } from './repair.ts'

describe('paintingOf', () => {
  const COUNT = 2000

  it.each([0, 1])('is mostly what restoring does where "lost" is %i', (lost) => {
    const labels = Float32Array.from({ length: 4 * COUNT }, (_, i) => (i % 4 === 3 ? lost : 1 - lost))
    const painting = paintingOf(labels, new Random('painting'))
    expect(painting.length).toBe(COUNT)
    const as = painting.filter((v) => v === lost).length / COUNT
    expect(as).toBeGreaterThan(0.87)
    expect(as).toBeLessThan(0.93)
  })
})
