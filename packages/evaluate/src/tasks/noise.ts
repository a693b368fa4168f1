// Colour noise: white Gaussian noise in all channels, rounded and clipped to 8 bits.
import type { Picture, Random } from '@revelado/core'
import { denoiseBlindly } from '../baselines/blind-non-local-means.ts'
import { roundToBytes } from '../bytes.ts'
import { psnrRgb } from '../measures/fidelity.ts'
import { classical, model, nothing, peer } from '../method.ts'
import type { Task } from '../task.ts'

function withNoise(picture: Picture, sigma: number, random: Random): Picture {
  return roundToBytes({ ...picture, data: picture.data.map((v) => v + random.normal(0, sigma / 255)) })
}

export const noise: Task = {
  name: 'noise',
  title: 'Colour noise',
  about: 'White Gaussian noise of σ 15, 25 and 50 (8-bit levels) in all three channels, clipped and rounded to 8 bits. Nobody is told σ.',
  wants: [{ role: 'photographs', names: ['kodak24', 'cbsd68'] }],
  cases: ({ picture }, random) =>
    [15, 25, 50].map((sigma) => ({
      condition: `σ ${sigma}`,
      input: withNoise(picture, sigma, random.split(sigma)),
      target: picture,
    })),
  methods: (tools) => [
    ...model(tools),
    nothing,
    classical('non-local means', denoiseBlindly),
    ...peer(tools.peers.cdncnnB),
    ...peer(tools.peers.maxim),
  ],
  measures: [psnrRgb],
}
