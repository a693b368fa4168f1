// Writes MAXIM's denoiser as the ONNX file that the evaluation runs beside the model, from the npm package @upscalerjs/maxim-denoising.
//   npx tsx packages/evaluate/tools/maxim-onnx.ts FOLDER/node_modules/@upscalerjs/maxim-denoising/models PEERS/maxim-denoising.onnx
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { SIDE } from '../src/peers/maxim.ts'
import { type ModelJson, readGraphModel } from './tensorflow/graph-model.ts'
import { tensorflowToOnnx } from './tensorflow/to-onnx.ts'

const [from, to] = process.argv.slice(2)
if (!from || !to) {
  console.error('usage: maxim-onnx.ts FOLDER/node_modules/@upscalerjs/maxim-denoising/models OUTPUT.onnx')
  process.exit(2)
}
const json: ModelJson = JSON.parse(readFileSync(join(from, 'model.json'), 'utf8'))
const shards = json.weightsManifest.map(({ paths }) => Buffer.concat(paths.map((path) => readFileSync(join(from, path)))))
const model = readGraphModel(json, shards)
writeFileSync(to, tensorflowToOnnx(model, 'maxim', { width: SIDE, height: SIDE }))
console.log(`${to}: ${model.nodes.length} operations`)
