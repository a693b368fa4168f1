// CDnCNN-B: blind colour denoiser. Zhang, Zuo, Chen, Meng, Zhang, "Beyond a Gaussian denoiser", IEEE TIP 26(7), 2017.
import { createPicture } from '@revelado/core'
import { openGraph, type Peer } from './peer.ts'

export async function loadCdncnnB(folder: string): Promise<Peer | undefined> {
  const graph = await openGraph(folder, 'cdncnn-b.onnx')
  return (
    graph && {
      name: 'CDnCNN-B',
      async restore({ width, height, encoding, data }) {
        return createPicture(width, height, encoding, await graph(data, 3, height, width))
      },
    }
  )
}
