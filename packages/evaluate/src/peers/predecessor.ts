// The network of the predecessor's recipe: a U-Net on ResNet34, as `revelado train --recipe predecessor` leaves it.
// Written by packages/train/tools/predecessor-onnx.ts.
import { createPicture, cropPicture } from '@revelado/core'
import { fillUp } from './fill-up.ts'
import { openGraph, type Peer } from './peer.ts'

/** Sides that the network takes are multiples of this. */
const MULTIPLE = 32

const up = (length: number): number => MULTIPLE * Math.ceil(length / MULTIPLE)

export async function loadPredecessor(folder: string): Promise<Peer | undefined> {
  const graph = await openGraph(folder, 'predecessor.onnx')
  return (
    graph && {
      name: 'the predecessor’s network',
      async restore(picture) {
        const [width, height] = [up(picture.width), up(picture.height)]
        const answer = await graph(fillUp(picture, width, height).data, 3, height, width)
        return cropPicture(createPicture(width, height, picture.encoding, answer), 0, 0, picture.width, picture.height)
      },
    }
  )
}
