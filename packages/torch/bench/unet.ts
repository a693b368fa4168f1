// A small U-Net: a stand-in for benchmarks. unet.py is the same in PyTorch.

import { ops, rand, randn, scope, type Tensor } from '../src/index.ts'
import type { Network, Settings } from './network.ts'

const LEVELS = 3

export function build({ batch, size, channels }: Settings): Network {
  const weights: Record<string, Tensor> = {}
  const layer = (name: string, from: number, to: number, side = 3) => {
    const spread = Math.sqrt(2 / (from * side * side))
    weights[`${name}.w`] = channelsLast(scope(() => ops.mul(randn([to, from, side, side]), spread)))
    weights[`${name}.b`] = ops.zeros([to], { dtype: 'float32' })
  }
  for (let level = 0; level < LEVELS; level++) {
    const width = channels << level
    layer(`down${level}.0`, level === 0 ? 3 : width >> 1, width)
    layer(`down${level}.1`, width, width)
  }
  for (let level = LEVELS - 2; level >= 0; level--) {
    const width = channels << level
    layer(`up${level}.0`, width * 3, width)
    layer(`up${level}.1`, width, width)
  }
  layer('last', channels, 3, 1)
  for (const weight of Object.values(weights)) weight.requiresGrad = true

  const inputs = { x: channelsLast(rand([batch, 3, size, size])), y: channelsLast(rand([batch, 3, size, size])) }

  const convolve = (x: Tensor, name: string) => ops.conv2d(x, weights[`${name}.w`], weights[`${name}.b`], { padding: 'same' })
  const block = (x: Tensor, name: string) => ops.relu_(convolve(ops.relu_(convolve(x, `${name}.0`)), `${name}.1`))

  function forward(input: Tensor): Tensor {
    const skips: Tensor[] = []
    let x = input
    for (let level = 0; level < LEVELS; level++) {
      x = block(level === 0 ? x : ops.max_pool2d(x, 2), `down${level}`)
      skips.push(x)
    }
    for (let level = LEVELS - 2; level >= 0; level--) {
      x = block(ops.cat([ops.upsample_nearest2d(x, null, [2, 2]), skips[level]], 1), `up${level}`)
    }
    return convolve(x, 'last')
  }

  return { weights, inputs, loss: () => ops.l1_loss(forward(inputs.x).to({ dtype: 'float32' }), inputs.y) }
}

const channelsLast = (x: Tensor) => ops.contiguous(x, { memory_format: 'channels_last' })
