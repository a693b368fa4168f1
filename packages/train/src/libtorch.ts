// The interpreter that trains: runs the networks' description on libtorch.
import { type Init, initialValues, type Ops, resolveShape } from '@revelado/model'
import { type Device, fromArray, keep, scope, type Tensor, ops as torch } from '@revelado/torch'

/** Trainable tensors by name, made on first use; convolution weights lie channels-last, as their inputs do. */
export class Parameters {
  readonly tensors = new Map<string, Tensor>()
  /** What is kept beside them and not trained, by name. */
  readonly statistics = new Map<string, Tensor>()
  readonly #seed: number | string
  readonly #device: Device

  constructor(seed: number | string, device: Device = 'cpu') {
    this.#seed = seed
    this.#device = device
  }

  get(name: string, shape: readonly number[], init: Init): Tensor {
    let tensor = this.tensors.get(name)
    if (!tensor) {
      tensor = this.place(initialValues({ name, shape, init }, this.#seed), shape)
      this.tensors.set(name, tensor)
    }
    return tensor
  }

  /** Where they lie. */
  get device(): Device {
    return this.#device
  }

  statistic(name: string, shape: readonly number[], init: Init): Tensor {
    let tensor = this.statistics.get(name)
    if (!tensor) {
      tensor = keep(fromArray(initialValues({ name, shape, init }, this.#seed), shape).to({ device: this.#device, copy: true }))
      this.statistics.set(name, tensor)
    }
    return tensor
  }

  /** Fixes the values of a parameter that is not there yet. */
  set(name: string, values: Float32Array, shape: readonly number[]): void {
    this.tensors.set(name, this.place(values, shape))
  }

  /** Takes a tensor as the parameter. */
  adopt(name: string, tensor: Tensor): Tensor {
    this.tensors.set(name, tensor)
    return tensor
  }

  /** A leaf with these values, where and as this run keeps its parameters. */
  place(values: Float32Array, shape: readonly number[]): Tensor {
    const plain = fromArray(values, shape).to({ device: this.#device, copy: true })
    const laid = shape.length === 4 ? plain.to({ memoryFormat: 'channels_last' }) : plain
    laid.requiresGrad = true
    return keep(laid)
  }
}

/**
 * Every nth row and column: what a 1 × 1 kernel with a stride sees. libtorch 2.13's own gradient of that, with a kernel that lies
 * channels-last, writes beyond its memory.
 */
function everyNth(x: Tensor, n: number): Tensor {
  return torch.slice(torch.slice(x, 2, 0, null, n), 3, 0, null, n)
}

/** How far running statistics move to those of a batch, and what keeps a flat channel from dividing by nothing. */
const BATCH_NORM = { momentum: 0.1, epsilon: 1e-5 }

/**
 * Operations on libtorch's tensors; must be used within a scope.
 * @param training whether batch normalisation goes by the batch and moves its statistics
 */
export function libtorchOps(parameters: Parameters, { training = false } = {}): Ops<Tensor> {
  return {
    part: scope,
    parameter: (name, shape, init) => parameters.get(name, shape, init),
    statistic: (name, shape, init) => parameters.statistic(name, shape, init),
    constant(values, shape) {
      return fromArray(Float32Array.from(values), shape, { device: parameters.device })
    },
    conv2d(x, w, b, { stride = 1, padding = 0 }) {
      if (stride > 1 && w.shape[2] === 1) return torch.conv2d(everyNth(x, stride), w, b)
      return torch.conv2d(x, w, b, [stride, stride], [padding, padding])
    },
    convTranspose2d: (x, w, b, stride) => torch.conv_transpose2d(x, w, b, [stride, stride]),
    linear: (x, w, b) => torch.linear(x, w, b),
    matmul: (a, b) => torch.matmul(a, b),
    add: (a, b) => torch.add(a, b),
    sub: (a, b) => torch.sub(a, b),
    mul: (a, b) => torch.mul(a, b),
    div: (a, b) => torch.div(a, b),
    maximum: (a, b) => torch.maximum(a, b),
    relu: (x) => torch.relu(x),
    sigmoid: (x) => torch.sigmoid(x),
    exp: (x) => torch.exp(x),
    sqrt: (x) => torch.sqrt(x),
    abs: (x) => torch.abs(x),
    floor: (x) => torch.floor(x),
    above: (x, threshold) => torch.gt(x, threshold).to({ dtype: 'float32' }),
    clamp: (x, low, high) => torch.clamp(x, low, high),
    affine(x, scale, shift) {
      const scaled = scale === 1 ? x : torch.mul(x, scale)
      return shift === 0 ? scaled : torch.add(scaled, shift)
    },
    cat: (xs, axis) => torch.cat(xs, axis),
    slice: (x, axis, start, end) => torch.narrow(x, axis, start, end - start),
    reshape: (x, shape) => torch.reshape(x, resolveShape(x.shape, shape)),
    reshapeLike: (x, like) => torch.reshape(x, like.shape),
    gather: (table, index) => torch.gather(table, 2, index.to({ dtype: 'int64' })),
    meanPixels: (x) => torch.mean(x, [-2, -1], true),
    maxPixels: (x) => torch.amax(x, [-2, -1], true),
    avgPool: (x, size) => torch.avg_pool2d(x, [size, size]),
    maxPool: (x, size, { stride, padding }) => torch.max_pool2d(x, [size, size], [stride, stride], [padding, padding]),
    batchNorm: (x, { weight, bias, mean, variance }) =>
      torch.batch_norm(x, weight, bias, mean, variance, training, BATCH_NORM.momentum, BATCH_NORM.epsilon, false),
    spaceToDepth(x) {
      // Of one channel both orders are the same
      if (x.shape[1] === 1) return torch.pixel_unshuffle(x, 2)
      const rows = [0, 1].map((dy) => torch.slice(x, 2, dy, null, 2))
      return torch.cat(
        rows.flatMap((row) => [0, 1].map((dx) => torch.slice(row, 3, dx, null, 2))),
        1,
      )
    },
    depthToSpace: (x) => torch.pixel_shuffle(x, 2),
  }
}

/** The same, but its parameters get no gradient: what comes in may still get one. */
export function frozenOps(parameters: Parameters): Ops<Tensor> {
  return { ...libtorchOps(parameters), parameter: (name, shape, init) => torch.detach(parameters.get(name, shape, init)) }
}
