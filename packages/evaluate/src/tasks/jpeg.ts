// JPEG: pictures as they come back from libjpeg with colour at half size.
import { jpegRoundTrip } from '@revelado/core'
import { psnrLumaGain, psnrY } from '../measures/fidelity.ts'
import { model, nothing, peer } from '../method.ts'
import type { Task } from '../task.ts'

export const jpeg: Task = {
  name: 'jpeg',
  title: 'JPEG artefacts',
  about: 'libjpeg at quality 10, 20, 30 and 40 with 4:2:0 chroma. Luma is BT.601, full range. Nobody is told the quality.',
  wants: [{ role: 'photographs', names: ['kodak24'] }],
  cases: ({ picture }) =>
    [10, 20, 30, 40].map((quality) => ({
      condition: `q ${quality}`,
      input: jpegRoundTrip(picture, { quality, subsampling: '4:2:0' }),
      target: picture,
    })),
  methods: (tools) => [...model(tools), nothing, ...peer(tools.peers.dncnn3)],
  measures: [psnrLumaGain, psnrY],
}
