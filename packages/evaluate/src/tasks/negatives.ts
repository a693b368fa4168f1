// Colour negatives on film stocks and scanners that no training ever saw.
import type { Picture, Random } from '@revelado/core'
import { drawNegative, makeNegative } from '@revelado/synth'
import { complement } from '../baselines/complement.ts'
import { invertByDensity } from '../baselines/density-inverter.ts'
import { complementStretched } from '../baselines/stretch.ts'
import { roundToBytes } from '../bytes.ts'
import { castB, castBAbsolute, deltaE, deltaE90 } from '../measures/colour.ts'
import { classical, model, peer } from '../method.ts'
import type { Case, Task } from '../task.ts'

export const INVERSIONS = [
  classical('255 − x', complement),
  classical('255 − x, stretched', complementStretched),
  classical('density inverter', invertByDensity),
]

/** A scan of the frame alone, which counts among those of its film and of its scanner besides. */
function scanOf(picture: Picture, random: Random, heldOut: boolean): Case {
  const parameters = { ...drawNegative(random, { kind: 'colour', heldOut }), border: null, edits: [] }
  return {
    condition: heldOut ? 'held-out film' : 'film of training',
    also: [`stock ${parameters.roll.stock}`, `scanner ${parameters.scanner.kind}`],
    input: roundToBytes(makeNegative(picture, parameters).scan),
    target: picture,
    negative: true,
  }
}

export const negatives: Task = {
  name: 'negatives',
  title: 'Colour negatives',
  about:
    'Simulated scans on stocks and scanners held out of training, and on those of training: grain, age, dust, uneven light, crosstalk; the frame alone. The photographs are halved first. Means over pictures of the mean over pixels; the cast is the mean b* less the original’s. Rows by stock and by scanner are over all sets.',
  wants: [{ role: 'photographs', names: ['kodak24', 'cbsd68'] }],
  shrink: 2,
  cases: ({ picture }, random) => [scanOf(picture, random, true), scanOf(picture, random.split('training'), false)],
  methods: (tools) => [...model(tools), ...INVERSIONS, ...peer(tools.peers.predecessor), ...(tools.peers.programs ?? []).flatMap(peer)],
  measures: [deltaE, deltaE90, castB, castBAbsolute],
}
