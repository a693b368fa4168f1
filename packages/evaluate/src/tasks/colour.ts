// Black-and-white to colour.
import { grey } from '../grey.ts'
import { chromaGain, colourfulnessDifference, colourfulnessRatio, deltaE } from '../measures/colour.ts'
import { frechet } from '../measures/frechet.ts'
import { model, nothing, peer } from '../method.ts'
import type { Task } from '../task.ts'

export const colour: Task = {
  name: 'colour',
  title: 'Black-and-white to colour',
  about:
    'The luma of the pictures. Colourfulness (Hasler and Süsstrunk) against the original’s; squared errors of Cb and Cr pooled over all pictures, against grey. ΔCF: mean absolute difference of colourfulness. Fréchet distance of SqueezeNet’s features of outputs and originals: to be compared only with others of as many pictures.',
  wants: [{ role: 'photographs', names: ['kodak24', 'cbsd68'] }],
  vectors: true,
  cases: ({ picture }) => [{ condition: 'grey', input: grey(picture), target: picture, bw: true }],
  methods: (tools) => [...model(tools), nothing, ...peer(tools.peers.predecessor)],
  measures: [chromaGain, colourfulnessRatio, colourfulnessDifference, deltaE, frechet],
}
