// Black-and-white negatives on held-out stocks, asked to stay black-and-white.
import { drawNegative, makeNegative } from '@revelado/synth'
import { roundToBytes } from '../bytes.ts'
import { grey } from '../grey.ts'
import { deltaE, deltaE90 } from '../measures/colour.ts'
import { psnrY } from '../measures/fidelity.ts'
import { model } from '../method.ts'
import type { Task } from '../task.ts'
import { INVERSIONS } from './negatives.ts'

export const bwNegatives: Task = {
  name: 'bw-negatives',
  title: 'Black-and-white negatives',
  about:
    'Simulated scans on held-out stocks, some in tinted light, the frame alone; asked to stay black-and-white and compared with the grey photograph, halved.',
  wants: [{ role: 'photographs', names: ['kodak24', 'cbsd68'] }],
  shrink: 2,
  cases({ picture }, random) {
    const parameters = { ...drawNegative(random, { kind: 'bw', heldOut: true }), border: null, edits: [] }
    return [
      {
        condition: 'held-out film',
        input: roundToBytes(makeNegative(picture, parameters).scan),
        target: grey(picture),
        negative: true,
        bw: true,
      },
    ]
  },
  methods: (tools) => [...model(tools, () => ({ keepBw: true })), ...INVERSIONS],
  measures: [deltaE, deltaE90, psnrY],
}
