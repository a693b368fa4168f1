// Writes SqueezeNet 1.1 as the ONNX file that the evaluation takes its Fréchet distances from.
//   npx tsx packages/train/tools/features-onnx.ts squeezenet1.1.safetensors PEERS/squeezenet1.1.onnx
import { writeFileSync } from 'node:fs'
import { featuresGraph, squeezenetShapes } from '@revelado/model'
import { readSafetensors } from '@revelado/torch'

const [from, to] = process.argv.slice(2)
if (!from || !to) {
  console.error('usage: features-onnx.ts squeezenet1.1.safetensors OUTPUT.onnx')
  process.exit(2)
}
const { tensors } = readSafetensors(from)
const weights = new Map([...squeezenetShapes()].map(([name, shape]) => [name, { shape: [...shape], data: tensors[name].toFloat32Array() }]))
writeFileSync(to, featuresGraph(weights))
console.log(`${to}: ${weights.size} arrays`)
