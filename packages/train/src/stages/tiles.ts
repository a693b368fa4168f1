// What REPAIR is shown of LOOK's picture: enlarged, coarse, cut as the tiles are.
import { type Tensor, ops as torch } from '@revelado/torch'
import type { Batch } from '../feed/batch.ts'

/** Enlarges [n, c, s, s] to the canvas and cuts every tile of it: [n · tiles, c, tile, tile]. */
export function cutTiles(small: Tensor, batch: Batch): Tensor {
  const { canvas, tile, tiles, count } = batch.shape
  const large = torch.upsample_bilinear2d(small, [canvas, canvas], false)
  const cut: Tensor[] = []
  for (let i = 0; i < count * tiles; i++) {
    const one = torch.narrow(large, 0, Math.floor(i / tiles), 1)
    cut.push(torch.narrow(torch.narrow(one, 2, batch.offsets[2 * i + 1], tile), 3, batch.offsets[2 * i], tile))
  }
  return torch.contiguous(torch.cat(cut, 0), { memory_format: 'channels_last' })
}

/** A small picture shrunk to `coarse` pixels and enlarged again. */
export function roughen(small: Tensor, side: number, coarse: number): Tensor {
  return torch.upsample_bilinear2d(torch.adaptive_avg_pool2d(small, [coarse, coarse]), [side, side], false)
}

/** Rows of [n, …] repeated for each tile of a picture. */
export function perTile(x: Tensor, tiles: number): Tensor {
  return tiles === 1 ? x : torch.repeat_interleave(x, tiles, 0)
}
