import { describe, expect, it } from 'vitest'
import type { Phase } from './config.ts'
import { endsOf, isOver, placeOf } from './phases.ts'

const phase = (part: Phase['part'], share: number, stage: Phase['stage'] = 'generator'): Phase => ({
  stage,
  part,
  repaint: true,
  share,
  look: 64,
  tile: 64,
  tiles: 1,
  batch: 1,
})

describe('placeOf', () => {
  const phases = [phase('look', 1), phase('look', 3), phase('repair', 4)]

  it('finds the phase by its share', () => {
    expect([0, 0.12, 0.13, 0.49, 0.51, 1].map((p) => placeOf(phases, p).index)).toEqual([0, 0, 1, 1, 2, 2])
  })

  it('runs one schedule over neighbouring phases of one part', () => {
    expect(placeOf(phases, 0.25).stretch).toBeCloseTo(0.5, 10)
    expect(placeOf(phases, 0.5).stretch).toBeCloseTo(0, 10)
    expect(placeOf(phases, 0.75).stretch).toBeCloseTo(0.5, 10)
    expect(placeOf(phases, 1).stretch).toBe(1)
  })

  it('begins a schedule of its own where the stage changes', () => {
    const stages = [phase('look', 1), phase('look', 1, 'critic'), phase('look', 1, 'gan'), phase('look', 1, 'gan')]
    expect(placeOf(stages, 0.25).stretch).toBeCloseTo(0, 10)
    expect(placeOf(stages, 0.375).stretch).toBeCloseTo(0.5, 10)
    expect(placeOf(stages, 0.75).stretch).toBeCloseTo(0.5, 10)
  })

  it('is in the next phase at the end of one, whatever rounding left', () => {
    const thirds = [phase('look', 1), phase('look', 1), phase('look', 1)]
    expect(endsOf(thirds)[2]).toBeCloseTo(1, 12)
    expect(placeOf(thirds, endsOf(thirds)[0] - 1e-15).index).toBe(1)
    expect(isOver(1 - 1e-15)).toBe(true)
    expect(isOver(0.999)).toBe(false)
  })
})
