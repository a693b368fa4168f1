// A TensorFlow.js graph model: model.json, and beside it the shards of its weights.

/** One operation of TensorFlow: its inputs by name, what is set about it in the JSON's own spelling. */
export interface TensorflowNode {
  readonly name: string
  readonly op: string
  readonly inputs: readonly string[]
  readonly attr: Readonly<Record<string, TensorflowAttribute>>
}

/** Whole numbers come as text, text as base64. */
export interface TensorflowAttribute {
  readonly i?: string
  readonly s?: string
  readonly b?: boolean
  readonly type?: string
  readonly list?: { readonly i?: readonly string[] }
}

export interface Constant {
  readonly dtype: string
  readonly shape: readonly number[]
  /** 4 bytes a value, little endian. */
  readonly bytes: Uint8Array
}

export interface GraphModel {
  readonly nodes: readonly TensorflowNode[]
  /** By the name of the node of kind Const that it belongs to. */
  readonly constants: ReadonlyMap<string, Constant>
}

/** What model.json says. */
export interface ModelJson {
  readonly modelTopology: { readonly node: readonly (Omit<TensorflowNode, 'inputs'> & { readonly input?: readonly string[] })[] }
  readonly weightsManifest: readonly {
    readonly paths: readonly string[]
    readonly weights: readonly (Omit<Constant, 'bytes'> & { readonly name: string; readonly quantization?: object })[]
  }[]
}

/** Names of the nodes whose results an operation takes; what only must run before it is left out, for nothing here acts on anything else. */
const taken = (input: readonly string[]): string[] => input.filter((name) => !name.startsWith('^')).map((name) => name.replace(/:0$/, ''))

/**
 * Nodes and constants of a model.
 * @param shards for each entry of `weightsManifest` the bytes of its files, one behind the other.
 * @throws Error when weights are quantised or of another kind than float32 and int32, or when the bytes end too soon.
 */
export function readGraphModel({ modelTopology, weightsManifest }: ModelJson, shards: readonly Uint8Array[]): GraphModel {
  const constants = new Map<string, Constant>()
  for (const [i, { weights }] of weightsManifest.entries()) {
    let at = 0
    for (const { name, dtype, shape, quantization } of weights) {
      if (quantization || !['float32', 'int32'].includes(dtype)) throw new Error(`${name}: expected float32 or int32 as they are`)
      const end = at + 4 * shape.reduce((a, b) => a * b, 1)
      if (end > shards[i].length) throw new Error(`the weights end within ${name}`)
      constants.set(name, { dtype, shape, bytes: shards[i].subarray(at, end) })
      at = end
    }
  }
  const nodes = modelTopology.node.map(({ name, op, input = [], attr }) => ({ name, op, inputs: taken(input), attr }))
  return { nodes, constants }
}
