// The TypeScript half of step.ts: builds the network and writes its tensors, then does one training step for each line of its
// input.
//
// tsx step-process.ts NETWORK.ts TENSORS.safetensors SETTINGS-AS-JSON

import { createInterface } from 'node:readline'
import { pathToFileURL } from 'node:url'
import {
  AdamW,
  autocast,
  clipGradNorm,
  noGrad,
  ops,
  scope,
  seed,
  setThreads,
  type Tensor,
  updateAverage,
  writeSafetensors,
} from '../src/index.ts'
import { type NetworkModule, type Settings, TRAINING } from './network.ts'

const [, , module, file, json] = process.argv
const settings = JSON.parse(json) as Settings
setThreads(settings.threads)
seed(1)
const network = ((await import(pathToFileURL(module).href)) as NetworkModule).build(settings)
writeSafetensors(file, tensorsOf(), { channelsLast: JSON.stringify(channelsLastNames()) })

const weights = Object.values(network.weights)
const averages = noGrad(() => weights.map((weight) => ops.clone(weight)))
const optimiser = new AdamW(network.weights, TRAINING)

function step(): number {
  return scope(() => {
    const loss = settings.dtype === 'bfloat16' ? autocast('cpu', 'bfloat16', network.loss) : network.loss()
    loss.backward()
    clipGradNorm(weights, TRAINING.clip)
    optimiser.step()
    optimiser.clear()
    updateAverage(averages, weights, TRAINING.decay)
    return loss.item()
  })
}

function tensorsOf(): Record<string, Tensor> {
  const named = (prefix: string, tensors: Readonly<Record<string, Tensor>>) =>
    Object.entries(tensors).map(([name, tensor]): [string, Tensor] => [`${prefix}.${name}`, tensor])
  return Object.fromEntries([...named('weights', network.weights), ...named('inputs', network.inputs)])
}

/** Four dimensions, of which the second moves fastest. */
function channelsLastNames(): string[] {
  const isChannelsLast = ({ shape, strides }: Tensor) => shape.length === 4 && strides[1] === 1 && shape[1] * shape[2] * shape[3] > shape[1]
  return Object.entries(tensorsOf())
    .filter(([, tensor]) => isChannelsLast(tensor))
    .map(([name]) => name)
}

console.log('ready')
for await (const _ of createInterface({ input: process.stdin })) {
  const start = performance.now()
  const loss = step()
  console.log(JSON.stringify({ ms: performance.now() - start, loss }))
}
