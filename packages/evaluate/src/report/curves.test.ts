import { describe, expect, it } from 'vitest'
import { calibration } from '../measures/honesty.ts'
import { curvesSvg } from './curves.ts'

const about = { task: 'change-map', set: 'kodak24', condition: 'colour', method: 'revelado', measure: 'calibration' }

describe('curvesSvg', () => {
  it('draws a perfect curve on the diagonal, and names it', () => {
    const svg = curvesSvg([{ ...about, x: 'nominal', y: 'real <1>', points: [[0, 0] as const, [1, 1] as const] }])
    const lines = [...svg.matchAll(/points="([^"]+)"/g)].map(([, points]) => points)
    expect(lines[0]).toBe(lines[1])
    expect(svg).toContain('kodak24, colour, revelado')
    expect(svg).toContain('real &#60;1&#62;')
    expect(curvesSvg([])).toBe('')
  })

  it('shows the coverage whose distance from the diagonal the figure is', () => {
    const row = Array.from({ length: 19 }, (_, k) => (k + 1) / 20 + 0.02)
    const points = calibration.curve!.points([row])
    expect(points[0]).toEqual([0.05, expect.closeTo(0.07, 9)])
    expect(calibration.summary([row])).toBeCloseTo(0.02, 9)
  })
})
