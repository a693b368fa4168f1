// Develops tiles at full size by LOOK's parameters, through the network's own description of a development.
import { develop, type Ops } from '@revelado/model'
import { type Tensor, ops as torch } from '@revelado/torch'

/**
 * @param tiles [n, 3, h, w], sRGB 0..1
 * @param development [n, 78]
 * @param amount [n, 1]: 1 developed, 0 left exactly as it is
 */
export function developTiles(ops: Ops<Tensor>, tiles: Tensor, development: Tensor, amount: Tensor): Tensor {
  const flat = torch.reshape(torch.contiguous(tiles), [tiles.shape[0], 3, -1])
  const change = torch.mul(torch.reshape(amount, [-1, 1, 1]), torch.sub(develop(ops, flat, development), flat))
  const developed = torch.reshape(torch.add(flat, change), tiles.shape)
  return torch.contiguous(developed, { memory_format: 'channels_last' })
}
