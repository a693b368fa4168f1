// What each of TensorFlow's operations is in ONNX (opset 17). Pictures stay as they lie, channels last; only convolutions turn them.
import type { TensorflowNode } from './graph-model.ts'
import type { Writer } from './writer.ts'

/** One operation and what its translation may ask for. */
export interface Translation {
  readonly node: TensorflowNode
  /** Names of its inputs in ONNX. */
  readonly inputs: readonly string[]
  readonly writer: Writer
  /** Values of a constant input of whole numbers. @throws Error when it is not constant. */
  ints(input: number): readonly number[]
}

/** Returns the name of the result. */
type Translate = (translation: Translation) => string

const CHANNELS_FIRST = [0, 3, 1, 2]
const CHANNELS_LAST = [0, 2, 3, 1]
const ONNX_TYPES: Readonly<Record<string, number>> = { DT_FLOAT: 1, DT_INT32: 7 }

const list = ({ attr }: TensorflowNode, name: string): number[] => (attr[name].list?.i ?? []).map(Number)
const words = ({ attr }: TensorflowNode, name: string): string => atob(attr[name].s ?? '')

const same =
  (type: string): Translate =>
  ({ inputs, writer }) =>
    writer.node(type, inputs)

function turned(writer: Writer, x: string, perm: readonly number[]): string {
  return writer.node('Transpose', [x], { perm })
}

function conv2d({ node, inputs: [x, kernel], writer }: Translation): string {
  const padding = words(node, 'padding')
  if (words(node, 'data_format') !== 'NHWC' || !['SAME', 'VALID'].includes(padding)) throw new Error(`${node.name}: unknown layout`)
  const convolved = writer.node('Conv', [turned(writer, x, CHANNELS_FIRST), turned(writer, kernel, [3, 2, 0, 1])], {
    strides: list(node, 'strides').slice(1, 3),
    dilations: list(node, 'dilations').slice(1, 3),
    auto_pad: padding === 'SAME' ? 'SAME_UPPER' : 'VALID',
  })
  return turned(writer, convolved, CHANNELS_LAST)
}

/** The gradient of a convolution; without padding, and with a kernel as wide as its stride, its size follows from its input's. */
function convTranspose({ node, inputs: [, kernel, x], writer }: Translation): string {
  if (words(node, 'data_format') !== 'NHWC' || words(node, 'padding') !== 'VALID') throw new Error(`${node.name}: unknown layout`)
  const strides = list(node, 'strides').slice(1, 3)
  const convolved = writer.node('ConvTranspose', [turned(writer, x, CHANNELS_FIRST), turned(writer, kernel, [3, 2, 0, 1])], {
    strides,
    kernel_shape: strides,
  })
  return turned(writer, convolved, CHANNELS_LAST)
}

/** Two masks only: none, and the one that leaves a single axis away. */
function stridedSlice({ node, inputs: [x, begin, end, steps], writer }: Translation): string {
  for (const mask of ['begin_mask', 'end_mask', 'ellipsis_mask', 'new_axis_mask'])
    if (node.attr[mask].i !== '0') throw new Error(`${node.name}: ${mask} is not translated`)
  const part = writer.node('Slice', [x, begin, end, '', steps])
  const shrink = node.attr['shrink_axis_mask'].i
  if (shrink === '0') return part
  if (shrink !== '1') throw new Error(`${node.name}: shrink_axis_mask ${shrink} is not translated`)
  return writer.node('Squeeze', [part, writer.ints([0])])
}

function einsum({ node, inputs, writer }: Translation): string {
  const equation = words(node, 'equation')
  return equation === 'abcg,gf->abcf' ? writer.node('MatMul', inputs) : writer.node('Einsum', inputs, { equation })
}

function pack({ node, inputs, writer }: Translation): string {
  if (node.attr['axis'].i !== '0') throw new Error(`${node.name}: expected axis 0`)
  const axis = writer.ints([0])
  return writer.node(
    'Concat',
    inputs.map((x) => writer.node('Unsqueeze', [x, axis])),
    { axis: 0 },
  )
}

export const OPERATORS: Readonly<Record<string, Translate>> = {
  Abs: same('Abs'),
  AddV2: same('Add'),
  BroadcastTo: same('Expand'),
  Cast: ({ node, inputs, writer }) => writer.node('Cast', inputs, { to: ONNX_TYPES[node.attr['DstT'].type ?? ''] }),
  ConcatV2: ({ inputs, writer, ints }) => writer.node('Concat', inputs.slice(0, -1), { axis: ints(inputs.length - 1)[0] }),
  Conv2D: conv2d,
  Conv2DBackpropInput: convTranspose,
  Einsum: einsum,
  Exp: same('Exp'),
  ExpandDims: ({ inputs: [x], writer, ints }) => writer.node('Unsqueeze', [x, writer.ints(ints(1))]),
  Floor: same('Floor'),
  // Of sizes only, which are above nought: cutting off is rounding down.
  FloorDiv: same('Div'),
  FloorMod: same('Mod'),
  GatherV2: ({ inputs: [x, at], writer, ints }) => writer.node('Gather', [x, at], { axis: ints(2)[0] }),
  Greater: same('Greater'),
  GreaterEqual: same('GreaterOrEqual'),
  Identity: same('Identity'),
  Less: same('Less'),
  LessEqual: same('LessOrEqual'),
  LogicalAnd: same('And'),
  Maximum: same('Max'),
  Minimum: same('Min'),
  Mul: same('Mul'),
  Neg: same('Neg'),
  NotEqual: ({ inputs, writer }) => writer.node('Not', [writer.node('Equal', inputs)]),
  Pack: pack,
  Range: same('Range'),
  RealDiv: same('Div'),
  Reciprocal: same('Reciprocal'),
  Reshape: same('Reshape'),
  Rsqrt: ({ inputs, writer }) => writer.node('Reciprocal', [writer.node('Sqrt', inputs)]),
  SelectV2: same('Where'),
  Shape: same('Shape'),
  Sign: same('Sign'),
  Square: ({ inputs: [x], writer }) => writer.node('Mul', [x, x]),
  Squeeze: ({ node, inputs: [x], writer }) => writer.node('Squeeze', [x, writer.ints(list(node, 'squeeze_dims'))]),
  StridedSlice: stridedSlice,
  Sub: same('Sub'),
  Sum: ({ node, inputs: [x], writer, ints }) =>
    writer.node('ReduceSum', [x, writer.ints(ints(1))], { keepdims: node.attr['keep_dims'].b ? 1 : 0 }),
  Tanh: same('Tanh'),
  Transpose: ({ inputs: [x], writer, ints }) => turned(writer, x, ints(1)),
}
