// The generator for the benchmark of a training step: LOOK on whole pictures, REPAIR on as many tiles of the same size.
// generator.py is the same in PyTorch.  npm run bench:step
import { PROFILE_LENGTH } from '@revelado/core'
import { type LookInputs, look, lookSizes, type RepairInputs, repair, repairSizes } from '@revelado/model'
import { fromArray, ops, rand, scope, type Tensor } from '@revelado/torch'
import type { Network, Settings } from '../packages/torch/bench/network.ts'
import { libtorchOps, Parameters } from '../packages/train/src/libtorch.ts'

const channelsLast = (x: Tensor): Tensor => ops.contiguous(x, { memory_format: 'channels_last' })

export function build({ batch, size }: Settings): Network {
  const parameters = new Parameters(1)
  for (const sizes of [lookSizes(1, 64, 64), repairSizes(1, 64, 64)])
    for (const { name, shape, init } of sizes.parameters.values()) parameters.get(name, shape, init)
  const weights = Object.fromEntries(parameters.tensors)
  const picture = (): Tensor => channelsLast(rand([batch, 3, size, size]))
  const plane = (): Tensor => channelsLast(rand([batch, 1, size, size]))
  const switches = Float32Array.from({ length: 4 * batch }, (_, i) => (i * 7) % 2)
  const inputs = {
    picture: picture(),
    lost: plane(),
    hints: picture(),
    switches: fromArray(switches, [batch, 4]),
    target: picture(),
    tile: picture(),
    developed: picture(),
    look: picture(),
    confidence: plane(),
    tileLost: plane(),
    tileTarget: picture(),
    profile: rand([batch, PROFILE_LENGTH]),
  }
  return {
    weights,
    inputs,
    // In a scope of its own, as a training step takes it
    loss() {
      return scope(() => {
        const net = libtorchOps(parameters)
        const seen: LookInputs<Tensor> = inputs
        const tiles: RepairInputs<Tensor> = { ...inputs, lost: inputs.tileLost, switches: ops.narrow(inputs.switches, 1, 0, 2) }
        const small = look(net, seen)
        const { restored } = repair(net, tiles)
        const first = ops.add(ops.l1_loss(small.small, inputs.target), ops.l1_loss(small.developed, inputs.target))
        return ops.add(first, ops.l1_loss(restored, inputs.tileTarget))
      })
    },
  }
}
