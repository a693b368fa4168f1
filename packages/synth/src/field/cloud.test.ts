import { Random } from '@revelado/core'
import { expect, it } from 'vitest'
import { deviation, mean, neighbourCorrelation } from '../damage/statistics.ts'
import { cloud } from './cloud.ts'

it('has mean 0 and deviation 1 over many fields', () => {
  for (const octaves of [1, 3]) {
    const all = Array.from({ length: 12 }, (_, k) => [...cloud(new Random(k), 120, 90, 9, octaves).data]).flat()
    // 12 fields of about 130 independent cells: deviation of the mean 0.025, of the deviation 0.02.
    expect(Math.abs(mean(all))).toBeLessThan(0.1)
    expect(Math.abs(deviation(all) - 1)).toBeLessThan(0.08)
  }
})

it('is smooth at the scale of its cells', () => {
  const plane = cloud(new Random(1), 120, 90, 16)
  expect(neighbourCorrelation(plane, plane.data)).toBeGreaterThan(0.97)
})
