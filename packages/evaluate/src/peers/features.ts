// SqueezeNet's vectors of a picture, for the Fréchet distance; written by packages/train/tools/features-onnx.ts.
import { type Picture, ReveladoError } from '@revelado/core'
import { openGraph } from './peer.ts'

/** 512 numbers for a picture. */
export type Features = (picture: Picture) => Promise<Float32Array>

/** Fewer pixels a side leave nothing after three poolings. */
const LEAST_SIDE = 32

export async function loadFeatures(folder: string): Promise<Features | undefined> {
  const graph = await openGraph(folder, 'squeezenet1.1.onnx')
  return (
    graph &&
    (({ width, height, data }) => {
      if (Math.min(width, height) < LEAST_SIDE)
        throw new ReveladoError(
          'bad-picture',
          `expected at least ${LEAST_SIDE} pixels a side for features but received ${width} × ${height}`,
        )
      return graph(data, 3, height, width)
    })
  )
}
