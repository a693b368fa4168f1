// Clean pictures: what nothing is wrong with must come back as it was.
import { MOST_DECIBELS, psnrRgb, ssimRgb } from '../measures/fidelity.ts'
import { model, nothing, peer } from '../method.ts'
import type { Task } from '../task.ts'

export const clean: Task = {
  name: 'clean',
  title: 'Clean pictures',
  about: `The pictures as they are. An answer equal to its input counts as ${MOST_DECIBELS} dB. SSIM with Gaussian weights, σ 1.5, mean of the channels.`,
  wants: [{ role: 'photographs', names: ['kodak24', 'cbsd68'] }],
  cases: ({ picture }) => [{ condition: 'clean', input: picture, target: picture }],
  methods: (tools) => [...model(tools), nothing, ...peer(tools.peers.predecessor)],
  measures: [psnrRgb, ssimRgb],
}
