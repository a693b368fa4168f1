import { deltaE2000 } from '@revelado/core'
import { describe, expect, it } from 'vitest'
import { expected, fixture } from '../fixture.ts'
import { complement } from './complement.ts'
import { invertByDensity } from './density-inverter.ts'
import { complementStretched } from './stretch.ts'

/** Single precision against double, and skimage's Lab matrix of six digits. The issue grants 1 ΔE. */
const DELTA_E = 0.05
/** No percentiles in it: only rounding. */
const EXACT = 0.01

describe('classical inversions of simulated negatives', () => {
  for (const [i, { stock, scanner, deltaE }] of expected.film.entries())
    it(`are as far from the photograph as the reference says: ${stock}, ${scanner}`, async () => {
      const [photo, scan] = await Promise.all([fixture('photo'), fixture(`scan-${i}`)])
      expect(Math.abs(deltaE2000(complement(scan), photo).mean - deltaE.complement)).toBeLessThan(EXACT)
      expect(Math.abs(deltaE2000(complementStretched(scan), photo).mean - deltaE.stretch)).toBeLessThan(DELTA_E)
      expect(Math.abs(deltaE2000(invertByDensity(scan), photo).mean - deltaE.density)).toBeLessThan(DELTA_E)
    })
})
