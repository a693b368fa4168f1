// Every kind of misuse is a JavaScript error, with libtorch's words where libtorch noticed, and the process goes on.

import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { AdamW } from './adamw.ts'
import { autocast } from './autocast.ts'
import { grad } from './autograd.ts'
import { fromArray, full, ones, tensor, zeros } from './create.ts'
import { TorchError } from './error.ts'
import { Generator } from './generator.ts'
import { native } from './native.ts'
import { call, namespace, ops } from './ops.ts'
import { hasDevice, seed, setThreads, synchronize } from './runtime.ts'
import { live, scope } from './scope.ts'
import { Tensor } from './tensor.ts'

// What TypeScript would refuse is tried as JavaScript would write it.
// biome-ignore lint/suspicious/noExplicitAny: misuse is the point
const any = (value: unknown): any => value
// biome-ignore lint/suspicious/noExplicitAny: misuse is the point
const untyped: any = ops

type Case = readonly [title: string, misuse: () => unknown, message: RegExp]

const leaf = () => ones([2], { requiresGrad: true })

const disposed = () => {
  const t = ones([2])
  t.dispose()
  return t
}

const fusedLists = (gradient: Tensor, steps: Tensor[] = [zeros([])]): unknown[] => {
  const p = zeros([4, 4])
  return [[p], [gradient], [zeros([4, 4])], [zeros([4, 4])], [], steps]
}
const FUSED = { lr: 1, beta1: 0.9, beta2: 0.9, weight_decay: 0, eps: 1e-8, amsgrad: false, maximize: false }

const load = (size: number, state: Record<string, Tensor>) => {
  using optimiser = new AdamW({ w: ones([size]) })
  optimiser.load(state)
}

const shapes: Case[] = [
  ['channels that do not fit', () => ops.conv2d(ones([2, 3, 8, 8]), ones([4, 5, 3, 3])), /expected input\[2, 3, 8, 8\] to have 5 channels/],
  ['sizes that do not broadcast', () => ops.add(ones([2]), ones([3])), /must match the size/],
  ['matrices that do not fit', () => ops.matmul(ones([2, 3]), ones([2, 3])), /mat1 and mat2 shapes cannot be multiplied/],
  ['a shape with another number of elements', () => ops.reshape(ones([6]), [4, 2]), /invalid for input of size 6/],
  ['a dimension out of range', () => ops.sum(ones([2]), [5]), /Dimension out of range/],
  ['an index out of range', () => ops.select(ones([2]), 0, 7), /out of range/],
  [
    'an index tensor out of range',
    () => ops.index_select(ones([2]), 0, ops.full([1], 9, { dtype: 'int64' })),
    /out of range|out of bounds/,
  ],
  ['a gather out of range', () => ops.gather(ones([2]), 0, ops.full([1], 9, { dtype: 'int64' })), /out of bounds/],
  ['a view beyond the memory', () => ops.as_strided(ones([2]), [100], [1]), /out of bounds/],
  ['a negative size', () => ops.zeros([-2]), /negative/],
  ['a pool larger than its input', () => ops.max_pool2d(ones([1, 1, 2, 2]), 5), /too small/],
  ['tensors of different shapes in a list', () => ops.stack([ones([2]), ones([3])]), /expects each tensor to be equal size/],
  ['an empty list', () => ops.cat([]), /non-empty/],
  ['lists of different lengths', () => ops._foreach_add_([ones([2])], [ones([2]), ones([2])]), /same number|must have the same/],
  ['more than memory holds', () => ops.zeros([1e7, 1e7]), /can't allocate memory/],
  ['sizes whose product overflows', () => ops.zeros([2 ** 40, 2 ** 40]), /overflow|invalid/i],
]

const kinds: Case[] = [
  ['a number for a tensor', () => untyped.relu(3), /must be a? ?Tensor/],
  ['a made-up handle', () => native.call(native.resolve('aten::relu', '').id, 4294967297 * 3), /disposed, or is no tensor/],
  ['a string for a tensor', () => untyped.relu('x'), /Tensor/],
  ['a Float32Array for a tensor', () => untyped.relu(new Float32Array(3)), /Tensor/],
  ['nothing for a tensor', () => untyped.relu(), /missing/],
  ['null for a tensor', () => untyped.relu(null), /got null/],
  ['an array that holds no tensors', () => untyped.stack([1, 2]), /Tensor/],
  ['a tensor where a list is due', () => untyped.stack(ones([2])), /Tensor\[\]/],
  ['an array with holes', () => untyped.stack(any(new Array(3))), /Tensor/],
  ['a string for a number', () => untyped.softmax(ones([2]), 'x'), /no overload|must be int/],
  ['a fraction for a whole number', () => ops.softmax.int(ones([2]), 0.5), /not whole/],
  ['NaN for a whole number', () => ops.softmax.int(ones([2]), Number.NaN), /not whole/],
  ['infinity for a whole number', () => ops.softmax.int(ones([2]), Number.POSITIVE_INFINITY), /2\^53/],
  ['1e300 for a size', () => ops.zeros([1e300]), /2\^53/],
  ['a bigint beyond 64 bits', () => untyped.full([1], 2n ** 70n), /64 bits/],
  ['a symbol', () => untyped.zeros([Symbol('x')]), /symbol|convert/i],
  ['a function', () => untyped.relu(() => 1), /Tensor/],
  ['an unknown dtype', () => ops.zeros([1], { dtype: any('float31') }), /unknown dtype 'float31'/],
  ['an unknown memory format', () => ops.contiguous(ones([1]), { memory_format: any('sideways') }), /memory format/],
  ['an unknown layout', () => ops.zeros([1], { layout: any('sparse') }), /strided/],
  ['an unknown device', () => ops.zeros([1], { device: any('toaster') }), /toaster/],
  [
    'an unknown option',
    () => untyped.conv2d.default(ones([1, 1, 3, 3]), ones([1, 1, 3, 3]), { pading: 1 }),
    /no argument 'pading'.*conv2d/,
  ],
  [
    'an unknown option where there are overloads',
    () => untyped.conv2d(ones([1, 1, 3, 3]), ones([1, 1, 3, 3]), { pading: 1 }),
    /no overload/,
  ],
  ['too many arguments', () => untyped.relu(ones([1]), 1, 2), /takes 1 arguments/],
  ['a hundred arguments', () => native.call(0, ...new Array(100).fill(1)), /too many/],
  ['no overload', () => untyped.add('a', 'b'), /no overload takes these arguments \('a', 'b'\).*\n.*aten::add/],
  ['an unknown operator', () => untyped.convolve2d, /no operator aten::convolve2d/],
  ['an unknown operator by name', () => call('aten::nope.Tensor', 1), /no operator/],
  ['a name that is none', () => call('nope'), /no operator/],
  ['an unknown overload', () => call('aten::add.nope', 1), /no operator/],
  ['an argument of a type that JavaScript lacks', () => namespace('aten').set_.source_Storage(ones([1]), 1), /cannot be given/],
  ['a foreign generator', () => ops.rand([2], { generator: any(0) }), /no overload|Generator/],
]

const lifetime: Case[] = [
  ['a disposed tensor', () => ops.relu(disposed()), /disposed/],
  ['a disposed tensor in a list', () => ops.stack([ones([2]), disposed()]), /disposed/],
  ['the shape of a disposed tensor', () => disposed().shape, /disposed/],
  ['the values of a disposed tensor', () => disposed().toArray(), /disposed/],
  ['backward of a disposed tensor', () => disposed().backward(), /disposed/],
  ['a disposed gradient', () => (leaf().grad = disposed()), /disposed/],
  ['a tensor made of a number', () => new Tensor(12345).shape, /no tensor/],
  ['a tensor made of NaN', () => new Tensor(Number.NaN).shape, /no tensor/],
  ['a tensor made of a negative number', () => new Tensor(-3).shape, /no tensor/],
  ['a tensor made of 1e300', () => new Tensor(1e300).shape, /no tensor/],
  ['a tensor made of a string', () => new Tensor(any('x')).shape, /made of a string/],
  ['a tensor without its class', () => Object.create(Tensor.prototype).shape, /number|tensor/],
]

const gradients: Case[] = [
  [
    'backward twice',
    () =>
      scope(() =>
        [1, 2].forEach(
          (
            (y) => () =>
              y.backward()
          )(ops.sum(ops.square(leaf()))),
        ),
      ),
    /second time/,
  ],
  ['backward from what was not recorded', () => ones([1]).backward(), /does not require grad/],
  ['backward from many elements', () => ops.mul(leaf(), 2).backward(), /scalar outputs/],
  ['a gradient of another shape', () => ops.mul(leaf(), 2).backward({ gradient: ones([5]) }), /shape/],
  ['.grad of another shape', () => (leaf().grad = ones([5])), /shape/],
  ['.grad of another dtype', () => (leaf().grad = ones([2], { dtype: 'float64' })), /dtype/],
  ['.grad that is no tensor', () => (leaf().grad = any(3)), /Tensor/],
  ['a leaf changed in place', () => ops.add_(leaf(), 1), /in-place operation/],
  [
    'a value changed that backward needs',
    () => {
      const x = leaf()
      const y = ops.square(ops.mul(x, 2))
      const z = ops.exp(y)
      ops.add_(z, 1)
      ops.sum(z).backward()
    },
    /modified by an inplace operation/,
  ],
  ['a gradient of integers', () => ones([1], { dtype: 'int64', requiresGrad: true }), /floating point/],
  ['requiresGrad of a result', () => (ops.mul(leaf(), 2).requiresGrad = false), /leaf/],
  ['grad of what is not used', () => grad([ops.sum(leaf())], [leaf()]), /not have been used/],
  ['grad of nothing', () => grad([], []), /grad|empty|output/i],
  ['grad of no tensors', () => grad(any([1]), any([2])), /Tensor/],
]

const arrays: Case[] = [
  ['item of many', () => ones([2]).item(), /2 elements/],
  ['item of a complex number', () => ops.zeros([], { dtype: 'complex64' }).item(), /complex/],
  ['an array that does not fill the shape', () => fromArray(new Float32Array(3), [2, 2]), /does not fill/],
  ['a negative shape', () => fromArray(new Float32Array(4), [-2, -2]), /negative/],
  ['a fractional shape', () => fromArray(new Float32Array(2), [0.5, 4]), /whole number/],
  ['a shape beyond all measure', () => fromArray(new Float32Array(0), [1e300, 0]), /whole number/],
  ['a shape that is no array', () => fromArray(new Float32Array(4), any(4)), /array/],
  ['a plain array', () => fromArray(any([1, 2])), /typed array/],
  ['nothing', () => fromArray(any(undefined), [1]), /typed array/],
  ['a DataView', () => native.fromArray(any(new DataView(new ArrayBuffer(4))), [1], 'float32', false), /typed array/],
  ['shared memory out of line', () => fromArray(new Uint8Array(new ArrayBuffer(9), 1), [2], { dtype: 'float32', share: true }), /aligned/],
  [
    'shared memory that can shrink',
    () => fromArray(new Float32Array(new (any(ArrayBuffer))(16, { maxByteLength: 32 })), [4], { share: true }),
    /resizable/,
  ],
  ['shared memory made larger', () => ops.resize_(fromArray(new Float32Array(4), [4], { share: true }), [400]), /not resizable/],
  [
    'memory shared with an array made larger',
    () => {
      const t = ones([4])
      t.toArray({ share: true })
      ops.resize_(t, [4000])
    },
    /not resizable/,
  ],
  ['shared memory out of order', () => ops.t(ones([2, 3])).toArray({ share: true }), /contiguous/],
  ['values of bfloat16 shared', () => ones([2], { dtype: 'bfloat16' }).toArray({ share: true }), /bfloat16/],
  ['values on meta', () => ones([2], { device: 'meta' }).toArray(), /meta/],
  ['values of complex numbers', () => ops.zeros([2], { dtype: 'complex64' }).toArray(), /complex64/],
  ['rows of different lengths', () => tensor([[1, 2], [3]]), /same length/],
]

const settings: Case[] = [
  ['no threads', () => setThreads(0), /from 1/],
  ['half a thread', () => setThreads(1.5), /whole/],
  ['a negative seed', () => seed(-1), /seed/],
  ['a seed that is text', () => seed(any('x')), /number/],
  ['a generator on no device', () => new Generator(1, any('toaster')), /toaster/],
  ['autocast to float32', () => autocast('cpu', any('float32'), () => 1), /bfloat16 or float16/],
  ['autocast on no device', () => autocast(any('toaster'), 'bfloat16', () => 1), /toaster/],
  ['autocast over an await', () => autocast('cpu', 'bfloat16', async () => 1), /await/],
  ['an index of a device out of range', () => synchronize(any('cuda:99999')), /cuda|accelerator|invalid|index/i],
]

const optimisers: Case[] = [
  ['a fused step with a smaller gradient', () => untyped._fused_adamw_(...fusedLists(zeros([2])), FUSED), /same shape/],
  ['a fused step with a gradient in another order', () => untyped._fused_adamw_(...fusedLists(ops.t(zeros([4, 4]))), FUSED), /strides/],
  [
    'a fused step with a gradient of another dtype',
    () => untyped._fused_adamw_(...fusedLists(zeros([4, 4], { dtype: 'float64' })), FUSED),
    /dtype/,
  ],
  ['a fused step without counts', () => untyped._fused_adamw_(...fusedLists(zeros([4, 4]), []), FUSED), /count of steps/],
  ['AMSGrad without its averages', () => untyped._fused_adamw_(...fusedLists(zeros([4, 4])), { ...FUSED, amsgrad: true }), /AMSGrad/],
  ['a fused step with half its lists', () => untyped._fused_adamw_([zeros([2])]), /missing|no overload/],
  ['the state of another network', () => load(2, {}), /lacks 'w.average'/],
  ['a state of other shapes', () => load(2, { 'w.average': ones([5]) }), /must match the size/],
  ['a parameter that is none', () => new AdamW({ w: any(3) }), /Tensor|no overload/],
]

let before = 0
beforeEach(() => {
  before = live()
})
afterEach(() => {
  expect(live()).toBe(before)
})

describe.each([
  ['shapes and sizes', shapes],
  ['kinds of arguments', kinds],
  ['lifetime', lifetime],
  ['gradients', gradients],
  ['arrays', arrays],
  ['settings', settings],
  ['optimisers', optimisers],
])('%s', (_, cases) => {
  test.each(cases)('%s', (_title, misuse, message) => {
    let error: unknown
    scope(() => {
      try {
        misuse()
      } catch (thrown) {
        error = thrown
      }
    })
    expect(error).toBeInstanceOf(TorchError)
    expect((error as TorchError).message).toMatch(message)
    // libtorch goes on as if nothing had been.
    expect(scope(() => ops.sum(full([3], 2)).item())).toBe(6)
  })
})

test('the words are libtorch’s, without its stack of C++ functions', () => {
  scope(() => {
    try {
      ops.add(ones([2]), ones([3]))
      expect.unreachable()
    } catch (error) {
      expect((error as TorchError).code).toBe('libtorch')
      expect((error as TorchError).message).toBe(
        'The size of tensor a (2) must match the size of tensor b (3) at non-singleton dimension 0',
      )
    }
  })
})

test.skipIf(hasDevice('cuda'))('a device that this machine lacks is an error', () => {
  scope(() => expect(() => zeros([1], { device: 'cuda' })).toThrow(TorchError))
})
