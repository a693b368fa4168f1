// The second interpreter: turns a description into an ONNX graph (opset 17). Weights are stored in binary16 and cast to
// float32 once, when the session loads; all arithmetic is float32; height, width and count are left open.
// Operators: Operators.md of ONNX 1.12.
import type { BatchNorm, Init, Ops } from '../ops.ts'
import { toHalf } from './half.ts'
import { type Attribute, bytesOf, FLOAT, FLOAT16, type GraphInterface, INT64, modelBytes, node, tensor } from './model-file.ts'
import type { Message } from './protobuf.ts'

/** Name → values, in the layout of the parameter. */
export type Weights = ReadonlyMap<string, { readonly shape: readonly number[]; readonly data: Float32Array }>

class GraphWriter implements Ops<string> {
  readonly nodes: Message[] = []
  readonly initializers: Message[] = []
  readonly #weights: Weights
  readonly #known = new Map<string, string>()
  #count = 0

  constructor(weights: Weights) {
    this.#weights = weights
  }

  node(type: string, inputs: readonly string[], attributes: Record<string, Attribute> = {}, output = `v${this.#count++}`): string {
    this.nodes.push(node(type, inputs, output, attributes, `n${this.nodes.length}`))
    return output
  }

  #once(key: string, make: (name: string) => string): string {
    let name = this.#known.get(key)
    if (name === undefined) this.#known.set(key, (name = make(`c${this.#known.size}`)))
    return name
  }

  #ints(values: readonly number[]): string {
    return this.#once(`i${values.join()}`, (name) => {
      this.initializers.push(tensor(name, INT64, [values.length], bytesOf(BigInt64Array.from(values, BigInt))))
      return name
    })
  }

  #scalar(value: number): string {
    return this.constant([value], [])
  }

  constant(values: ArrayLike<number>, shape: readonly number[]): string {
    const data = Float32Array.from(values)
    return this.#once(`f${shape.join()}:${data.join()}`, (name) => {
      this.initializers.push(tensor(name, FLOAT, shape, bytesOf(data)))
      return name
    })
  }

  parameter(name: string, shape: readonly number[], _init: Init): string {
    return this.#once(`p${name}`, () => {
      const weight = this.#weights.get(name)
      if (!weight) throw new Error(`there is no weight named ${name}`)
      if (weight.shape.join() !== shape.join()) throw new Error(`weight ${name} is [${weight.shape}] but the network has [${shape}]`)
      this.initializers.push(tensor(name, FLOAT16, shape, bytesOf(Uint16Array.from(weight.data, toHalf))))
      return this.#cast(name, FLOAT)
    })
  }

  part<R>(run: () => R): R {
    return run()
  }

  statistic(name: string, shape: readonly number[], init: Init): string {
    return this.parameter(name, shape, init)
  }

  #cast(x: string, to: number): string {
    return this.node('Cast', [x], { to })
  }

  conv2d(x: string, w: string, b: string | null, { stride = 1, padding = 0 }: { stride?: number; padding?: number }): string {
    return this.node('Conv', b === null ? [x, w] : [x, w, b], { strides: [stride, stride], pads: [padding, padding, padding, padding] })
  }
  convTranspose2d(x: string, w: string, b: string, stride: number): string {
    return this.node('ConvTranspose', [x, w, b], { strides: [stride, stride] })
  }
  linear(x: string, w: string, b: string): string {
    return this.node('Gemm', [x, w, b], { transB: 1 })
  }
  matmul(a: string, b: string): string {
    return this.node('MatMul', [a, b])
  }
  add(a: string, b: string): string {
    return this.node('Add', [a, b])
  }
  sub(a: string, b: string): string {
    return this.node('Sub', [a, b])
  }
  mul(a: string, b: string): string {
    return this.node('Mul', [a, b])
  }
  div(a: string, b: string): string {
    return this.node('Div', [a, b])
  }
  maximum(a: string, b: string): string {
    return this.node('Max', [a, b])
  }
  relu(x: string): string {
    return this.node('Relu', [x])
  }
  sigmoid(x: string): string {
    return this.node('Sigmoid', [x])
  }
  exp(x: string): string {
    return this.node('Exp', [x])
  }
  sqrt(x: string): string {
    return this.node('Sqrt', [x])
  }
  abs(x: string): string {
    return this.node('Abs', [x])
  }
  floor(x: string): string {
    return this.node('Floor', [x])
  }
  above(x: string, threshold: number): string {
    return this.#cast(this.node('Greater', [x, this.#scalar(threshold)]), FLOAT)
  }
  clamp(x: string, low: number, high: number): string {
    return this.node('Clip', [x, this.#scalar(low), this.#scalar(high)])
  }
  affine(x: string, scale: number, shift: number): string {
    const scaled = scale === 1 ? x : this.mul(x, this.#scalar(scale))
    return shift === 0 ? scaled : this.add(scaled, this.#scalar(shift))
  }
  cat(xs: readonly string[], axis: number): string {
    return this.node('Concat', xs, { axis })
  }
  slice(x: string, axis: number, start: number, end: number): string {
    return this.node('Slice', [x, this.#ints([start]), this.#ints([end]), this.#ints([axis])])
  }
  reshape(x: string, shape: readonly number[]): string {
    return this.node('Reshape', [x, this.#ints(shape)])
  }
  reshapeLike(x: string, like: string): string {
    return this.node('Reshape', [x, this.node('Shape', [like])])
  }
  gather(table: string, index: string): string {
    return this.node('GatherElements', [table, this.#cast(index, INT64)], { axis: 2 })
  }
  meanPixels(x: string): string {
    return this.node('ReduceMean', [x], { axes: [-2, -1], keepdims: 1 })
  }
  maxPixels(x: string): string {
    return this.node('ReduceMax', [x], { axes: [-2, -1], keepdims: 1 })
  }
  avgPool(x: string, size: number): string {
    return this.node('AveragePool', [x], { kernel_shape: [size, size], strides: [size, size] })
  }
  maxPool(x: string, size: number, { stride, padding }: { stride: number; padding: number }): string {
    return this.node('MaxPool', [x], {
      kernel_shape: [size, size],
      strides: [stride, stride],
      pads: [padding, padding, padding, padding],
    })
  }
  /** The operator's own ε is 1e-5. */
  batchNorm(x: string, { weight, bias, mean, variance }: BatchNorm<string>): string {
    return this.node('BatchNormalization', [x, weight, bias, mean, variance])
  }
  spaceToDepth(x: string): string {
    return this.node('SpaceToDepth', [x], { blocksize: 2 })
  }
  depthToSpace(x: string): string {
    return this.node('DepthToSpace', [x], { blocksize: 2, mode: 'CRD' })
  }
}

/**
 * The bytes of an ONNX file.
 * @param describe runs the description on the named inputs; of what it returns, `outputs` names what the graph gives.
 * @throws Error when a weight is missing or has another shape.
 */
export function writeGraph(
  graph: GraphInterface,
  weights: Weights,
  describe: (ops: Ops<string>, inputs: Record<string, string>) => object,
): Uint8Array {
  const writer = new GraphWriter(weights)
  const results = describe(writer, Object.fromEntries(Object.keys(graph.inputs).map((name) => [name, name]))) as Record<string, string>
  for (const name of Object.keys(graph.outputs)) writer.node('Identity', [results[name]], {}, name)
  return modelBytes(graph, writer)
}
