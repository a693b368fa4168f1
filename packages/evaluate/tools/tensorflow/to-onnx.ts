// A picture-to-picture graph model of TensorFlow.js as an ONNX file.
import { modelBytes } from '@revelado/model'
import type { GraphModel, TensorflowNode } from './graph-model.ts'
import { OPERATORS } from './operators.ts'
import { Writer, wholeNumbers } from './writer.ts'

/** The nodes that `last` needs, each behind its inputs. */
function inOrder(nodes: ReadonlyMap<string, TensorflowNode>, last: TensorflowNode): TensorflowNode[] {
  const order = new Set<TensorflowNode>()
  // A stack of its own: a thousand layers are too deep for calls
  const waiting = [last]
  while (waiting.length > 0) {
    const node = waiting[waiting.length - 1]
    const missing = node.inputs.map((name) => nodes.get(name)!).filter((node) => !order.has(node))
    if (missing.length > 0) waiting.push(...missing)
    else order.add(waiting.pop()!)
  }
  return [...order]
}

/**
 * The bytes of an ONNX file (opset 17) with one input and one output, a picture in NCHW.
 * Its size is fixed: with an open one ONNX Runtime plans the memory of ten thousand nodes for minutes.
 * @param model takes and gives a picture in NHWC.
 * @throws Error for an operation that has no translation.
 */
export function tensorflowToOnnx(
  { nodes, constants }: GraphModel,
  name: string,
  { width, height }: { readonly width: number; readonly height: number },
): Uint8Array {
  const last = nodes.find(({ op }) => op === 'Identity')
  if (!last) throw new Error('the model has no output of kind Identity')
  const writer = new Writer()
  const made = new Map<string, string>()
  for (const node of inOrder(new Map(nodes.map((node) => [node.name, node])), last)) {
    const constant = constants.get(node.name)
    if (node.op === 'Placeholder') made.set(node.name, writer.node('Transpose', ['picture'], { perm: [0, 2, 3, 1] }))
    else if (constant) made.set(node.name, writer.constant(constant))
    else {
      const translate = OPERATORS[node.op]
      if (!translate) throw new Error(`${node.name}: there is no translation of ${node.op}`)
      const ints = (input: number) => {
        const values = constants.get(node.inputs[input])
        if (values?.dtype !== 'int32') throw new Error(`${node.name}: expected input ${input} to be constant whole numbers`)
        return wholeNumbers(values)
      }
      made.set(node.name, translate({ node, inputs: node.inputs.map((input) => made.get(input)!), writer, ints }))
    }
  }
  const restored = writer.node('Transpose', [made.get(last.name)!], { perm: [0, 3, 1, 2] })
  const shape = [1, 3, height, width]
  return modelBytes({ name, inputs: { picture: shape }, outputs: { [restored]: shape } }, writer)
}
