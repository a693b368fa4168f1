// Reads the weights back out of a shipped graph: its binary16 initialisers, by the parameters' names.
import { fromHalf } from './half.ts'
import { fieldsOf } from './protobuf.ts'

const FLOAT16 = 10

/** @throws RangeError when the bytes are not an ONNX file. */
export function readWeights(file: Uint8Array): Map<string, { shape: number[]; data: Float32Array }> {
  const weights = new Map<string, { shape: number[]; data: Float32Array }>()
  for (const { field, value } of fieldsOf(file)) {
    if (field !== 7 || !(value instanceof Uint8Array)) continue
    for (const inner of fieldsOf(value)) {
      if (inner.field !== 5 || !(inner.value instanceof Uint8Array)) continue
      const shape: number[] = []
      let name = ''
      let type = 0
      // A copy of its own, not a view: `slice` of a Node Buffer would still be the whole file underneath
      let raw = new Uint8Array()
      for (const part of fieldsOf(inner.value)) {
        if (part.field === 1) shape.push(Number(part.value))
        else if (part.field === 2) type = Number(part.value)
        else if (part.field === 8) name = new TextDecoder().decode(part.value as Uint8Array)
        else if (part.field === 9) raw = Uint8Array.from(part.value as Uint8Array)
      }
      if (type === FLOAT16) weights.set(name, { shape, data: Float32Array.from(new Uint16Array(raw.buffer), fromHalf) })
    }
  }
  return weights
}
