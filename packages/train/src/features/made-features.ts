// For tests: a file with SqueezeNet's shapes and made weights, the same that fixtures/make-squeezenet.py makes.
import { squeezenetShapes } from '@revelado/model'
import { fromArray, scope, writeSafetensors } from '@revelado/torch'

const made = (length: number, k: number): Float32Array => Float32Array.from({ length }, (_, i) => Math.sin(i * (k + 1) * 0.7))

/** Writes 722,496 weights as a safetensors file. */
export function writeMadeFeatures(file: string): void {
  scope(() => {
    const tensors = [...squeezenetShapes()].map(([name, shape], i) => {
      const k = i >> 1
      const length = shape.reduce((a, b) => a * b, 1)
      const scale = Math.fround(shape.length === 1 ? 0.1 : (2 / Math.sqrt(length / shape[0])) * (name === 'conv1.weight' ? 0.01 : 1))
      return [
        name,
        fromArray(
          made(length, shape.length === 1 ? k + 50 : k).map((v) => v * scale),
          shape,
        ),
      ] as const
    })
    writeSafetensors(file, Object.fromEntries(tensors))
  })
}
