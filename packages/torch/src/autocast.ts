// Mixed precision: inside, libtorch computes convolutions and matrix products in a shorter type, and what needs it in float32.

import { TorchError } from './error.ts'
import { native } from './native.ts'
import { isThenable } from './scope.ts'
import type { Device } from './types.ts'

/**
 * Runs `f` with mixed precision on `device`; null turns it off inside another autocast. `f` must not be async.
 * The casts of weights are kept until the outermost autocast ends.
 *
 * On a CPU without bfloat16 instructions (`cpuHasFastBf16()`) bfloat16 is many times slower than float32.
 */
export function autocast<T>(device: Device, dtype: 'bfloat16' | 'float16' | null, f: () => T): T {
  const before = native.autocastEnter(device, dtype !== null, dtype)
  try {
    const result = f()
    if (isThenable(result)) throw new TorchError('bad-argument', 'autocast cannot span an await: use no async function.')
    return result
  } finally {
    native.autocastLeave(device, before.enabled, before.dtype)
  }
}
