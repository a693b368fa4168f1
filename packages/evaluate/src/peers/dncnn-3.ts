// DnCNN-3: one grey network for noise, JPEG and enlarging, all blind. Zhang et al., IEEE TIP 26(7), 2017. Works on luma; chroma stays.
import { createPicture, luma } from '@revelado/core'
import { openGraph, type Peer } from './peer.ts'

export async function loadDncnn3(folder: string): Promise<Peer | undefined> {
  const graph = await openGraph(folder, 'dncnn-3.onnx')
  return (
    graph && {
      name: 'DnCNN-3',
      async restore(picture) {
        const { width, height, encoding, data } = picture
        const before = luma(picture).data
        const after = await graph(before, 1, height, width)
        const n = width * height
        return createPicture(
          width,
          height,
          encoding,
          data.map((v, i) => v + after[i % n] - before[i % n]),
        )
      },
    }
  )
}
