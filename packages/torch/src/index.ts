// libtorch for Node.

// 5. Training
export { AdamW, type AdamWOptions, laidLike } from './adamw.ts'
export { autocast } from './autocast.ts'
// 4. Gradients and mixed precision
export { clearGrads, enableGrad, type GradOptions, grad, gradOrNull, noGrad } from './autograd.ts'
export { updateAverage } from './average.ts'

// 2. Making them
export {
  type ArrayOptions,
  arange,
  type CreateOptions,
  fromArray,
  full,
  linspace,
  type NestedNumbers,
  ones,
  type RandomOptions,
  rand,
  randn,
  setDefaultDevice,
  tensor,
  zeros,
} from './create.ts'
export { TorchError, type TorchErrorCode } from './error.ts'
// 6. Settings and the machine
export { Generator } from './generator.ts'
export { clipGradNorm, gradNorm } from './gradient-norm.ts'
export type { AnyOperator } from './operator.ts'
// 3. Computing with them: libtorch's operators
export { call, namespace, operatorNames, ops } from './ops.ts'
export type { OperatorGroup } from './overload.ts'
export {
  cpuHasFastBf16,
  emptyCache,
  hasDevice,
  seed,
  setCudnnBenchmark,
  setDeterministic,
  setThreads,
  synchronize,
  threads,
  torchVersion,
} from './runtime.ts'
export { type NamedTensors, readSafetensors, readSafetensorsMetadata, type Safetensors, writeSafetensors } from './safetensors.ts'
export { keep, live, scope } from './scope.ts'
// 1. Tensors and their lifetime
export { type BackwardOptions, type ConvertOptions, Tensor } from './tensor.ts'
export type { Device, DType, MemoryFormat, Scalar, Shape, TypedArray } from './types.ts'
