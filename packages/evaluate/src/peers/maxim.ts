// MAXIM's denoiser, trained on real noise of telephones' cameras (SIDD). Tu et al., "MAXIM: Multi-axis MLP for image processing",
// CVPR 2022. Written by packages/evaluate/tools/maxim-onnx.ts, for pictures of one size.
import { createPicture, cropPicture, type Picture, ReveladoError } from '@revelado/core'
import { openGraph, type Peer } from './peer.ts'

/** Pixels a side that the file takes: what MAXIM was trained on, and the crops of a quick evaluation. */
export const SIDE = 256

/** The place in 0..length − 1 that `at` is mirrored to; the rim is not doubled. */
function mirrored(at: number, length: number): number {
  const period = Math.max(1, 2 * length - 2)
  const place = at % period
  return place < length ? place : period - place
}

/**
 * The picture continued by its mirror image to the right and below until it is SIDE × SIDE.
 * @throws ReveladoError 'bad-picture' when it is larger than that.
 */
export function fillUp(picture: Picture): Picture {
  const { width, height, encoding, data } = picture
  if (Math.max(width, height) > SIDE)
    throw new ReveladoError('bad-picture', `expected at most ${SIDE} × ${SIDE} pixels for MAXIM but received ${width} × ${height}`)
  const out = createPicture(SIDE, SIDE, encoding)
  for (let c = 0; c < 3; c++)
    for (let y = 0; y < SIDE; y++)
      for (let x = 0; x < SIDE; x++)
        out.data[(c * SIDE + y) * SIDE + x] = data[(c * height + mirrored(y, height)) * width + mirrored(x, width)]
  return out
}

/** For pictures of at most 256 × 256: 8 s each on two cores, after 5 s of loading. */
export async function loadMaxim(folder: string): Promise<Peer | undefined> {
  const graph = await openGraph(folder, 'maxim-denoising.onnx')
  return (
    graph && {
      name: 'MAXIM (SIDD)',
      async restore(picture) {
        const answer = await graph(fillUp(picture).data, 3, SIDE, SIDE)
        return cropPicture(createPicture(SIDE, SIDE, picture.encoding, answer), 0, 0, picture.width, picture.height)
      },
    }
  )
}
