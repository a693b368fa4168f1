// Colour negatives on film stocks and scanners that no training ever saw.
import { drawNegative, makeNegative } from '@revelado/synth'
import { complement } from '../baselines/complement.ts'
import { invertByDensity } from '../baselines/density-inverter.ts'
import { complementStretched } from '../baselines/stretch.ts'
import { roundToBytes } from '../bytes.ts'
import { castB, castBAbsolute, deltaE, deltaE90 } from '../measures/colour.ts'
import { classical, model } from '../method.ts'
import type { Task } from '../task.ts'

export const INVERSIONS = [
  classical('255 − x', complement),
  classical('255 − x, stretched', complementStretched),
  classical('density inverter', invertByDensity),
]

export const negatives: Task = {
  name: 'negatives',
  title: 'Colour negatives',
  about:
    'Simulated scans on held-out stocks and scanners: grain, age, dust, uneven light, crosstalk; the frame alone. The photographs are halved first. Means over pictures of the mean over pixels; the cast is the mean b* less the original’s.',
  wants: [{ role: 'photographs', names: ['kodak24', 'cbsd68'] }],
  shrink: 2,
  cases({ picture }, random) {
    const parameters = { ...drawNegative(random, { kind: 'colour', heldOut: true }), border: null, edits: [] }
    return [{ condition: 'held-out film', input: roundToBytes(makeNegative(picture, parameters).scan), target: picture, negative: true }]
  },
  methods: (tools) => [...model(tools), ...INVERSIONS],
  measures: [deltaE, deltaE90, castB, castBAbsolute],
}
