// Writes what a run of the predecessor's recipe learned as the ONNX file that the evaluation sets beside the model.
//   npx tsx packages/train/tools/predecessor-onnx.ts RUN PEERS/predecessor.onnx
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { predecessorSizes, predecessorUnet, writeGraph } from '@revelado/model'
import { runFolder } from '../src/data/cache-folder.ts'
import { readPredecessorConfig } from '../src/predecessor/config.ts'
import { loadPredecessor } from '../src/predecessor/state.ts'

const [run, to] = process.argv.slice(2)
if (!run || !to) {
  console.error('usage: predecessor-onnx.ts RUN OUTPUT.onnx')
  process.exit(2)
}
const folder = runFolder(run)
const config = { ...readPredecessorConfig(join(folder, 'config.json')), device: 'cpu' as const }
const state = loadPredecessor(join(folder, 'checkpoint.safetensors'), config)
if (!state) {
  console.error(`the run ${run} has no checkpoint in ${folder}`)
  process.exit(1)
}
const { averaged, progress } = state
const { parameters, statistics } = predecessorSizes(1, 64, 64, config.network)
const weights = new Map(
  [...parameters.keys(), ...statistics.keys()].map((name) => {
    const tensor = averaged.tensors.get(name) ?? averaged.statistics.get(name)!
    return [name, { shape: [...tensor.shape], data: tensor.toFloat32Array() }]
  }),
)
const picture = ['n', 3, 'height', 'width']
const graph = { name: 'predecessor', inputs: { picture }, outputs: { restored: picture } }
writeFileSync(
  to,
  writeGraph(graph, weights, (ops, { picture }) => ({ restored: predecessorUnet(ops, picture, config.network) })),
)
console.log(`${to}: ${progress.samples} samples in ${Math.round(progress.seconds / 60)} minutes`)
