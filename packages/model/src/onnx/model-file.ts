// The messages of an ONNX file (opset 17): tensors, nodes, and the model around them. Field numbers: onnx.proto3 of ONNX 1.12.
import { Message } from './protobuf.ts'

export const FLOAT = 1
export const INT64 = 7
export const FLOAT16 = 10
const OPSET = 17
const IR_VERSION = 8

export type Attribute = number | string | readonly number[]

export interface GraphInterface {
  readonly name: string
  /** Input name → shape; text names a length that is left open. */
  readonly inputs: Readonly<Record<string, readonly (number | string)[]>>
  /** Output name → shape. */
  readonly outputs: Readonly<Record<string, readonly (number | string)[]>>
}

/** Values that a graph carries, little endian. */
export function tensor(name: string, type: number, shape: readonly number[], raw: Uint8Array): Message {
  const message = new Message()
  for (const n of shape) message.int(1, n)
  return message.int(2, type).bytes(8, name).bytes(9, raw)
}

export function bytesOf(array: Float32Array | BigInt64Array | Uint16Array): Uint8Array {
  return new Uint8Array(array.buffer, array.byteOffset, array.byteLength)
}

function attribute(name: string, value: Attribute): Message {
  const message = new Message().bytes(1, name)
  if (typeof value === 'string') return message.bytes(4, value).int(20, 3)
  if (typeof value === 'number') return message.int(3, value).int(20, 2)
  for (const n of value) message.int(8, n)
  return message.int(20, 7)
}

function valueInfo(name: string, shape: readonly (number | string)[]): Message {
  const dims = new Message()
  for (const n of shape) dims.bytes(1, typeof n === 'number' ? new Message().int(1, n) : new Message().bytes(2, n))
  const type = new Message().bytes(1, new Message().int(1, FLOAT).bytes(2, dims))
  return new Message().bytes(1, name).bytes(2, type)
}

export function node(
  type: string,
  inputs: readonly string[],
  output: string,
  attributes: Readonly<Record<string, Attribute>>,
  name: string,
): Message {
  const message = new Message()
  for (const input of inputs) message.bytes(1, input)
  message.bytes(2, output).bytes(3, name).bytes(4, type)
  for (const [key, value] of Object.entries(attributes)) message.bytes(5, attribute(key, value))
  return message
}

/** The bytes of the file; each node stands behind those that it takes its inputs from. */
export function modelBytes(
  graph: GraphInterface,
  { nodes, initializers }: { readonly nodes: readonly Message[]; readonly initializers: readonly Message[] },
): Uint8Array {
  const body = new Message()
  for (const node of nodes) body.bytes(1, node)
  body.bytes(2, graph.name)
  for (const initializer of initializers) body.bytes(5, initializer)
  for (const [name, shape] of Object.entries(graph.inputs)) body.bytes(11, valueInfo(name, shape))
  for (const [name, shape] of Object.entries(graph.outputs)) body.bytes(12, valueInfo(name, shape))
  return new Message().int(1, IR_VERSION).bytes(2, 'revelado').bytes(7, body).bytes(8, new Message().bytes(1, '').int(2, OPSET)).finish()
}
