// MAXIM's denoiser, trained on real noise of telephones' cameras (SIDD). Tu et al., "MAXIM: Multi-axis MLP for image processing",
// CVPR 2022. Written by packages/evaluate/tools/maxim-onnx.ts, for pictures of one size.
import { createPicture, cropPicture, ReveladoError } from '@revelado/core'
import { fillUp } from './fill-up.ts'
import { openGraph, type Peer } from './peer.ts'

/** Pixels a side that the file takes: what MAXIM was trained on, and the crops of a quick evaluation. */
export const SIDE = 256

/** For pictures of at most 256 × 256: 8 s each on two cores, after 5 s of loading. */
export async function loadMaxim(folder: string): Promise<Peer | undefined> {
  const graph = await openGraph(folder, 'maxim-denoising.onnx')
  return (
    graph && {
      name: 'MAXIM (SIDD)',
      async restore(picture) {
        const { width, height } = picture
        if (Math.max(width, height) > SIDE)
          throw new ReveladoError('bad-picture', `expected at most ${SIDE} × ${SIDE} pixels for MAXIM but received ${width} × ${height}`)
        const answer = await graph(fillUp(picture, SIDE, SIDE).data, 3, SIDE, SIDE)
        return cropPicture(createPicture(SIDE, SIDE, picture.encoding, answer), 0, 0, width, height)
      },
    }
  )
}
