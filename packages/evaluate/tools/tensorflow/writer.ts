// Collects the nodes and constants of an ONNX graph, each of them once: TensorFlow works out the same sizes thousands of times, and
// ONNX Runtime takes minutes to find that out. TensorFlow's int32 becomes int64 throughout, which is what ONNX wants shapes in.
import { type Attribute, bytesOf, FLOAT, INT64, type Message, node, tensor } from '@revelado/model'
import type { Constant } from './graph-model.ts'

/** Longer constants are weights, of which no two are the same. */
const LONGEST_COMPARED = 256

export class Writer {
  readonly nodes: Message[] = []
  readonly #constants = new Map<string, Message>()
  readonly #taken = new Set<string>()
  readonly #known = new Map<string, string>()

  /** The constants that some node takes. */
  get initializers(): Message[] {
    return [...this.#constants].filter(([name]) => this.#taken.has(name)).map(([, message]) => message)
  }

  /** @returns the name of its result. */
  node(type: string, inputs: readonly string[], attributes: Readonly<Record<string, Attribute>> = {}): string {
    return this.#once(JSON.stringify([type, inputs, attributes]), () => {
      const name = `v${this.nodes.length}`
      this.nodes.push(node(type, inputs, name, attributes, name))
      for (const input of inputs) this.#taken.add(input)
      return name
    })
  }

  /** Whole numbers as a vector. */
  ints(values: readonly number[]): string {
    return this.#constant(INT64, [values.length], bytesOf(BigInt64Array.from(values, BigInt)))
  }

  constant(constant: Constant): string {
    const { dtype, shape, bytes } = constant
    return dtype === 'int32'
      ? this.#constant(INT64, shape, bytesOf(BigInt64Array.from(wholeNumbers(constant), BigInt)))
      : this.#constant(FLOAT, shape, bytes)
  }

  #constant(type: number, shape: readonly number[], raw: Uint8Array): string {
    const add = () => {
      const name = `c${this.#constants.size}`
      this.#constants.set(name, tensor(name, type, shape, raw))
      return name
    }
    return raw.length > LONGEST_COMPARED ? add() : this.#once(`${type}:${shape}:${raw}`, add)
  }

  #once(key: string, make: () => string): string {
    let name = this.#known.get(key)
    if (name === undefined) this.#known.set(key, (name = make()))
    return name
  }
}

export function wholeNumbers({ bytes }: Constant): number[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  return Array.from({ length: bytes.byteLength / 4 }, (_, i) => view.getInt32(4 * i, true))
}
